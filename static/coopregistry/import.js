/* Import: files dropped on the form, what is under way, names of partners while they are typed. */
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

  const SHORTEST = 2;
  const WAIT = 250;
  document.querySelectorAll("input[data-partner]").forEach((input) => {
    const list = document.createElement("datalist");
    list.id = `${input.id}_names`;
    input.after(list);
    input.setAttribute("list", list.id);
    let waiting = 0;
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      const text = input.value.trim();
      if (text.length < SHORTEST) return;
      waiting = setTimeout(async () => {
        const answer = await fetch(`${input.dataset.partner}?q=${encodeURIComponent(text)}`);
        if (!answer.ok) return;
        const found = (await answer.json()).partners;
        list.replaceChildren(...found.map(({ name, kind }) => {
          const option = document.createElement("option");
          option.value = name;
          option.label = kind;
          return option;
        }));
      }, WAIT);
    });
  });
})();
