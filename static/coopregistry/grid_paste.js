/* Cells and rows out of Word and Excel put into the grid, all as one step. Whole rows for which there is no room
   go to the page that adds rows, where they are shown first. */
"use strict";

(() => {
  const BREAKS = new Set(["BR", "P", "DIV", "LI"]);
  // A cell of Excel in quotes, as it has lines of its own; a name in quotes is no such cell.
  const CELL = /"((?:[^"]|"")*[\n\t](?:[^"]|"")*)"(?=\t|\n|$)|[^\t\n]*/y;

  const words = (node, into = []) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) into.push(child.data.replace(/\s+/g, " "));
      else if (child.nodeType === Node.ELEMENT_NODE) {
        if (BREAKS.has(child.tagName)) into.push("\n");
        words(child, into);
      }
    }
    return into;
  };

  const tidy = (text) =>
    text.split("\n").map((line) => line.replace(/[^\S\u00a0]+/g, " ").trim()).filter(Boolean).join("\n");

  // The content policy counts styles of a parsed page as the page's own.
  const plain = (html) =>
    html.replace(/<style[\s>][\s\S]*?<\/style>/gi, "").replace(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, "");

  /** Tables as rows of texts; a cell merged downwards says the same in each of its rows. */
  const ofHtml = (html) => {
    const page = new DOMParser().parseFromString(plain(html), "text/html");
    const tables = [...page.querySelectorAll("table")].filter((table) => !table.parentElement.closest("table"));
    return tables.flatMap((table) => {
      const lines = [...table.rows].map(() => []);
      for (const [at, row] of [...table.rows].entries()) {
        let column = 0;
        for (const cell of row.cells) {
          while (lines[at][column] !== undefined) column += 1;
          const text = tidy(words(cell).join(""));
          for (let down = 0; down < cell.rowSpan && lines[at + down]; down += 1) {
            for (let along = 0; along < cell.colSpan; along += 1) lines[at + down][column + along] = along ? "" : text;
          }
          column += cell.colSpan;
        }
      }
      return lines.map((line) => Array.from(line, (text) => text ?? ""));
    });
  };

  const ofText = (text) => {
    const lines = [[]];
    const source = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
    for (CELL.lastIndex = 0; ; CELL.lastIndex += 1) {
      const [whole, quoted] = CELL.exec(source);
      lines.at(-1).push(tidy(quoted === undefined ? whole : quoted.replace(/""/g, '"').replace(/\t/g, " ")));
      if (CELL.lastIndex >= source.length) return lines;
      if (source[CELL.lastIndex] === "\n") lines.push([]);
    }
  };

  /** Without rows and columns at the end that say nothing: Excel gives them along. */
  const trimmed = (lines) => {
    const filled = lines.filter((line, at) => lines.slice(at).some((later) => later.some(Boolean)));
    const width = Math.max(1, ...filled.map((line) => line.findLastIndex(Boolean) + 1));
    return filled.map((line) => Array.from({ length: width }, (_none, at) => line[at] ?? ""));
  };

  const copied = (data) => {
    const html = data.getData("text/html");
    if (/<tr[\s>]/i.test(html)) return ofHtml(html);
    const text = data.getData("text/plain");
    return text.includes("\t") ? ofText(text) : [[tidy(text.replace(/\r\n?/g, "\n"))]];
  };

  const folded = (text) => text.toLowerCase().replace(/ё/g, "е").replace(/\s+/g, " ").trim();

  /** Headings, numbers of columns, and rows of one text over the whole width: no row of the document. */
  const isNoRow = (line, headings, columns) => {
    const said = line.filter(Boolean);
    const begins = (text) => [...headings].some((name) => name.startsWith(text) && !/^[\p{L}\p{N}]/u.test(name.slice(text.length)));
    const named = said.filter((text) => begins(folded(text))).length;
    if (said.length > 1 && named * 2 >= said.length && named > 1) return true;
    if (said.length > 2 && said.every((text, at) => text === String(at + 1))) return true;
    return said.length === 1 && line.length > 2 && line.length >= columns - 1 && Boolean(line[0]);
  };

  /** The page that adds rows shows them before anything is saved. */
  const toPage = (address, lines) => {
    const table = document.createElement("table");
    for (const line of lines) {
      const row = table.insertRow();
      for (const text of line) {
        row.insertCell().append(...text.split("\n").flatMap((part, at) => (at ? [document.createElement("br"), part] : [part])));
      }
    }
    const form = Object.assign(document.createElement("form"), { method: "post", action: address, hidden: true });
    const values = { csrfmiddlewaretoken: window.csrfToken(), table: table.outerHTML, step: "show" };
    for (const [name, value] of Object.entries(values)) {
      form.append(Object.assign(document.createElement("textarea"), { name, value }));
    }
    document.body.append(form);
    form.submit();
  };

  window.GridPaste = {
    paste(grid, event) {
      const td = grid.cellOf(event.target);
      if (!td || event.target.closest("[popover]")) return;
      const all = trimmed(copied(event.clipboardData));
      const isTable = all.length > 1 || all[0]?.length > 1;
      if (!all.length || (grid.open && !isTable)) return; // into the text of the open cell
      event.preventDefault();
      if (grid.open) grid.close(true);
      const [at, column] = grid.where(td);
      const columns = grid.places[at].length;
      const headings = new Set([...grid.table.tHead.rows[0].cells].map((one) => folded(one.textContent)));
      const pasted = isTable ? all.filter((line) => !isNoRow(line, headings, columns)) : all;
      const { steps } = grid;
      if (!pasted.length) return;
      const width = Math.max(...pasted.map((line) => line.length));
      // Whole rows stand where rows stand, with or without their numbers, whichever cell is chosen.
      const first = column + width <= columns ? column : Math.max(0, columns - width);
      const cells = [];
      const rows = new Set();
      let down = at;
      for (const line of pasted) {
        while (grid.places[down] && !grid.places[down].some((one) => one.dataset.column)) down += 1;
        line.forEach((text, along) => {
          const target = grid.places[down]?.[first + along];
          if (target?.dataset.column && text !== grid.textOf(target)) cells.push({ td: target, text });
        });
        if (grid.places[down]) rows.add(down);
        down += 1;
      }
      if (width > columns) return steps.toast("error", steps.words.tooWide);
      if (rows.size < pasted.length) {
        if (steps.words.add && width >= columns - 1) return toPage(steps.words.add, all);
        return steps.toast("error", steps.words.tooLong);
      }
      const once = new Map(cells.map((cell) => [cell.td, cell]));
      if (once.size) steps.keep([...once.values()]);
      if (pasted.length < all.length) steps.toast("info", steps.words.leftOut);
      grid.go(td);
    },
  };
})();
