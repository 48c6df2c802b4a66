"""What did somebody do, in a sentence that a clerk can read? The slices bring the words, by action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sonae.app.accounts.roles import ROLES
from sonae.app.common import dates
from sonae.app.common.models import AuditEntry
from sonae.exchange import Column
from sonae.exchange.rows import Cell

HOUSE = gettext_lazy("システム")


@cache
def sentences() -> Mapping[str, Promise]:
    """By action: `trail = {"member.recorded": _("%(person)s が %(subject)s を登録しました")}` on an AppConfig."""
    return {action: words for app in apps.get_app_configs() for action, words in getattr(app, "trail", {}).items()}


def sentence(entry: AuditEntry) -> str:
    """The entry in words; an action without words of its own is told by its name."""
    told = {"person": entry.person, "subject": entry.subject_name or entry.subject}
    words = sentences().get(entry.action)
    return str(words) % told if words else f"{entry.person}: {entry.action} {told['subject']}"


def role_of(entry: AuditEntry) -> str:
    rule = ROLES.get(entry.role)
    return str(rule.label if rule else HOUSE)


def table(entries: Iterable[AuditEntry]) -> tuple[list[Column], Iterable[list[Cell]]]:
    """The same for a file."""
    labels = (
        (_("番号"), "code"), (_("日時"), "plain"), (_("内容"), "plain"), (_("操作した人"), "plain"),
        (_("役割"), "plain"), (_("組織"), "plain"), (_("接続元"), "code"), (_("対象"), "code"),
        (_("変更前"), "plain"), (_("変更後"), "plain"),
    )  # fmt: skip
    return [Column(label, role) for label, role in labels], (_cells(entry) for entry in entries)


def _cells(entry: AuditEntry) -> list[Cell]:
    return [
        str(entry.number),
        dates.moment(entry.at),
        sentence(entry),
        entry.person,
        role_of(entry),
        entry.organisation,
        entry.address,
        entry.subject,
        entry.before,
        entry.after,
    ]
