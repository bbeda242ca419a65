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

  // How many events each value would find, asked for when the conditions are first seen.
  const more = form.querySelector(".event-more");
  const show = (select, counts, offered) => {
    for (const [value, count] of Object.entries(counts)) {
      const name = offered?.[value];
      if (name) select.tomselect?.addOption({ value, text: name, about: "", part_of: "" });
      const option = [...select.options].find((one) => one.value === value);
      const known = select.tomselect?.options[value];
      const label = known?.text ?? option?.textContent;
      if (!label) continue;
      const counted = `${label.trim()} (${count})`;
      if (known) select.tomselect.updateOption(value, { ...known, text: counted });
      else option.textContent = counted;
    }
  };
  const count = async () => {
    const answer = await fetch(form.dataset.facets, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return;
    const { facets, offered } = await answer.json();
    for (const [name, counts] of Object.entries(facets)) {
      const select = form.querySelector(`select[name="${name}"]`);
      if (select) show(select, counts, offered[name]);
    }
  };
  if (!form.dataset.facets) return; // of the map and the calendar, which count nothing
  if (more?.open) count();
  else more?.addEventListener("toggle", count, { once: true });
});
