/* Cells and rows out of Word and Excel put into the grid, all as one step. */
"use strict";

(() => {
  const BREAKS = new Set(["BR", "P", "DIV", "LI"]);

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

  /** A table as rows of texts; a merged cell says the same in each of its rows. */
  const ofHtml = (html) => {
    const table = new DOMParser().parseFromString(plain(html), "text/html").querySelector("table");
    const lines = [];
    for (const [at, row] of [...(table?.rows ?? [])].entries()) {
      let column = 0;
      lines[at] ??= [];
      for (const cell of row.cells) {
        while (lines[at][column] !== undefined) column += 1;
        const text = tidy(words(cell).join(""));
        for (let down = 0; down < cell.rowSpan; down += 1) (lines[at + down] ??= [])[column] = text;
        column += 1;
      }
    }
    return lines.slice(0, table?.rows.length);
  };

  const ofText = (text) =>
    text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t").map((cell) => cell.trim()));

  const lines = (data) => {
    const html = data.getData("text/html");
    if (/<tr[\s>]/i.test(html)) return ofHtml(html).map((row) => Array.from(row, (text) => text ?? ""));
    const text = data.getData("text/plain");
    return text.includes("\t") ? ofText(text) : [[tidy(text.replace(/\r\n?/g, "\n"))]];
  };

  window.GridPaste = {
    paste(grid, event) {
      const td = grid.cellOf(event.target);
      if (!td || grid.open || event.target !== td) return;
      event.preventDefault();
      const pasted = lines(event.clipboardData);
      const [at, column] = grid.where(td);
      const width = Math.max(...pasted.map((line) => line.length));
      const columns = grid.places[at].length;
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
      if (width > columns) return grid.steps.toast("error", grid.table.dataset.tooWide);
      if (rows.size < pasted.length) return grid.steps.toast("error", grid.table.dataset.tooLong);
      const once = new Map(cells.map((cell) => [cell.td, cell]));
      if (once.size) grid.steps.keep([...once.values()]);
      grid.go(td);
    },
  };
})();
