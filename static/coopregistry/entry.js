/* The form of one row: cells of one's own wording, the keyboard. */
"use strict";

(() => {
  const cell = (target) => target.closest?.(".entry-cell");

  // The cells, remarks and the draft follow the fields: `data-live` says whether they have caught up.
  const follows = (state) => {
    document.getElementById("entry-form").dataset.live = state;
  };
  const touched = new Set(); // since the server was last asked
  const touch = (field) => {
    touched.add(field);
    follows("behind");
  };

  document.addEventListener("change", (event) => {
    if (event.target.form?.id === "entry-form") touch(event.target);
  });

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.id !== "entry-form") return;
    touch(event.target);
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

  // An answer must not take away what somebody is typing just now, or has entered since it was asked for.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target } = event.detail;
    const typing = target.contains(document.activeElement) && !["checkbox", "radio"].includes(document.activeElement.type);
    const own = target.matches(".entry-cell") && target.querySelector("input[type=checkbox]")?.checked;
    const newer = [...touched].some((field) => target.contains(field));
    if (typing || own || newer) event.detail.shouldSwap = false;
  });

  // The token of the page is old after signing in again in another tab; the header carries the new one.
  document.addEventListener("htmx:configRequest", (event) => {
    delete event.detail.parameters.csrfmiddlewaretoken;
  });

  // What is being saved must not come back as a draft: a save waits for the draft under way, which the server
  // would go on writing after the page has given it up, and none is sent beside it.
  let asking = false;
  let saving = false;
  let press = null; // of the save that waits

  document.addEventListener("submit", (event) => {
    if (event.target.id !== "entry-form" || !asking) return;
    event.preventDefault();
    event.stopPropagation();
    const { submitter } = event;
    press = () => (submitter ? submitter.click() : event.target.requestSubmit());
  }, { capture: true });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const { id } = event.detail.elt;
    if (id === "entry-form") {
      if (saving) event.preventDefault();
      saving = true;
    } else if (id === "entry-live") {
      if (saving || press) {
        event.preventDefault();
        return;
      }
      asking = true;
      touched.clear();
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { id } = event.detail.requestConfig.elt; // a form that was replaced is not where the event happens
    if (id === "entry-form") {
      saving = Boolean(event.detail.xhr.getResponseHeader("HX-Redirect"));
    } else if (id === "entry-live") {
      asking = false;
      if (event.detail.successful && !touched.size) follows("current");
      press?.();
      press = null;
    }
  });
  // A page that came back is saved anew.
  window.addEventListener("pageshow", () => (saving = false));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.ctrlKey) return;
    const button = document.getElementById("save-again");
    if (!button || !button.form.contains(event.target)) return;
    event.preventDefault();
    button.click();
  });

  const start = () => {
    touched.clear();
    // What was entered before this script ran has been heard by nobody.
    for (const field of document.querySelectorAll("#entry-form input, #entry-form textarea")) {
      const changed = field.value !== field.defaultValue || field.checked !== field.defaultChecked;
      if (changed && field.name) field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const first = document.querySelector("#entry-form .is-invalid, #entry-form [name=title]");
    if (first && (document.activeElement === document.body || document.activeElement === null)) first.focus();
  };

  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id === "entry-page" || event.detail.elt?.id === "entry-page") start();
  });
})();
