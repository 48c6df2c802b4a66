// The plan picked stands above its table at once.
"use strict";

for (const told of document.querySelectorAll("[data-picked]")) {
  told.closest("fieldset").addEventListener("change", (event) => {
    if (event.target.dataset.words) {
      told.querySelector("[data-picked-words]").textContent = event.target.dataset.words;
      told.hidden = false;
    }
  });
}
