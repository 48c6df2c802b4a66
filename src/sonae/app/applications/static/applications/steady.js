// A form is sent only while the server answers; otherwise what was typed stays where it is, and a message says so.
"use strict";

for (const form of document.querySelectorAll("form[data-steady]")) {
  const lost = form.querySelector("[data-lost]");
  let asking = false;
  let sure = false;
  form.addEventListener("submit", async (event) => {
    if (sure) {
      sure = false;
      return;
    }
    event.preventDefault();
    if (asking) {
      return; // a doubled click
    }
    asking = true;
    try {
      await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(10000) });
      lost.hidden = true;
      sure = true;
      form.requestSubmit(event.submitter);
    } catch {
      lost.hidden = false;
    }
    asking = false;
  });
}
