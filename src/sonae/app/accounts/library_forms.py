"""Forms of the library of accounts whose words are not its own."""

import logging
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    LoginForm,
    RequestLoginCodeForm,
    RequestReauthenticationCodeForm,
    ResetPasswordForm,
)
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sonae.app.accounts.account_mail_actions import USED_AGAIN, ask
from sonae.app.accounts.models import User
from sonae.app.accounts.passwords import is_common
from sonae.app.accounts.secrets import unsealed
from sonae.app.common.rate_limit import address

log = logging.getLogger(__name__)
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


def _work_alike(mail: str, email: str, *, known: bool) -> None:
    """An address nobody has is as much work as any other: whoever looks at the clock learns nothing.

    For a stranger a worker is asked in vain; for somebody known is asked what the library asks for a stranger only.
    """
    if known:
        User.objects.filter(email=email).exists()
    else:
        get_adapter().send_mail(mail, email, {})


class CodeForm(RequestLoginCodeForm):  # type: ignore[misc]  # no types are published
    def clean_email(self) -> str:
        email: str = super().clean_email()
        _work_alike("account/email/login_code", email, known=self._user is not None)
        return email


class ForgottenForm(ResetPasswordForm):  # type: ignore[misc]  # as above
    def clean_email(self) -> str:
        email: str = super().clean_email()
        _work_alike("account/email/password_reset_code", email, known=bool(self.users))
        return email


class WhereToForm(RequestReauthenticationCodeForm):  # type: ignore[misc]  # no types are published
    """To which of one's addresses a code is sent."""

    recipient = forms.ChoiceField(label=_("送り先"), choices=[])


class EachCodeOnce:
    """Of the two who know a code of the app, one is not its owner: the owner is told, once an hour at most."""

    user: User

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()  # type: ignore[misc]  # the library's form
        except forms.ValidationError as refused:
            if refused.code == "incorrect_code" and self._was_right():
                self._tell()
            raise
        return code

    def _was_right(self) -> bool:
        """Whether the code was refused although the app shows it: then it has been used."""
        apps = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP)
        typed: str = self.cleaned_data["code"]  # type: ignore[attr-defined]
        return any(validate_totp_code(unsealed(one.data["secret"]), typed) for one in apps)

    def _tell(self) -> None:
        request, now = context.request, timezone.now()
        log.warning("a code was used again", extra={"fields": {"user": self.user.pk, "from": address(request)}})
        told = {"ip": address(request), "user_agent": request.headers.get("User-Agent", "")}
        once = f"{USED_AGAIN}:{now:%Y-%m-%dT%H}"
        ask(name=USED_AGAIN, to=self.user.email, said=told, at=now, user_id=self.user.pk, once=once)


class AppCodeForm(EachCodeOnce, AuthenticateForm):  # type: ignore[misc]  # as above
    """At sign-in."""


class AppCodeAgainForm(EachCodeOnce, ReauthenticateForm):  # type: ignore[misc]  # as above
    """Before an act that binds."""


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
