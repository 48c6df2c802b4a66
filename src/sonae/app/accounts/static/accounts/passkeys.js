// Which form of this page asks the browser for a passkey? The library does the rest.
(() => {
  const forms = window.allauth.webauthn.forms;
  const of = { login: forms.loginForm, add: forms.addForm, authenticate: forms.authenticateForm };
  for (const button of document.querySelectorAll("[data-passkey]")) {
    const kind = button.dataset.passkey;
    of[kind]({
      ids: {
        [kind]: button.id,
        credential: button.dataset.credential,
        passwordless: "id_passwordless",
        data: "passkey_data",
      },
    });
  }
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.getElementById("passkey_failed").hidden = false;
  });
})();
