/* The clipboard's HTML knows cells with several paragraphs; its plain text does not. A pasted table is shown as a
   table at once: its source is nothing to read. */
"use strict";

document.addEventListener("paste", (event) => {
  const field = event.target;
  if (field.id !== "id_table") return;
  const html = event.clipboardData?.getData("text/html") ?? "";
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const isTable = /<tr[\s>]/i.test(html);
  if (!isTable && !text.includes("\t")) return;
  event.preventDefault();
  field.value = isTable ? outOf(html) : text;
  field.form.requestSubmit(field.form.querySelector("[name=step][value=show]"));
});

/** The tables with nothing but their texts and merged cells. */
const outOf = (html) => {
  // The content policy counts styles of a parsed page as the page's own.
  const plain = html.replace(/<style[\s>][\s\S]*?<\/style>/gi, "").replace(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, "");
  const page = new DOMParser().parseFromString(plain, "text/html");
  for (const one of page.querySelectorAll("style, script, img")) one.remove();
  for (const one of page.querySelectorAll("*")) {
    for (const name of one.getAttributeNames()) if (name !== "rowspan") one.removeAttribute(name);
  }
  return [...page.querySelectorAll("table")].map((table) => table.outerHTML.replace(/\s+/g, " ")).join("\n");
};
