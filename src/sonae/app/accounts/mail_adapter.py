"""How do the mails of the library of accounts go out? Through the outbox, in the house's words, and at once."""

from __future__ import annotations

import logging
import uuid
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from sonae.app.accounts.mail_actions import post
from sonae.app.accounts.models import Organisation, Role, User
from sonae.app.common import walls
from sonae.app.common.person import of_system

CODES_LAST = timedelta(minutes=15)  # the library refuses them sooner; later a mail with one is of no use
log = logging.getLogger(__name__)

# the library's name of a mail → ours, and what in its context is a secret: a code, or the address of a page
WITH_SECRETS = {
    "account/email/login_code": ("login_code", "code"),
    "account/email/password_reset_code": ("login_code", "code"),
    "account/email/password_reset_key": ("password_reset", "password_reset_url"),
    "account/email/email_confirmation": ("email_confirmation", "activate_url"),
    "account/email/email_confirmation_signup": ("email_confirmation", "activate_url"),
}
CHANGES = {
    "account/email/password_changed": _("パスワードが変更されました"),
    "account/email/password_reset": _("パスワードが再設定されました"),
    "account/email/password_set": _("パスワードが設定されました"),
    "account/email/email_changed": _("メールアドレスが変更されました"),
    "account/email/email_confirm": _("メールアドレスが確認されました"),
    "account/email/email_deleted": _("メールアドレスが削除されました"),
    "mfa/email/totp_activated": _("認証アプリによる二段階認証が有効になりました"),
    "mfa/email/totp_deactivated": _("認証アプリによる二段階認証が無効になりました"),
    "mfa/email/recovery_codes_generated": _("二段階認証の予備コードが新しく作られました"),
    "mfa/email/webauthn_added": _("パスキーまたはセキュリティキーが追加されました"),
    "mfa/email/webauthn_removed": _("パスキーまたはセキュリティキーが削除されました"),
}


class MailAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # no types are published for it
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Post it to the file of the person's organisation. Strangers are not written to, nor who belongs nowhere."""
        user = context.get("user") or User.objects.filter(email__iexact=email).first() or self._visitor()
        in_force_first = F("ended_at").desc(nulls_first=True)
        role = Role.objects.filter(user=user).order_by(in_force_first, "pk").first()
        if user is None or role is None or not (template_prefix in WITH_SECRETS or template_prefix in CHANGES):
            log.warning("not sent: %s, for its receiver belongs to no organisation or it has no text", template_prefix)
            return
        at = timezone.now()
        template, values, secret = _said(template_prefix, context, user.language)
        with walls.within(role.organisation_id):
            organisation = Organisation.objects.get(pk=role.organisation_id)
            post(
                organisation=organisation,
                to=email,
                template=template,
                values=values,
                language=user.language,
                secret=secret,
                private=True,
                until=at + CODES_LAST if "code" in context else None,
                at_once=True,
                once=f"account:{uuid.uuid4()}",  # each asking is a mail of its own
                by=of_system("account", organisation.pk, organisation.kind),
                at=at,
            )

    def _visitor(self) -> User | None:
        """Whoever is signed in: a mail may go to the address they have just given up."""
        user = getattr(self.request, "user", None)
        return user if isinstance(user, User) else None


def _said(name: str, context: dict[str, Any], language: str) -> tuple[str, dict[str, Any], str]:
    """Our template, what it says, and what of that is secret."""
    if name not in WITH_SECRETS:
        told = {key: context.get(key, "") for key in ("timestamp", "ip", "user_agent")}
        with translation.override(language):
            return "account_changed", told | {"change": str(CHANGES[name])}, ""
    template, place = WITH_SECRETS[name]
    if "code" in context:
        template, place = "login_code", "code"
    secret = str(context[place])
    return template, {"code" if place == "code" else "link": secret}, secret
