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
  const keep = (values) => (last = last.then(() => send(values)));

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
