from datetime import timedelta
from types import MappingProxyType
from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from sonae.app.common.jobs import Every


class AccountsConfig(AppConfig):
    name = "sonae.app.accounts"
    label = "accounts"
    work = (
        ("accounts:people", _("利用者"), "people"),
        ("accounts:trail", _("操作の記録"), "trail"),
        ("mails:index", _("メール"), "disclosed"),
    )
    schedule: ClassVar = {
        "sonae.app.accounts.token_actions.tell_ending": Every(timedelta(days=1), after=timedelta(hours=8)),
    }
    waiting = "sonae.app.accounts.waiting.waits_for"
    trail = MappingProxyType(
        {
            "invitation.sent": _("%(person)sが%(subject)sを招待しました"),
            "invitation.resent": _("%(person)sが%(subject)sへの招待を送り直しました"),
            "invitation.withdrawn": _("%(person)sが%(subject)sへの招待を取り消しました"),
            "invitation.accepted": _("%(person)sが招待を受けました"),
            "role.given": _("%(person)sが%(subject)sに役割を与えました"),
            "role.ended": _("%(person)sが%(subject)sの役割を終わらせました"),
            "factors.asked": _("%(person)sが%(subject)sの二段階認証を外すことを申し出ました"),
            "factors.removed": _("%(person)sが%(subject)sの二段階認証を外しました"),
            "factors.resealed": _("%(person)sが二段階認証の秘密を新しい鍵で封じ直しました"),
            "token.made": _("%(person)sがAPIトークン「%(subject)s」を作りました"),
            "token.revoked": _("%(person)sがAPIトークン「%(subject)s」を無効にしました"),
            "mail.posted": _("%(person)sが%(subject)sのメールを出しました"),
            "mail.failed": _("%(subject)sのメールは送信できませんでした"),
            "mail.sent_again": _("%(person)sが%(subject)sのメールをもう一度送りました"),
        }
    )

    def ready(self) -> None:
        from sonae.app.accounts import signals  # noqa: F401, PLC0415  after the models it uses
