/* Steps of the grid on their way to the server, one after the other: each carries the version the one before
   left. What was not kept stays in its cell, with the reason. */
"use strict";

(() => {
  const TYPING = 600; // ms after the last sign

  const post = async (address, values) => {
    const headers = { "HX-Request": "true", "X-CSRFToken": window.csrfToken() };
    // A request outlives the page it was sent from.
    const sent = { method: "POST", body: new URLSearchParams(values), headers, keepalive: true };
    const answer = await fetch(address, sent).catch(() => null);
    const words = document.getElementById("toasts").dataset;
    if (!answer) return { status: 0, refused: words.offline };
    if (answer.status === 401) return { status: 401, refused: words.signedOut };
    const told = (answer.headers.get("Content-Type") ?? "").includes("json") ? await answer.json() : {};
    return { status: answer.status, ...(answer.ok ? {} : { refused: words.failed }), ...told };
  };

  window.GridSteps = class {
    constructor(grid) {
      this.grid = grid;
      this.words = grid.table.dataset;
      this.unsaved = new Map(); // td → text the server has not taken
      this.done = [];
      this.undone = [];
      this.counted = this.remarks();
      this.last = Promise.resolve();
      this.waiting = 0;
    }

    queue(act) {
      this.waiting += 1;
      this.grid.table.setAttribute("aria-busy", "true");
      this.last = this.last.then(act).finally(() => {
        this.waiting -= 1;
        if (!this.waiting) this.grid.table.removeAttribute("aria-busy");
      });
      return this.last;
    }

    say(text) {
      document.getElementById("grid-said").textContent = text;
    }

    toast(level, text) {
      document.dispatchEvent(new CustomEvent("toast", { detail: { level, text } }));
    }

    /** Keep texts of cells as one step. */
    keep(cells) {
      for (const { td, text } of cells) {
        this.unsaved.set(td, text);
        this.show(td, text);
        td.classList.add("is-saving");
      }
      return this.queue(async () => {
        const rows = new Map();
        for (const { td, text } of cells) {
          for (const row of this.grid.rowsOf(td)) {
            const { entry, version } = row.dataset;
            if (!rows.has(entry)) rows.set(entry, { entry: Number(entry), version: Number(version), cells: {} });
            rows.get(entry).cells[td.dataset.column] = text;
          }
        }
        const answer = await post(this.words.keep, { rows: JSON.stringify([...rows.values()]) });
        for (const { td, text } of cells) {
          td.classList.remove("is-saving");
          if (this.unsaved.get(td) === text && answer.status === 200) this.unsaved.delete(td);
        }
        this.answered(answer);
        if (answer.status !== 200) for (const { td, text } of cells) this.refuse(td, text, answer);
        else this.say(this.words.kept);
      });
    }

    answered(answer) {
      if (answer.status === 200 && answer.step) {
        this.done.push(answer.step);
        this.undone = [];
      }
      this.apply(answer.rows ?? []);
    }

    apply(rows) {
      const merges = "merges" in this.words;
      for (const told of rows) {
        for (const row of this.grid.table.querySelectorAll(`tr[data-entry="${told.entry}"]`)) {
          row.dataset.version = told.version;
          const remarks = row.querySelector(".row-remarks");
          if (remarks) remarks.innerHTML = told.remarks;
        }
        for (const [column, shown] of Object.entries(merges ? {} : told.cells)) {
          const td = this.grid.cellIn(told.entry, column);
          if (!td || this.unsaved.has(td) || td === this.grid.open?.td) continue;
          td.querySelector(".cell-body").innerHTML = shown.html;
          for (const control of td.querySelectorAll(".cell-body button")) control.tabIndex = -1;
        }
      }
      this.count();
      if (rows.length && merges) this.redraw();
    }

    remarks() {
      return this.grid.table.querySelectorAll(".cell-remark").length;
    }

    /** The number of remarks above the table, which counts rows of other pages too. */
    count() {
      const more = this.remarks() - this.counted;
      this.counted += more;
      const told = document.querySelector("[data-remarks]");
      if (!told) return;
      const number = Math.max(0, Number(told.textContent) + more);
      told.textContent = number;
      told.parentElement.hidden = !number;
    }

    /** Cells may have grown together or fallen apart: the rows are fetched as they are drawn now. */
    async redraw() {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
      if (!answer?.ok || this.grid.open || this.unsaved.size) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const rows = page.querySelector("table[data-grid]");
      const at = document.activeElement?.dataset?.at;
      if (!rows) return;
      this.grid.table.querySelectorAll("tbody").forEach((one) => one.remove());
      this.grid.table.tHead.after(...rows.tBodies);
      const findings = page.getElementById("findings");
      if (findings) document.getElementById("findings")?.replaceWith(findings);
      this.grid.draw();
      if (at) this.grid.go(this.grid.table.querySelector(`[data-at="${at}"]`));
    }

    show(td, text) {
      const shown = td.querySelector(".cell-text");
      shown.replaceChildren(...text.split("\n").flatMap((line, at) => (at ? [document.createElement("br"), line] : [line])));
      td.querySelectorAll(".cell-draft, .cell-unsaved, .cell-marks, .cell-remark").forEach((one) => one.remove());
    }

    /** Say in the cell why its text was not kept, with what can be done. */
    refuse(td, text, answer) {
      const theirs = answer.rows?.find((row) => String(row.entry) === td.closest("tr").dataset.entry);
      const note = document.getElementById("grid-unsaved").content.cloneNode(true);
      const box = note.querySelector(".cell-unsaved");
      this.show(td, text);
      box.querySelector(".why").textContent = answer.refused ?? "";
      const saved = theirs?.cells[td.dataset.column];
      if (saved) box.querySelector(".theirs").textContent = saved.text;
      else box.querySelector(".now").remove();
      box.querySelector(".again").addEventListener("click", () => this.grid.keep(td, text));
      box.querySelector(".back").addEventListener("click", () => {
        this.giveUp(td);
        location.reload();
      });
      td.querySelector(".cell-body").append(box);
      this.say(answer.refused ?? "");
      if (answer.status === 401) {
        const words = document.getElementById("toasts").dataset;
        const detail = { level: "warning", text: words.signedOut, url: words.signInUrl, link: words.signIn };
        document.dispatchEvent(new CustomEvent("toast", { detail }));
      }
    }

    /** What is typed goes into the draft of the row. */
    typed(open) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        if (this.grid.open === open) this.queue(() => this.grid.open === open && this.draft(open.td, open.field.value));
      }, TYPING);
    }

    async draft(td, text) {
      td.dataset.drafted = "";
      for (const { dataset } of this.grid.rowsOf(td)) {
        await post(this.words.draft.replace("0", dataset.entry), { version: dataset.version, column: td.dataset.column, text });
      }
    }

    giveUp(td) {
      clearTimeout(this.timer);
      const drafted = "drafted" in td.dataset || td.querySelector(".cell-draft") || this.unsaved.has(td);
      if (!drafted) return;
      this.unsaved.delete(td);
      delete td.dataset.drafted;
      td.querySelectorAll(".cell-draft, .cell-unsaved").forEach((one) => one.remove());
      this.queue(async () => {
        for (const { dataset } of this.grid.rowsOf(td)) {
          const given = { version: dataset.version, column: td.dataset.column, given_up: "on" };
          await post(this.words.draft.replace("0", dataset.entry), given);
        }
      });
    }

    leave(open) {
      if (open && open.field.value.trim() !== open.before.trim()) this.draft(open.td, open.field.value);
      for (const [td, text] of this.unsaved) this.draft(td, text);
    }

    /** One step back, or on again; the server knows which. */
    undo(forward) {
      return this.queue(async () => {
        const [from, to] = forward ? [this.undone, this.done] : [this.done, this.undone];
        const step = from.pop();
        if (!step) return this.say(this.words.noStep);
        const answer = await post(this.words.undo, { step });
        if (answer.status === 200) {
          to.push(answer.step);
          this.apply(answer.rows);
          this.say(forward ? this.words.redone : this.words.undone);
        } else this.toast("error", answer.refused);
      });
    }

    cure(form, button, td) {
      return this.queue(async () => {
        const values = Object.fromEntries(new FormData(form, button));
        const answer = await post(form.action, values);
        this.answered(answer);
        if (answer.refused) this.toast("error", answer.refused);
        else this.say(this.words.kept);
        this.grid.go(td);
      });
    }
  };
})();
