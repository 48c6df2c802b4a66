"""Where does the house differ from the library of accounts? Nobody signs up, and addresses come through our proxies."""

import logging
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sonae.app.accounts import familiar, secrets
from sonae.app.accounts.account_mail_actions import NEW_DEVICE, ask
from sonae.app.accounts.mail_adapter import MailAdapter
from sonae.app.accounts.models import User
from sonae.app.common.rate_limit import address

log = logging.getLogger(__name__)
REFUSALS = {"incorrect_code", "incorrect_password", "too_many_login_attempts", "rate_limited"}


class NotingAdapter:
    """Writes down that somebody was not let in, why and from where; never what was typed."""

    def validation_error(self, code: str, *args: object) -> ValidationError:
        if code in REFUSALS:
            told = {"why": code, "from": address(context.request), "user": context.request.user.pk or "-"}
            log.warning("sign-in refused", extra={"fields": told})
        error: ValidationError = super().validation_error(code, *args)  # type: ignore[misc]  # the library's adapter
        return error


class AccountAdapter(NotingAdapter, MailAdapter):
    error_messages = MailAdapter.error_messages | {
        "email_password_mismatch": _("メールアドレスかパスワードが違います。"),
        "incorrect_code": _("コードが違います。"),
        "incorrect_password": _("パスワードが違います。"),
        "too_many_login_attempts": _("失敗が続いたため、しばらくログインできません。5分ほど待ってからお試しください。"),
        "rate_limited": _("短い時間に何度も試されました。少し待ってからお試しください。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  the library's hook
        return False

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Who has a second factor proves by it who sits there: a password or a mailbox alone is not enough."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [one for one in methods if one["id"].startswith("mfa_")] or methods

    def post_login(self, request: HttpRequest, user: User, **said: Any) -> HttpResponse:
        """A sign-in from a browser that has not let this person in before is told to them."""
        response: HttpResponse = super().post_login(request, user, **said)
        if not familiar.knows(request, user):
            told = {"ip": self.get_client_ip(request), "user_agent": request.headers.get("User-Agent", "")}
            ask(name=NEW_DEVICE, to=user.email, said=told, at=timezone.now(), user_id=user.pk)
        familiar.remember(request, response, user)
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        """The caller as rate limits know him; a socket of this machine has no address."""
        said = address(request)
        return "0.0.0.0" if said == "unknown" else said  # noqa: S104  a column of addresses wants one


class MfaAdapter(NotingAdapter, DefaultMFAAdapter):  # type: ignore[misc]  # no types are published
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("この二段階認証は外せません。"),
        "incorrect_code": _("コードが違います。認証アプリに表示されている6桁の数字をご確認ください。"),
    }

    def encrypt(self, text: str) -> str:
        return secrets.sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.unsealed(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "Sonae (demonstration)" if settings.SONAE_EXAMPLE else "Sonae"
