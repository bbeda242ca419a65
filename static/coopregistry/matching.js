/* One key for each answer. Keys are told by their place, so that they work in either layout. */
"use strict";

(() => {
  const KEPT = "matching-keys";
  let isBusy = false; // a second press would answer for a pair nobody has seen

  const isOn = () => localStorage.getItem(KEPT) !== "off";

  const showToggle = () => {
    const button = document.querySelector("[data-toggle-keys]");
    if (!button) return;
    button.hidden = false;
    button.textContent = isOn() ? button.dataset.on : button.dataset.off;
  };

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-toggle-keys]")) return;
    localStorage.setItem(KEPT, isOn() ? "off" : "on");
    showToggle();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !isOn()) return;
    const { target } = event;
    if (target.closest("input, select, textarea, [contenteditable], dialog")) return;
    if (event.code.endsWith("Enter") && target.closest("a, button, summary")) return;
    const control = document.querySelector(`#matching [data-keys~="${event.code}"]`);
    if (!control) return;
    event.preventDefault();
    if (!isBusy) control.click();
  });

  document.addEventListener("htmx:beforeRequest", () => (isBusy = true));
  ["htmx:afterSettle", "htmx:responseError", "htmx:sendError"].forEach((name) =>
    document.addEventListener(name, () => (isBusy = false)));

  // The button that had the focus is gone: the keys go on, and a reader of the screen hears the new page.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id !== "main") return;
    showToggle();
    document.getElementById("main").focus({ preventScroll: true });
  });
  document.addEventListener("DOMContentLoaded", showToggle);
})();
