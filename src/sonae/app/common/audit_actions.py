"""Writing the audit trail: every action ends in one `record`, in the transaction of what it tells of.

The entries of a transaction are written at its very end. The chain has one head, which whoever writes holds: taken
last, for an instant, nobody can wait for it in a circle, nor while a paper is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Self

from django.db import transaction

from sonae.app.common import walls
from sonae.app.common.audit import canonical, seal
from sonae.app.common.databases.last_words import LastWord
from sonae.app.common.models import AuditEntry, AuditHead
from sonae.app.common.person import Person


@transaction.atomic
def record(
    *,
    by: Person,
    at: datetime,
    action: str,
    subject: str,
    subject_name: str = "",
    about: int | None = None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Append one act to the chain. `about` is the organisation it concerns, where that is another than the actor's."""
    entry = AuditEntry(
        at=at,
        user_id=by.user_id,
        person=by.name,
        role=by.role,
        organisation_id=by.organisation_id,
        organisation=by.organisation_name,
        about_id=about,
        address=by.address,
        action=action,
        subject=subject,
        subject_name=subject_name[:200],
        before=canonical(before or {}),
        after=canonical(after or {}),
    )
    transaction.on_commit(Told(entry))


class Told(LastWord):
    """An entry that waits for the end of its transaction, and the wall it was recorded behind."""

    __slots__ = ("entry", "wall")

    def __init__(self, entry: AuditEntry) -> None:
        self.entry, self.wall = entry, walls.standing()

    @classmethod
    def write(cls, waiting: Sequence[Self]) -> None:
        """Chain them to the end, one after the other; each is written behind its own wall."""
        head, _created = AuditHead.objects.select_for_update().get_or_create(pk=1)
        for wall, told in groupby(waiting, key=lambda one: one.wall):
            entries = [one.entry for one in told]
            for entry in entries:
                entry.number, entry.previous = head.number + 1, head.hash
                entry.hash = seal(entry)
                head.number, head.hash = entry.number, entry.hash
            with walls.behind(wall):
                AuditEntry.objects.bulk_create(entries)
        head.save()
