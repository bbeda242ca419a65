/* The search box at the head of every page: what it offers while somebody types (a combobox with a list). */
"use strict";

(() => {
  const WAIT = 200; // ms after the last sign
  const SHORTEST = 3;

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector(".find-form");
    if (!form) return;
    const box = form.querySelector("input");
    const list = document.getElementById("find-offers");
    let timer;
    let asked = 0;

    const options = () => [...list.querySelectorAll('[role="option"]')];

    const close = () => {
      clearTimeout(timer); // what is asked for still must not open it again
      asked += 1;
      list.hidden = true;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    };

    const choose = (one) => {
      for (const option of options()) option.setAttribute("aria-selected", String(option === one));
      if (one) {
        box.setAttribute("aria-activedescendant", one.id);
        one.scrollIntoView({ block: "nearest" });
      } else {
        box.removeAttribute("aria-activedescendant");
      }
    };

    const ask = async () => {
      const mine = ++asked;
      const text = box.value.trim();
      if (text.length < SHORTEST) return close();
      const offers = await fetch(`${form.dataset.offers}?q=${encodeURIComponent(text)}`, {
        headers: { "HX-Request": "true" },
      })
        .then((answer) => (answer.ok ? answer.text() : null))
        .catch(() => null); // the page was left
      if (mine !== asked || offers === null || document.activeElement !== box) return;
      list.innerHTML = offers;
      list.dataset.of = text;
      const any = options().length > 0;
      list.hidden = !any;
      box.setAttribute("aria-expanded", String(any));
      box.removeAttribute("aria-activedescendant");
    };

    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });

    box.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      const all = options();
      const at = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        const next = at + step;
        choose(at < 0 && step < 0 ? all.at(-1) : all[next]); // past an end: back to the text itself
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        window.location.assign(all[at].dataset.url);
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    });

    list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    list.addEventListener("click", (event) => {
      const one = event.target.closest('[role="option"]');
      if (one) window.location.assign(one.dataset.url);
    });
    box.addEventListener("blur", close);
  });
})();
