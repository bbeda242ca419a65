/* Asking the body about a row where it is read: the form opens below the row, and what is typed stays with the row
   until it is sent. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const dialog = document.getElementById("asking");
  const table = dialog?.parentElement.querySelector("table");
  if (!table || !window.htmx) return;

  let link = null; // what opened the form
  let cell = null; // pointed at last

  const kept = () => `question ${new URL(link.href).pathname}`;
  const field = () => dialog.querySelector("textarea[name=text]");
  const row = () => link.closest("tr");

  /** The place among the headings of the cell pointed at, if it speaks for this row. */
  const column = () => {
    const rows = [...table.rows];
    const first = rows.indexOf(cell?.parentElement);
    const at = rows.indexOf(row());
    return first >= 0 && at >= first && at < first + cell.rowSpan ? (cell.dataset.column ?? "") : "";
  };

  /** Below the row, within the window; the page is moved no further than it must be. */
  const place = () => {
    const home = dialog.offsetParent.getBoundingClientRect();
    const by = (cell && column() ? cell : link).getBoundingClientRect();
    dialog.style.top = `${row().getBoundingClientRect().bottom - home.top}px`;
    dialog.style.left = `${Math.max(0, Math.min(by.left, innerWidth - dialog.offsetWidth - 16) - home.left)}px`;
    dialog.scrollIntoView({ block: "nearest" });
  };

  const close = () => {
    if (!dialog.open) return;
    dialog.close();
    row().classList.remove("is-asked");
    (link.closest("[tabindex='0']") ?? link).focus();
  };

  const open = async (pressed) => {
    close();
    link = pressed;
    dialog.replaceChildren();
    const address = new URL(link.href);
    address.searchParams.set("column", column());
    if ("inPlace" in dialog.dataset) address.searchParams.set("in_place", "1");
    await htmx.ajax("GET", `${address.pathname}${address.search}`, { source: dialog, target: dialog, swap: "innerHTML" });
    if (!field()) return; // the server has said why
    field().value = sessionStorage.getItem(kept()) ?? "";
    document.querySelectorAll(".toasts .notice-success").forEach((read) => read.remove()); // it may lie on the form
    dialog.show();
    row().classList.add("is-asked");
    place();
    field().focus();
  };

  const pointed = (event) => {
    const found = event.target.closest("td[data-column]");
    if (found) cell = found;
  };
  table.addEventListener("pointerdown", pointed);
  table.addEventListener("focusin", pointed);
  table.addEventListener("click", (event) => {
    const pressed = event.target.closest(".ask");
    if (!pressed || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(pressed);
  });
  // As in Word: the remark about the cell the cursor stands in.
  table.addEventListener("keydown", (event) => {
    if (event.code !== "KeyM" || !event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const pressed = event.target.closest("tr")?.querySelector(".ask");
    if (!pressed) return;
    event.preventDefault();
    open(pressed);
  });
  dialog.addEventListener("input", () => field() && sessionStorage.setItem(kept(), field().value));
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && close());
  dialog.addEventListener("click", (event) => {
    if (!event.target.closest("[data-closes]")) return;
    event.preventDefault();
    close();
  });
  dialog.addEventListener("htmx:beforeOnLoad", (event) => {
    const { requestConfig, successful } = event.detail;
    const { status, getResponseHeader } = event.detail.xhr;
    if (requestConfig.verb !== "post" || status >= 400) return;
    if (status === 204 || getResponseHeader.call(event.detail.xhr, "HX-Refresh")) sessionStorage.removeItem(kept());
  });
  document.addEventListener("asked", (event) => {
    link.classList.add("ask-open");
    link.title = event.detail.words;
    link.setAttribute("aria-label", event.detail.words);
    close();
  });
});
