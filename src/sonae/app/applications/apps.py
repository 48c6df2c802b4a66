from datetime import timedelta
from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from sonae.app.common.jobs import Every


class ApplicationsConfig(AppConfig):
    name = "sonae.app.applications"
    label = "applications"
    work = (("applications:list", _("加入依頼"), "disclosed"),)
    waiting = "sonae.app.applications.waiting.waits_for"
    home = "sonae.app.applications.sections.of_home"
    after_quote = (("applications:begin", _("この内容で申し込む")),)
    member_sections = ("sonae.app.applications.sections.of_member",)
    schedule: ClassVar = {"sonae.app.applications.offer_actions.expire_late": Every(timedelta(minutes=15))}
    trail: ClassVar = {
        "application.begun": _("%(person)s が加入依頼 %(subject)s を書き始めました"),
        "application.keyed_in": _("%(person)s が加入依頼 %(subject)s を代わりに入力しました"),
        "application.submitted": _("%(person)s が加入依頼 %(subject)s を提出しました"),
        "application.confirmed": _("%(person)s が加入依頼 %(subject)s の内容を確認しました"),
        "application.approved": _("%(person)s が加入依頼 %(subject)s を確認しました"),
        "application.sent_back": _("%(person)s が加入依頼 %(subject)s を差し戻しました"),
        "application.referred": _("加入依頼 %(subject)s が引受審査に回りました"),
        "application.proposed": _("%(person)s が加入依頼 %(subject)s の判断を上席に回しました"),
        "application.returned": _("%(person)s が加入依頼 %(subject)s の判断を担当者に戻しました"),
        "application.countersigned": _("%(person)s が加入依頼 %(subject)s の判断を確認しました"),
        "application.offered": _("%(person)s が加入依頼 %(subject)s に個別見積を提示しました"),
        "application.offer_accepted": _("%(person)s が加入依頼 %(subject)s の個別見積を承諾しました"),
        "application.acceptance_recorded": _(
            "%(person)s が加入依頼 %(subject)s の個別見積への加入者の承諾を記録しました"
        ),
        "application.accepted": _("%(person)s が加入依頼 %(subject)s を引き受けました"),
        "application.declined": _("%(person)s が加入依頼 %(subject)s の引受を断りました"),
        "application.withdrawn": _("%(person)s が加入依頼 %(subject)s を取り下げました"),
        "application.expired": _("加入依頼 %(subject)s の個別見積の期限が過ぎました"),
    }
