/* The calendar by keyboard: arrows go from day to day, Page Up and Page Down turn the page. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const grid = document.querySelector("[data-days]");
  if (!grid) return;
  const days = [...grid.querySelectorAll("[data-day]")];
  const turn = (which) => document.querySelector(`.calendar-turn [rel=${which}]`);
  const inside = (link) => !link.closest("td").classList.contains("outside");
  const stop = (link) => {
    for (const one of days) one.setAttribute("tabindex", one === link ? "0" : "-1");
  };
  if (!days.length) return;
  stop(days.find((link) => link.getAttribute("aria-current")) || days.find(inside));

  const moved = (link, by) => {
    const [year, month, day] = link.dataset.day.split("-").map(Number);
    return new Date(Date.UTC(year, month - 1, day + by)).toISOString().slice(0, 10);
  };
  // In a year only days with events are links: the next one in the direction is taken.
  const towards = (link, by) => {
    const wanted = moved(link, by);
    const exact = days.find((one) => one.dataset.day === wanted);
    if (exact) return inside(exact) ? exact : null; // a day of the next month is on the next page
    const ahead = days.filter((one) => (by > 0 ? one.dataset.day > wanted : one.dataset.day < wanted));
    return by > 0 ? ahead[0] : ahead[ahead.length - 1];
  };
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

  grid.addEventListener("keydown", (event) => {
    const link = event.target.closest("[data-day]");
    if (!link || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in steps) {
      const by = steps[event.key];
      const next = towards(link, by);
      if (next) {
        stop(next);
        next.focus();
      } else {
        const page = turn(by < 0 ? "prev" : "next");
        if (page) location.href = `${page.href}#day-${moved(link, by)}`;
      }
    } else if (event.key === "PageUp" || event.key === "PageDown") {
      const page = turn(event.key === "PageUp" ? "prev" : "next");
      if (page) location.href = `${page.href}#days`;
    } else if (event.key === "Home" || event.key === "End") {
      const week = [...link.closest("tr").querySelectorAll("[data-day]")];
      const next = event.key === "Home" ? week[0] : week[week.length - 1];
      stop(next);
      next.focus();
    } else return;
    event.preventDefault();
  });

  // Who came by keyboard goes on from the day they went to.
  if (location.hash.startsWith("#day")) {
    const wanted = location.hash.slice("#day-".length);
    const there = days.find((one) => one.dataset.day === wanted && inside(one)) || days.find(inside) || days[0];
    stop(there);
    there.focus();
  }
});
