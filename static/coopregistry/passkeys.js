/* Makes and uses passkeys. The form says which (data-passkey: create or get) and what to ask (data-options);
   the answer goes into its field `answer` and is sent with it. Binary values travel as base64url. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-passkey]");
  if (!form || !window.PublicKeyCredential) return;
  const button = form.querySelector("[data-passkey-ask]");
  const failed = form.querySelector("[data-passkey-failed]");

  const bytes = (text) => {
    const base64 = text.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  };
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  /** What the browser wants: challenge and keys as bytes. */
  const asked = () => {
    const options = JSON.parse(form.dataset.options);
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    for (const name of ["excludeCredentials", "allowCredentials"]) {
      options[name] = options[name]?.map((known) => ({ ...known, id: bytes(known.id) })) ?? [];
    }
    return { publicKey: options };
  };

  /** As the server reads it. */
  const answered = ({ id, rawId, type, response }) => {
    const parts = { clientDataJSON: text(response.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature"]) {
      if (response[name]) parts[name] = text(response[name]);
    }
    return { id, rawId: text(rawId), type, response: parts, clientExtensionResults: {} };
  };

  form.querySelector("[data-passkey-missing]")?.remove();
  button.hidden = false;
  button.addEventListener("click", async () => {
    failed.hidden = true;
    if (form.dataset.passkey === "create" && !form.reportValidity()) return;
    try {
      const credential = await navigator.credentials[form.dataset.passkey](asked());
      form.elements.answer.value = JSON.stringify(answered(credential));
    } catch {
      failed.hidden = false;
      return;
    }
    form.requestSubmit();
  });
});
