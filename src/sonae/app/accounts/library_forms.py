"""Forms of the library of accounts whose words are not its own."""

from typing import Any

from allauth.account.forms import LoginForm, RequestReauthenticationCodeForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from sonae.app.accounts.passwords import is_common

HINT = _("例：事務室のパソコン")


class SignInForm(LoginForm):  # type: ignore[misc]  # no types are published
    """A password that has become known elsewhere since it was set no longer opens; a code by mail does."""

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean()
        if self.user and is_common(said["password"]):
            raise forms.ValidationError(
                _(
                    "このパスワードは広く知られているため使えません。「パスワードをお忘れですか?」から新しくしてください。"
                )
            )
        return said


class WhereToForm(RequestReauthenticationCodeForm):  # type: ignore[misc]  # no types are published
    """To which of one's addresses a code is sent."""

    recipient = forms.ChoiceField(label=_("送り先"), choices=[])


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # no types are published
    name = forms.CharField(label=_("名前"), required=False, help_text=HINT)
    passwordless = forms.BooleanField(
        label=_("このパスキーだけでログインできるようにする"),
        required=False,
        initial=True,
        help_text=_(
            "指紋や暗証番号で守られた端末に限ります。外すと、パスワードやメールのコードの次に使う二段階目になります。"
        ),
    )


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]  # as above
    name = forms.CharField(label=_("名前"), help_text=HINT)
