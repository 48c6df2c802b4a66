// What only a script can do: copy a link, start printing. Without it the link can be selected and the menu prints.
"use strict";

for (const button of document.querySelectorAll("[data-copy], [data-print]")) {
  button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-print]");
  if (!button) {
    return;
  }
  if ("print" in button.dataset) {
    window.print();
    return;
  }
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy"); // an address without https has no clipboard
  }
  const words = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => {
    button.textContent = words;
  }, 2500);
});

// parts of a page that came later have such buttons too
document.addEventListener("htmx:load", (event) => {
  for (const button of event.target.querySelectorAll?.("[data-copy], [data-print]") ?? []) {
    button.hidden = false;
  }
});
