/* The form of one row: cells of one's own wording, the keyboard. */
"use strict";

(() => {
  const cell = (target) => target.closest?.(".entry-cell");

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.id !== "entry-form") return;
    const { name } = event.target;
    if (event.target.matches(".entry-cell textarea")) {
      const own = cell(event.target);
      own.querySelector("input[type=checkbox]").checked = true;
      own.classList.add("is-own");
    }
    // Of the two ways to say the dates the one used last counts.
    if (name === "dates") form.elements.start.value = form.elements.end.value = "";
    if ((name === "start" || name === "end") && event.target.value) form.elements.dates.value = "";
  });

  // An answer must not take away what somebody is typing just now.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target } = event.detail;
    const typing = target.contains(document.activeElement) && document.activeElement.type !== "checkbox";
    const own = target.matches(".entry-cell") && target.querySelector("input[type=checkbox]")?.checked;
    if (typing || own) event.detail.shouldSwap = false;
  });

  // The token of the page is old after signing in again in another tab; the header carries the new one.
  document.addEventListener("htmx:configRequest", (event) => {
    delete event.detail.parameters.csrfmiddlewaretoken;
  });

  // What is being saved must not come back as a draft.
  let saving = false;
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { id } = event.detail.elt;
    if (id === "entry-live" && saving) event.preventDefault();
    if (id !== "entry-form") return;
    saving = true;
    htmx.trigger(document.getElementById("entry-live"), "htmx:abort");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt.id === "entry-form") saving = Boolean(event.detail.xhr.getResponseHeader("HX-Redirect"));
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.ctrlKey) return;
    const button = document.getElementById("save-again");
    if (!button || !button.form.contains(event.target)) return;
    event.preventDefault();
    button.click();
  });

  const start = () => {
    const first = document.querySelector("#entry-form .is-invalid, #entry-form [name=title]");
    if (first && (document.activeElement === document.body || document.activeElement === null)) first.focus();
  };

  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id === "entry-page" || event.detail.elt?.id === "entry-page") start();
  });
})();
