from types import MappingProxyType

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "sonae.app.accounts"
    label = "accounts"
    work = (("mails:index", _("メール"), "read"),)
    trail = MappingProxyType(
        {
            "mail.posted": _("%(person)sが%(subject)sのメールを出しました"),
            "mail.failed": _("%(subject)sのメールは送信できませんでした"),
            "mail.sent_again": _("%(person)sが%(subject)sのメールをもう一度送りました"),
        }
    )
