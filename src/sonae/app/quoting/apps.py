from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuotingConfig(AppConfig):
    name = "sonae.app.quoting"
    label = "quoting"
    calls = "sonae.app.quoting.desk.of"
    navigation = (
        ("quoting:home", _("制度を選ぶ")),
        ("quoting:roster_help", _("名簿をまとめて計算")),
        ("quoting:words", _("用語集")),
    )
