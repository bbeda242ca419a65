/* The small script of every page. Words come from the page, in its language. */
"use strict";

(() => {
  const SUCCESS_STAYS = 10000;
  const SECOND_PRESS = 3000;

  // From the cookie, not from the page: signing in again in another tab changes the token.
  window.csrfToken = () => {
    const name = `${document.documentElement.dataset.csrfCookie}=`;
    return document.cookie.split("; ").find((part) => part.startsWith(name))?.slice(name.length) ?? "";
  };

  /** Say something at the lower edge of the page: {level, text, url, link}. */
  const toast = ({ level = "info", text, url, link }) => {
    const place = document.getElementById("toasts");
    if (!place || !text || [...place.children].some((shown) => shown.firstChild.textContent === text)) return;
    const notice = document.createElement("div");
    notice.className = `notice notice-${level} alert alert-dismissible`;
    notice.append(text);
    if (url) {
      const anchor = Object.assign(document.createElement("a"), { href: url, target: "_blank", textContent: link });
      notice.append(" ", anchor);
    }
    const close = Object.assign(document.createElement("button"), { type: "button", className: "btn-close" });
    close.setAttribute("aria-label", place.dataset.close);
    close.addEventListener("click", () => notice.remove());
    notice.append(close);
    place.append(notice);
    if (level === "success") setTimeout(() => notice.remove(), SUCCESS_STAYS);
  };

  // The server asks for a toast by the header HX-Trigger: {"toast": {"level": …, "text": …}}.
  document.addEventListener("toast", (event) => toast(event.detail));

  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = window.csrfToken();
  });

  // A page that is being left asks for nothing more: another answer to leave it would begin the load once more.
  let leaving = false;
  document.addEventListener("htmx:beforeOnLoad", ({ detail: { xhr } }) => {
    leaving ||= Boolean(xhr.getResponseHeader("HX-Refresh") ?? xhr.getResponseHeader("HX-Redirect"));
  });
  document.addEventListener("htmx:beforeRequest", (event) => leaving && event.preventDefault());
  window.addEventListener("pageshow", () => (leaving = false));

  document.addEventListener("htmx:responseError", (event) => {
    const words = document.getElementById("toasts").dataset;
    if (event.detail.xhr.status === 401) {
      toast({ level: "warning", text: words.signedOut, url: words.signInUrl, link: words.signIn });
    } else if (!event.detail.xhr.getResponseHeader("HX-Trigger")) { // else the server has said it itself
      toast({ level: "error", text: words.failed });
    }
  });

  document.addEventListener("htmx:sendError", () => {
    toast({ level: "error", text: document.getElementById("toasts").dataset.offline });
  });

  // A second press while the first is under way would send the same twice; another button or other words are
  // no second press, and neither is one on a page that came back.
  let sent = new WeakMap();
  const said = (form, button) =>
    JSON.stringify([
      [button?.name, button?.value, button?.formAction],
      ...[...new FormData(form)].map(([name, value]) => [name, value.name ?? value, value.lastModified]),
    ]);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    const words = said(form, event.submitter);
    if (sent.get(form) === words) {
      event.preventDefault();
      return;
    }
    sent.set(form, words);
    setTimeout(() => sent.get(form) === words && sent.delete(form), SECOND_PRESS);
  });
  window.addEventListener("pageshow", () => (sent = new WeakMap()));

  // A wrong field is where somebody goes on; else what was answered, which stays in view (site.css) until it is
  // read: good news for a while or until the page is moved, a fault until it is closed.
  document.addEventListener("DOMContentLoaded", () => {
    const answers = document.getElementById("answers");
    const wrong = document.querySelector(".is-invalid");
    wrong?.focus();
    // An anchor takes the focus away once more when the page is complete.
    addEventListener("load", () => setTimeout(() => {
      if (document.activeElement === document.body) answers?.focus({ preventScroll: true });
    }));
    if (!answers || answers.querySelector("[role=alert]")) return;
    const settle = () => answers.classList.add("is-settled");
    setTimeout(settle, SUCCESS_STAYS);
    ["wheel", "touchmove"].forEach((moved) => addEventListener(moved, settle, { once: true, passive: true }));
  });

  // Every script of the page has attached its handlers by now: tests wait for it.
  document.addEventListener("DOMContentLoaded", () => setTimeout(() => (document.documentElement.dataset.ready = "true")));
})();
