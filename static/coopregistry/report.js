/* Rows and sections by drag; the arrows beside them do the same without it. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const list = document.querySelector(".arrange");
  if (!list || !window.Sortable) return;

  const versions = document.querySelectorAll("input[name=version]");

  const send = async (values) => {
    const body = new FormData(document.getElementById("move"));
    Object.entries(values).forEach(([name, value]) => value !== undefined && body.set(name, value));
    const response = await fetch(list.dataset.url, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => null);
    if (response?.status === 409) return location.reload(); // the page says who was faster
    if (response?.status !== 204) {
      document.dispatchEvent(new CustomEvent("toast", { detail: { level: "error", text: list.dataset.failed } }));
      return;
    }
    versions.forEach((input) => (input.value = response.headers.get("X-Arrangement")));
  };

  // One after the other: each move goes out with the version the one before left.
  let last = Promise.resolve();
  let moving = 0;
  const keep = (values) => {
    moving += 1;
    last = last.then(() => send(values)).finally(() => (moving -= 1));
  };

  // So does a press of a button: with the version of before the move it would be refused.
  document.addEventListener("submit", (event) => {
    const { submitter, target } = event;
    if (!moving || !target.elements.version) return;
    event.preventDefault();
    event.stopPropagation();
    last.then(() => target.requestSubmit(submitter));
  }, { capture: true });

  // The rows without a section stand first and are no section themselves.
  const sections = () => [...list.children].filter((item) => item.dataset.section);

  Sortable.create(list, {
    handle: ".arrange-section > .grip",
    ghostClass: "ghost",
    onEnd: ({ item }) => keep({ section: item.dataset.section, position: sections().indexOf(item) }),
  });
  list.querySelectorAll(".arrange-rows").forEach((rows) => {
    Sortable.create(rows, {
      group: "rows",
      handle: ".grip",
      ghostClass: "ghost",
      onEnd: ({ item, to, newIndex }) =>
        keep({ entry: item.dataset.entry, section: to.dataset.section, position: newIndex }),
    });
  });
  list.classList.add("drag");
});
