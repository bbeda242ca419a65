/* Import: files dropped on the form, what is under way. */
"use strict";

(() => {
  document.querySelectorAll("[data-give]").forEach((form) => {
    const files = form.querySelector("input[type=file]");
    const stage = form.querySelector(".give-stage");
    ["dragover", "dragleave", "drop"].forEach((name) =>
      form.addEventListener(name, (event) => {
        event.preventDefault();
        form.classList.toggle("is-over", name === "dragover");
      }),
    );
    form.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      files.files = event.dataTransfer.files;
      files.dispatchEvent(new Event("change"));
    });
    files.addEventListener("change", () => {
      const names = [...files.files].map(({ name }) => name);
      stage.textContent = names.length > 1 ? `${form.dataset.chosen} ${names.length}` : "";
    });
    form.addEventListener("submit", () => { stage.textContent = form.dataset.sending; });
  });
})();
