from datetime import timedelta
from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from sonae.app.common.jobs import Every


class EnrolmentsConfig(AppConfig):
    name = "sonae.app.enrolments"
    label = "enrolments"
    work = (("enrolments:enrolments", _("加入"), "read"),)
    waiting = "sonae.app.enrolments.waiting.waits_for"
    home = "sonae.app.enrolments.sections.of_home"
    member_sections = ("sonae.app.enrolments.sections.of_member",)
    schedule: ClassVar = {
        "sonae.app.enrolments.certificate_actions.issue_missing": Every(timedelta(minutes=5)),
    }
    trail: ClassVar = {
        "enrolment.joined": _("%(person)s が加入 %(subject)s を記録しました"),
        "enrolment.corrected": _("%(person)s が加入 %(subject)s の記録を訂正しました"),
        "enrolment.correction_proposed": _("%(person)s が加入 %(subject)s の訂正を起案しました"),
        "enrolment.correction_returned": _("%(person)s が加入 %(subject)s の訂正案を戻しました"),
        "certificate.issued": _("%(person)s が加入 %(subject)s の加入者証を発行しました"),
    }
