"""Mails about somebody's own account: a code, a changed factor, a sign-in from elsewhere.

Who asks for a code learns nothing of whose address it is: the request only asks for a job, the same for an address
that nobody has; the job looks whose it is. What is said waits sealed, for it may be a code.
"""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from sonae.app.accounts.browsers import browser
from sonae.app.accounts.mail_actions import URGENT, post
from sonae.app.accounts.models import Organisation, Role, User
from sonae.app.accounts.secrets import sealed, unsealed
from sonae.app.common import walls
from sonae.app.common.audit import canonical
from sonae.app.common.jobs import job
from sonae.app.common.person import of_system
from sonae.app.common.reader import reading_in

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
NEW_DEVICE, USED_AGAIN = "house/new_device", "house/used_again"
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
    NEW_DEVICE: _("これまで使われていない端末からログインがありました"),
    USED_AGAIN: _("一度使われた認証アプリのコードが、もう一度入力されました(受け付けていません)"),
}


def ask(
    *, name: str, to: str, said: Mapping[str, str], at: datetime, user_id: int | None = None, once: str = ""
) -> None:
    """Have a mail written: `name` is of WITH_SECRETS or CHANGES; the same `once` of an account is written once.

    `user_id` is whose it is where the address does not tell: it may just have been given up.
    """
    write.using(priority=URGENT).enqueue(
        name=name,
        to=to,
        user_id=user_id,
        once=once or str(uuid.uuid4()),
        said=sealed(canonical(said)),
        at=at.isoformat(),
    )


@job()
def write(*, name: str, to: str, user_id: int | None, once: str, said: str, at: str) -> None:
    """Post it to the file of the person's organisation. Strangers are not written to, nor who belongs nowhere."""
    user = User.objects.filter(pk=user_id).first() if user_id else User.objects.filter(email__iexact=to).first()
    in_force_first = F("ended_at").desc(nulls_first=True)
    role = Role.objects.filter(user=user).order_by(in_force_first, "pk").first()
    if user is None or role is None:
        log.info("not written: %s, for its receiver belongs to no organisation", name)
        return
    asked_at = datetime.fromisoformat(at)
    with walls.within(role.organisation_id), reading_in(user.language):
        organisation = Organisation.objects.get(pk=role.organisation_id)
        template, values, secret = _worded(name, json.loads(unsealed(said)), asked_at)
        post(
            organisation=organisation,
            to=to,
            template=template,
            values=values,
            language=user.language,
            secret=secret,
            private=True,
            until=asked_at + CODES_LAST if template == "login_code" else None,
            urgent=True,
            once=f"account:{user.pk}:{once}",
            by=of_system("account", organisation.pk, organisation.kind),
            at=asked_at,
        )


def _worded(name: str, said: Mapping[str, str], at: datetime) -> tuple[str, dict[str, object], str]:
    """Our template, what it says, and what of that is secret."""
    if name in CHANGES:
        told = {"change": CHANGES[name], "at": at, "ip": said["ip"], "browser": browser(said["user_agent"])}
        return "account_changed", told, ""
    template, place = WITH_SECRETS[name]
    return template, {"code" if place == "code" else "link": said[place]}, said[place]
