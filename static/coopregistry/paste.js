/* The clipboard's HTML knows cells with several paragraphs; its plain text does not. */
"use strict";

document.addEventListener("paste", (event) => {
  const field = event.target;
  const html = event.clipboardData?.getData("text/html") ?? "";
  if (field.id !== "id_table" || !/<tr[\s>]/i.test(html)) return;
  event.preventDefault();
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  for (const one of table.querySelectorAll("style, script, img")) one.remove();
  for (const one of table.querySelectorAll("*")) {
    for (const name of one.getAttributeNames()) if (name !== "rowspan") one.removeAttribute(name);
  }
  field.setRangeText(table.outerHTML.replace(/\s+/g, " "), field.selectionStart, field.selectionEnd, "end");
});
