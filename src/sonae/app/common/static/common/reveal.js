// What is typed as a password may be looked at. Without script the button stays hidden; loaded twice it does no harm.
for (const button of document.querySelectorAll("[data-reveals][hidden]")) {
  const field = document.getElementById(button.dataset.reveals);
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });
}
