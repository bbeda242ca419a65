/* Fields for several values, and fields that ask the server while somebody types.
   The server answers {found: [{value, text, about, part_of}]}, already chosen and ordered. */
"use strict";

(() => {
  const SHORTEST = 2;
  const WAIT = 250; // ms after the last sign

  const find = async (address, text) => {
    const answer = await fetch(`${address}?q=${encodeURIComponent(text)}`, { headers: { "HX-Request": "true" } });
    return answer.ok ? (await answer.json()).found : [];
  };

  const option = (found, escape) => {
    const about = [found.part_of, found.about].filter(Boolean).join(", ");
    return `<div>${escape(found.text)}${about ? ` <span class="about">${escape(about)}</span>` : ""}</div>`;
  };

  const nothing = (select) => () => {
    const line = document.createElement("div");
    line.className = "no-results";
    line.textContent = select.closest("[data-none]").dataset.none;
    return line;
  };

  // An answer nobody waits for any more: the field only stops saying that it asks.
  const drop = (control) => {
    control.loading = Math.max(control.loading - 1, 0);
    if (control.loading) return;
    control.wrapper.classList.remove(control.settings.loadingClass);
    if (!control.inputValue()) control.refreshOptions(control.isOpen);
  };

  const asking = (select) => {
    let latest = 0;
    return {
      valueField: "value",
      labelField: "text",
      searchField: [],
      score: () => () => 1,
      onType() {
        latest += 1;
        this.clearOptions();
        this.refreshOptions(); // options of the words typed before could not be chosen any more
      },
      onItemAdd() {
        latest += 1;
        this.setTextboxValue("");
        if ("typed" in select.dataset) this.clearOptions();
      },
      // After a choice or other words an answer would open the list again, over the next field.
      load(text, done) {
        if (text !== this.inputValue()) return drop(this);
        const mine = ++latest;
        find(select.dataset.lookup, text)
          .catch(() => [])
          .then((found) => (mine === latest ? done(found) : drop(this)));
      },
    };
  };

  // A drop-down opens with values to choose from; a typed field offers nothing before something is typed.
  const dropDown = (select) => ({
    plugins: ["remove_button"],
    maxOptions: 100,
    refreshThrottle: 0, // a list drawn anew a moment later would lose the click that is under way
    onItemAdd() {
      this.setTextboxValue("");
    },
    ...(select.dataset.lookup ? { ...asking(select), preload: "focus", shouldLoad: () => true } : {}),
  });

  const typed = (select) => ({
    ...asking(select),
    maxOptions: 20,
    selectOnTab: true,
    shouldLoad: (text) => text.length >= SHORTEST,
  });

  // «Брянская и Тульская области»: the list would take one of them.
  const SEVERAL = /[,;]|\s(?:и|а также)\s/i;

  let asked = 0; // phrases the server has not answered yet
  let press = null; // of the save that waits for them

  const changed = (field) => field.dispatchEvent(new Event("input", { bubbles: true }));

  /** What was typed and is not among the partners stays as text, in a field of its own. */
  const keepAsText = (select, names) => {
    const field = document.getElementById(select.dataset.asText);
    const there = field.value.split(";").map((name) => name.trim()).filter(Boolean);
    field.value = [...new Set([...there, ...names])].join("; ");
    changed(field);
  };

  /** Takes what is typed as soon as it is known, whoever goes on meanwhile. */
  const takeTyped = async (control, select) => {
    const text = control.inputValue().trim();
    if (!text) return;
    control.setTextboxValue("");
    control.clearOptions();
    control.close();
    const line = document.getElementById(select.dataset.asking);
    const said = `${line.dataset.asking} «${text}»`;
    line.textContent = said;
    asked += 1;
    const answer = await fetch(`${select.dataset.phrase}?q=${encodeURIComponent(text)}`, { headers: { "HX-Request": "true" } })
      .then((response) => (response.ok ? response.json() : null))
      .catch(() => null);
    // Without an answer the words stay as they were typed: the server reads them once more when it gets them.
    const { found, as_text: names } = answer ?? { found: [], as_text: [text] };
    for (const one of found) {
      control.addOption(one);
      control.addItem(one.value);
    }
    if (names.length) keepAsText(select, names);
    if (line.textContent === said) line.textContent = "";
    asked -= 1;
    if (asked) return;
    press?.();
    press = null;
  };

  document.addEventListener("submit", (event) => {
    const { submitter, target } = event;
    const select = target.querySelector("[data-phrase]");
    if (select?.tomselect) takeTyped(select.tomselect, select);
    if (!asked || !select) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // the page holds a save back for its draft too
    press = () => (submitter?.isConnected ? submitter.click() : target.requestSubmit());
  }, { capture: true });

  // «Choose another» and the names offered stand for one that is not known.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-instead]");
    if (!button) return;
    const select = document.querySelector("[data-phrase]");
    const field = document.getElementById(select.dataset.asText);
    const { instead, code } = button.dataset;
    field.value = field.value.split(";").map((name) => name.trim()).filter((name) => name && name !== instead).join("; ");
    if (code) {
      select.tomselect.addOption({ value: code, text: button.textContent.trim() });
      select.tomselect.addItem(code);
    } else {
      select.tomselect.focus();
      select.tomselect.setTextboxValue(instead);
      select.tomselect.control_input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    changed(field);
  });

  const neverDrops = (control, select) => {
    const field = control.control_input;
    field.addEventListener("keydown", (event) => {
      if (!["Enter", "Tab"].includes(event.key) || event.isComposing || event.ctrlKey) return;
      const text = control.inputValue().trim();
      if (!text || (control.activeOption && control.isOpen && !SEVERAL.test(text))) return;
      if (event.key === "Enter") {
        event.preventDefault();
      }
      event.stopImmediatePropagation();
      takeTyped(control, select);
    }, { capture: true });
    field.addEventListener("blur", () => takeTyped(control, select), { capture: true });
  };

  const several = (select) => {
    if (select.tomselect) return;
    const isTyped = "typed" in select.dataset;
    const control = new TomSelect(select, {
      loadingClass: "is-asking", // «loading» is the bar at the top of the page
      hidePlaceholder: true,
      closeAfterSelect: true, // left open, it closes under the next press and moves what is pressed
      render: { option, no_results: nothing(select) },
      ...(isTyped ? typed(select) : dropDown(select)),
    });
    control.control_input.setAttribute("lang", "ru");
    if (select.dataset.phrase) neverDrops(control, select);
    if (!isTyped) select.setAttribute("aria-hidden", "true"); // its label names the control in its place
  };

  // A text field with suggestions: a name the list does not know can be typed all the same.
  const suggesting = (input) => {
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
        const found = await find(input.dataset.lookup, text).catch(() => []);
        if (input.value.trim() !== text) return;
        list.replaceChildren(...found.map(({ text, about }) => {
          const suggestion = document.createElement("option");
          suggestion.value = text;
          suggestion.label = about;
          return suggestion;
        }));
      }, WAIT);
    });
  };

  // Behind «more conditions» they wait until these are opened: a dozen costs half of a page's own work.
  const whenSeen = (select) => {
    const closed = select.closest("details:not([open])");
    if (closed) closed.addEventListener("toggle", () => several(select), { once: true });
    else several(select);
  };

  const start = () => {
    document.querySelectorAll("[data-none] select[multiple], select[multiple][data-none]").forEach(whenSeen);
    document.querySelectorAll("input[data-lookup]").forEach(suggesting);
  };

  document.addEventListener("DOMContentLoaded", start);
  // The form of a row comes back whole where it could not be saved.
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (detail.target?.id === "entry-page" || detail.elt?.id === "entry-page") start();
  });
})();
