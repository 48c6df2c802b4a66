"""Whose turn is it, by when, and which receipt of an application counts?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sonae.core.moments import day_of
from sonae.core.procedure import SAME, Procedure, Step
from sonae.core.trace import Line

STEP, MEMBER, DONE = "step", "member", "done"


@dataclass(frozen=True, slots=True)
class Approval:
    """A step was done at a moment."""

    step: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SendBack:
    """A step sent the application back at a moment, for one or more reasons of the procedure."""

    step: str
    at: datetime
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """One receipt of the application, and what became of it until the next one."""

    at: datetime
    approvals: tuple[Approval, ...] = ()
    sent_back: SendBack | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is: ``waits_for`` is a ``step``, the ``member`` (who was sent it back), or all is ``done``.

    ``due_on`` is the day (Tokyo) by which the step should be done; ``since`` the moment from which it waits.
    """

    waits_for: str
    step: Step | None
    since: datetime
    due_on: date | None
    line: Line


@dataclass(frozen=True, slots=True)
class Receipt:
    """The moment that counts as the receipt, of submission ``number`` (from 1); None while none counts."""

    at: datetime | None
    number: int | None
    line: Line


def next_step(procedure: Procedure, submissions: Sequence[Submission]) -> Turn:
    """Return whose turn it is after these submissions, in their order.

    Raises ValueError for no submission, or for approvals that are not in the procedure's order.
    """
    steps, place, current = procedure.order.steps, 0, None
    for current in submissions:
        for approval in current.approvals:
            _in_order(steps, place, approval.step)
            place += 1
        if current.sent_back:
            _in_order(steps, place, current.sent_back.step)
            place = place if procedure.order.after_return == SAME else 0
    if current is None:
        message = "an application that was not received waits for nobody"
        raise ValueError(message)
    if sent_back := current.sent_back:
        line = Line("turn.member", sent_back.at, params=(("step", sent_back.step),), rule="sent_back")
        return Turn(MEMBER, None, sent_back.at, None, line)
    since = max((current.at, *(one.at for one in current.approvals)))
    if place == len(steps):
        return Turn(DONE, None, since, None, Line("turn.done", since, rule="order_of_approval"))
    step = steps[place]
    due_on = day_of(since) + timedelta(days=step.days)
    line = Line(
        "turn.step",
        due_on,
        params=(("step", step.id), ("organisation", step.by), ("days", step.days), ("since", since)),
        rule="order_of_approval",
        source=", ".join(step.said.sources),
        status=step.said.status,
    )
    return Turn(STEP, step, since, due_on, line)


def _in_order(steps: Sequence[Step], place: int, step: str) -> None:
    if place >= len(steps) or steps[place].id != step:
        turn = steps[place].id if place < len(steps) else "nobody"
        message = f"it is the turn of {turn}, not of {step}"
        raise ValueError(message)


def counted_receipt(procedure: Procedure, submissions: Sequence[Submission]) -> Receipt:
    """Return the receipt that counts: the first one, moved on by each send-back for a reason that moves it.

    While such a send-back waits for its resubmission none counts. When cover starts follows from ``at``
    (``core.joining.cover_for``), after the scheme's deadline too. Raises KeyError for a reason the procedure lacks.
    """
    counted, lines = None, []
    for number, one in enumerate(submissions, start=1):
        key = "receipt.kept"
        if counted is None:
            counted, key = number, "receipt.first" if number == 1 else "receipt.moved"
        lines.append(Line(key, one.at, params=(("number", number), ("counts", counted))))
        for name in one.sent_back.reasons if one.sent_back else ():
            reason = procedure.reasons[name]
            lines.append(
                Line(
                    "receipt.moves" if reason.moves_receipt else "receipt.stays",
                    params=(("send_back", f"{procedure.code}.{name}"),),
                    rule="sent_back",
                    source=", ".join(reason.said.sources),
                    status=reason.said.status,
                )
            )
            counted = None if reason.moves_receipt else counted
    at = None if counted is None else submissions[counted - 1].at
    key = "receipt.waiting" if counted is None else "receipt.counted"
    return Receipt(at, counted, Line(key, at, params=(("number", counted),), children=tuple(lines)))
