from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartiesConfig(AppConfig):
    name = "sonae.app.parties"
    label = "parties"
    mail_attachments = "sonae.app.parties.papers.attached"
    contact_of = "sonae.app.parties.papers.contact_of"
    home = "sonae.app.parties.sections.of_home"
    work = (("parties:members", _("加入者一覧"), "read"),)
    trail: ClassVar = {
        "organisation.opened": _("%(person)s が組織 %(subject)s の登録を始めました"),
        "organisation.renamed": _("%(person)s が組織 %(subject)s の名前を変更しました"),
        "organisation.served": _("%(person)s が組織 %(subject)s に団体を担当させました"),
        "association.recorded": _("%(person)s が団体 %(subject)s を登録しました"),
        "association.changed": _("%(person)s が団体 %(subject)s の情報を変更しました"),
        "member.recorded": _("%(person)s が加入者 %(subject)s を登録しました"),
        "member.changed": _("%(person)s が加入者 %(subject)s の情報を変更しました"),
        "facility.recorded": _("%(person)s が施設 %(subject)s を登録しました"),
        "facility.changed": _("%(person)s が施設 %(subject)s の情報を変更しました"),
        "office.recorded": _("%(person)s が事務所 %(subject)s を登録しました"),
        "office.changed": _("%(person)s が事務所 %(subject)s の情報を変更しました"),
        "office.removed": _("%(person)s が事務所 %(subject)s を削除しました"),
        "product.recorded": _("%(person)s がシステム %(subject)s を登録しました"),
        "product.changed": _("%(person)s がシステム %(subject)s の情報を変更しました"),
        "product.removed": _("%(person)s がシステム %(subject)s を削除しました"),
        "paper.kept": _("%(person)s が書類 %(subject)s を保管しました"),
    }
