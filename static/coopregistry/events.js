/* Drop-downs of the filter of events: several values, those of large lists asked of the server. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("#event-filter, [data-lookups]");
  if (!form) return;

  const told = (text) => {
    const line = document.createElement("div");
    line.className = "no-results";
    line.textContent = text;
    return line;
  };

  const option = (one, escape) => {
    const about = one.about ? ` <span class="about">${escape(one.about)}</span>` : "";
    return `<div>${escape(one.text)}${about}</div>`;
  };

  const asked = (select) => ({
    valueField: "value",
    labelField: "text",
    searchField: [],
    preload: "focus",
    score: () => () => 1, // the server has chosen and ordered them
    shouldLoad: () => true,
    onType() {
      this.clearOptions();
    },
    load(query, done) {
      fetch(`${select.dataset.lookup}?q=${encodeURIComponent(query)}`, { headers: { "HX-Request": "true" } })
        .then((answer) => (answer.ok ? answer.json() : { found: [] }))
        .then(({ found }) => done(found))
        .catch(() => done());
    },
  });

  for (const select of form.querySelectorAll("select[multiple]")) {
    const control = new TomSelect(select, {
      plugins: ["remove_button"],
      maxOptions: 100,
      loadingClass: "is-asking", // «loading» is the bar at the top of the page
      hidePlaceholder: true,
      closeAfterSelect: true, // left open, it closes under the next press and moves what is pressed
      onItemAdd() {
        this.setTextboxValue("");
      },
      render: { option, no_results: () => told(form.dataset.none) },
      ...(select.dataset.lookup ? asked(select) : {}),
    });
    control.control_input.setAttribute("lang", "ru");
    select.setAttribute("aria-hidden", "true"); // its label names the control in its place
  }

  if (form.method !== "get") return;
  // Fields left empty stay out of the address: it is copied into letters.
  form.addEventListener("submit", () => {
    for (const field of form.elements) {
      if (field.name && !field.value) field.disabled = true;
    }
    for (const except of form.querySelectorAll("[name=exclude]:checked")) {
      const own = form.querySelector(`select[name="${except.value}"]`);
      if (own && !own.value) except.disabled = true;
    }
  });
  window.addEventListener("pageshow", () => {
    for (const field of form.elements) field.disabled = false;
  });
});
