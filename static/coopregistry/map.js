/* The map: one stop of the Tab key for each picture, arrow keys between regions, words above the map. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const told = document.getElementById("map-told");
  if (!told) return;

  const idle = () => {
    told.textContent = told.dataset.idle;
    told.classList.add("idle");
  };
  const tell = (link) => {
    told.textContent = link.getAttribute("aria-label");
    told.classList.remove("idle");
  };
  idle();

  // How far `to` lies in the direction of the key; what lies aside counts as much further away.
  const distance = (from, to, key) => {
    const across = to[0] - from[0];
    const down = to[1] - from[1];
    const [along, aside] = {
      ArrowRight: [across, down],
      ArrowLeft: [-across, down],
      ArrowDown: [down, across],
      ArrowUp: [-down, across],
    }[key];
    return along > 0 && along >= Math.abs(aside) / 2 ? along + 2 * Math.abs(aside) : Infinity;
  };

  for (const map of document.querySelectorAll("[data-map]")) {
    const links = [...map.querySelectorAll("a[data-at]")];
    if (!links.length) continue;
    const at = new Map(links.map((link) => [link, link.dataset.at.split(",").map(Number)]));
    const ring = document.createElementNS("http://www.w3.org/2000/svg", "use");
    ring.classList.add("ring");
    ring.setAttribute("aria-hidden", "true");
    map.append(ring);

    const encircle = (link, focused) => {
      ring.setAttribute("href", link ? link.querySelector("use").getAttribute("href") : "");
      ring.classList.toggle("focused", focused);
    };
    const stop = (link) => {
      for (const one of links) one.setAttribute("tabindex", one === link ? "0" : "-1");
    };
    stop(links.find((link) => link.classList.contains("chosen")) || links.find((link) => !/: 0 /.test(link.getAttribute("aria-label"))) || links[0]);

    for (const link of links) {
      link.addEventListener("pointerenter", () => {
        encircle(link, false);
        tell(link);
      });
      link.addEventListener("pointerleave", () => {
        const focused = links.includes(document.activeElement) ? document.activeElement : null;
        encircle(focused, Boolean(focused));
        if (focused) tell(focused);
        else idle();
      });
      link.addEventListener("focus", () => {
        stop(link);
        encircle(link, link.matches(":focus-visible"));
        tell(link);
      });
      link.addEventListener("blur", () => {
        encircle(null, false);
        idle();
      });
      link.addEventListener("keydown", (event) => {
        let next;
        if (event.key === "Home") [next] = links;
        else if (event.key === "End") next = links[links.length - 1];
        else if (event.key.startsWith("Arrow")) {
          const far = (one) => distance(at.get(link), at.get(one), event.key);
          next = links.reduce((best, one) => (far(one) < (best ? far(best) : Infinity) ? one : best), null);
        } else return;
        event.preventDefault();
        if (next) next.focus();
      });
    }
  }
});
