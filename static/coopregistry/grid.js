/* The grid of one's own rows: the keyboard of the ARIA grid pattern, cells opened in place. */
"use strict";

(() => {
  const FAR = 10; // rows of PageUp and PageDown

  class Grid {
    constructor(table) {
      this.table = table;
      this.open = null; // {td, field, before} while a cell is written in
      this.steps = new window.GridSteps(this);
      this.places = null;
      // All cells are made ready once the page is shown, or when somebody comes to them before that.
      const ready = () => this.places || this.draw();
      ["focusin", "pointerdown", "paste"].forEach((kind) => table.addEventListener(kind, ready, { capture: true }));
      (window.requestIdleCallback ?? setTimeout)(ready);
      table.setAttribute("role", "grid");
      table.addEventListener("keydown", (event) => this.pressed(event));
      table.addEventListener("focusin", (event) => this.entered(event));
      table.addEventListener("focusout", (event) => this.left(event));
      table.addEventListener("dblclick", (event) => {
        if (!event.target.closest("[popover]")) this.write(this.cellOf(event.target));
      });
      table.addEventListener("input", () => this.open && this.steps.typed(this.open));
      table.addEventListener("paste", (event) => window.GridPaste.paste(this, event));
      table.addEventListener("copy", (event) => this.copied(event));
      table.addEventListener("submit", (event) => this.cured(event));
      window.addEventListener("pagehide", () => this.steps.leave(this.open));
    }

    /** Find the cells anew: every place of the table leads to the cell that covers it. */
    draw() {
      this.places = [];
      const rows = [...this.table.querySelectorAll("tbody > tr")];
      rows.forEach((row, at) => {
        this.places[at] ??= [];
        let column = 0;
        for (const td of row.cells) {
          while (this.places[at][column]) column += 1;
          td.dataset.at = `${at} ${column}`;
          td.tabIndex = -1;
          if (td.tagName === "TD") td.setAttribute("role", "gridcell");
          for (const control of td.querySelectorAll("a, button, input")) control.tabIndex = -1;
          for (let down = 0; down < td.rowSpan; down += 1) {
            for (let along = 0; along < td.colSpan; along += 1) (this.places[at + down] ??= [])[column + along] = td;
          }
          column += td.colSpan;
        }
      });
      const stand = this.places[0]?.find((td) => td.dataset.column) ?? this.places[0]?.[0];
      if (stand) stand.tabIndex = 0;
    }

    cellOf(element) {
      return element.closest?.("tbody > tr > td, tbody > tr > th") ?? null;
    }

    where(td) {
      return td.dataset.at.split(" ").map(Number);
    }

    /** The rows a cell speaks for: several where it is merged. */
    rowsOf(td) {
      const [at] = this.where(td);
      const rows = this.table.querySelectorAll("tbody > tr");
      return [...rows].slice(at, at + td.rowSpan).filter((row) => row.dataset.entry);
    }

    cellIn(entry, column) {
      const row = this.table.querySelector(`tr[data-entry="${entry}"]`);
      return row?.querySelector(`:scope > [data-column="${column}"]`) ?? null;
    }

    /** As it is saved: text and line breaks, nothing a browser makes of them. */
    textOf(td) {
      const shown = td.querySelector(".cell-text");
      return shown ? [...shown.childNodes].map((node) => (node.nodeName === "BR" ? "\n" : node.textContent)).join("") : "";
    }

    headingOf(td) {
      const heading = this.table.tHead.rows[0].cells[Number(td.dataset.column)];
      return heading.textContent.trim().replace(/\s+/g, " ");
    }

    go(td) {
      if (!td) return false;
      this.table.querySelectorAll('tbody [tabindex="0"]').forEach((one) => (one.tabIndex = -1));
      td.tabIndex = 0;
      td.focus();
      return true;
    }

    step(td, down, along) {
      let [at, column] = this.where(td);
      const next = () => {
        if (down) at += down > 0 && this.places[at]?.[column] === td ? 1 : Math.sign(down);
        if (along) column += Math.sign(along);
        return this.places[at]?.[column];
      };
      let found = next();
      while (found === td) found = next();
      return found ?? null;
    }

    far(td, rows) {
      const [at, column] = this.where(td);
      const last = this.places.length - 1;
      return this.places[Math.min(Math.max(at + rows, 0), last)]?.[column] ?? null;
    }

    /** The next cell in reading order, over the ends of rows; none after the last. */
    follows(td, back) {
      const cells = [...this.table.querySelectorAll("tbody > tr > *")];
      return cells[cells.indexOf(td) + (back ? -1 : 1)] ?? null;
    }

    pressed(event) {
      const td = this.cellOf(event.target);
      if (!td || event.target.closest("[popover]")) return;
      if (this.open) return this.pressedWriting(event);
      if (event.target === td) this.pressedOnCell(event, td);
      else this.pressedInside(event, td);
    }

    pressedOnCell(event, td) {
      const { key } = event;
      const control = event.ctrlKey || event.metaKey;
      const [at] = this.where(td);
      const line = this.places[at];
      const moves = {
        ArrowDown: () => this.step(td, 1, 0),
        ArrowUp: () => this.step(td, -1, 0),
        ArrowRight: () => this.step(td, 0, 1),
        ArrowLeft: () => this.step(td, 0, -1),
        Home: () => (control ? this.places[0][0] : line[0]),
        End: () => (control ? this.places.at(-1).at(-1) : line.at(-1)),
        PageDown: () => this.far(td, FAR),
        PageUp: () => this.far(td, -FAR),
      };
      const done = () => event.preventDefault();
      if (moves[key]) {
        done();
        this.go(moves[key]());
      } else if (control && ["z", "я"].includes(key.toLowerCase())) {
        done();
        this.steps.undo(event.shiftKey);
      } else if (control && ["y", "н"].includes(key.toLowerCase())) {
        done();
        this.steps.undo(true);
      } else if (key === "Tab") {
        const [first] = event.shiftKey || this.leaving ? [] : this.controls(td);
        if (this.leaving) this.stepOut(event.shiftKey);
        else if (first) done(), first.focus();
        else if (this.go(this.follows(td, event.shiftKey))) done();
      } else if (key === "Escape") {
        this.leaving = true; // the next Tab leaves the table
      } else if (key === "Enter" || key === "F2") {
        done();
        this.write(td);
      } else if ((key === "Delete" || key === "Backspace") && td.dataset.column && this.textOf(td)) {
        done();
        this.keep(td, "");
      } else if (key.length === 1 && !control && !event.altKey && td.dataset.column) {
        done();
        this.write(td, key === " " ? "" : key);
      }
    }

    /** On a button within a cell: Tab goes on, Esc leads back to the cell. */
    pressedInside(event, td) {
      const controls = this.controls(td);
      const at = controls.indexOf(event.target);
      if (event.key === "Escape") this.go(td);
      else if (event.key === "Tab") {
        const next = event.shiftKey ? (controls[at - 1] ?? td) : (controls[at + 1] ?? this.follows(td, false));
        if (!next) return;
        event.preventDefault();
        if (next === td || this.cellOf(next) !== td) this.go(next);
        else next.focus();
      }
    }

    controls(td) {
      return [...td.querySelectorAll("a, button")].filter((one) => !one.closest("[popover]") && one.offsetParent);
    }

    /** Let the browser go to what stands before or after the table. */
    stepOut(back) {
      const edge = back ? this.table.querySelector("tbody > tr > *") : this.places.at(-1).at(-1);
      this.go(edge);
    }

    pressedWriting(event) {
      const { td } = this.open;
      if (event.key === "Escape") {
        event.preventDefault();
        this.close(false);
        this.go(td);
      } else if (event.key === "Tab") {
        event.preventDefault();
        this.close(true);
        this.go(this.follows(td, event.shiftKey) ?? td);
      } else if (event.key === "Enter" && !event.shiftKey && !event.altKey && !event.isComposing) {
        event.preventDefault();
        this.close(true);
        this.go(event.ctrlKey || event.metaKey ? td : (this.step(td, 1, 0) ?? td));
      } else if (event.key === "Enter" && event.altKey) {
        event.preventDefault(); // Word and Excel break a line so
        const { field } = this.open;
        field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
        this.steps.typed(this.open);
      }
    }

    entered(event) {
      const td = this.cellOf(event.target);
      this.leaving = false;
      if (td && event.target === td && td.tabIndex !== 0) this.go(td);
    }

    left(event) {
      // Another window takes the focus: the cell stays open.
      if (!this.open || !document.hasFocus() || this.open.td.contains(event.relatedTarget)) return;
      if (event.target === this.open.field) this.close(true);
    }

    /** Open a cell; `typed` replaces what it says. */
    write(td, typed = null) {
      if (!td || this.open?.td === td) return;
      if (!td.dataset.column) return td.querySelector(".row-menu-button, a")?.click();
      const before = this.textOf(td);
      const field = document.createElement("textarea");
      field.value = typed ?? this.steps.unsaved.get(td) ?? td.querySelector(".cell-draft-text")?.innerText ?? before;
      field.lang = "ru";
      field.rows = 1;
      field.maxLength = 20000;
      field.setAttribute("aria-label", `${this.headingOf(td)}, ${td.closest("tr").dataset.number}`);
      this.open = { td, field, before };
      td.classList.add("is-open");
      td.append(field);
      field.focus();
      field.setSelectionRange(field.value.length, field.value.length);
      if (typed !== null) this.steps.typed(this.open);
    }

    close(keeps) {
      const { td, field, before } = this.open;
      this.open = null;
      const text = field.value.replace(/\r\n?/g, "\n").trim();
      td.classList.remove("is-open");
      field.remove();
      if (keeps && text !== before.trim()) this.keep(td, text);
      else this.steps.giveUp(td);
    }

    keep(td, text) {
      this.steps.keep([{ td, text }]);
    }

    copied(event) {
      const td = this.cellOf(event.target);
      if (this.open || !td || event.target !== td || !document.getSelection().isCollapsed) return;
      event.preventDefault();
      event.clipboardData.setData("text/plain", this.textOf(td));
    }

    cured(event) {
      if (!event.target.matches(".cure")) return;
      event.preventDefault();
      event.stopPropagation();
      this.steps.cure(event.target, event.submitter, this.cellOf(event.target));
    }
  }

  // A menu stands by its button; without a script in the middle of the page.
  document.addEventListener("toggle", (event) => {
    if (event.newState !== "open" || !event.target.matches(".row-menu, .answer-form")) return;
    const menu = event.target;
    const by = document.querySelector(`[popovertarget="${menu.id}"]`).getBoundingClientRect();
    menu.style.margin = "0";
    menu.style.left = `${Math.max(8, Math.min(by.left, innerWidth - menu.offsetWidth - 8))}px`;
    menu.style.top = `${by.bottom + menu.offsetHeight > innerHeight ? Math.max(8, by.top - menu.offsetHeight) : by.bottom}px`;
    menu.querySelector("a, button, textarea").focus();
  }, { capture: true });

  document.addEventListener("DOMContentLoaded", () => {
    for (const table of document.querySelectorAll("table[data-grid]")) new Grid(table);
  });
})();
