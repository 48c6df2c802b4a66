"""What every act on an application does: take the row alone, write the move and the audit row."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sonae.app.applications.models import ENDED, Application, Move
from sonae.app.applications.refusals import NotNowError, StaleError
from sonae.app.applications.turns import standing
from sonae.app.common.audit_actions import record
from sonae.app.common.person import Person
from sonae.app.parties.models import Member
from sonae.core.procedure import Procedure


def locked(application: Application, version: int, states: Collection[str], *, by: Person) -> Application:
    """The row, held until the transaction ends. Raises StaleError (another version) or NotNowError (another state)."""
    rows = Application.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.select_related("member", "association", "keyed_in_by").get(pk=application.pk)
    if row.version != version:
        raise StaleError(row)
    if row.state not in states:
        raise NotNowError(row.state)
    return row


def alone(row: Application) -> None:
    """Hold the member until the transaction ends: of its applications one at a time is judged and received."""
    Member.objects.select_for_update().get(pk=row.member_id)


def changed(row: Application) -> Application:
    row.version += 1
    row.save()
    return row


def move(
    row: Application,
    kind: str,
    *,
    state: str,
    by: Person,
    at: datetime,
    step: str = "",
    reasons: Sequence[str] = (),
    words: str = "",
    after: Mapping[str, object] | None = None,
) -> Move:
    """Append a line to the history and to the audit trail, and bring the row into its new state."""
    before = row.state
    row.moved += 1
    line = Move(
        member=row.member,
        application=row,
        number=row.moved,
        at=at,
        kind=kind,
        step=step,
        user_id=by.user_id,
        person=by.name,
        organisation=by.organisation_name,
        reasons=list(reasons),
        words=words,
    )
    line.save(force_insert=True)
    row.state, row.step, row.waits_since, row.due_on = state, "", at, None
    record(
        by=by,
        at=at,
        action=f"application.{kind}",
        subject=f"application:{row.pk}",
        subject_name=str(row),
        about=row.member.organisation_id,
        before={"state": before},
        after={"state": state, "step": step, "reasons": list(reasons), "words": words} | dict(after or {}),
    )
    return line


def stand(row: Application, procedure: Procedure) -> None:
    """Note on the row whose turn core says it is, and which receipt counts."""
    now = standing(row, procedure)
    row.received_at = now.receipt.at
    if row.state in ENDED:
        return
    row.step = now.turn.step.id if now.turn.step else ""
    row.waits_since, row.due_on = now.turn.since, now.turn.due_on
