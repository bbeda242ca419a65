/* The filter of events: its address. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("#event-filter");
  if (!form) return;

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
