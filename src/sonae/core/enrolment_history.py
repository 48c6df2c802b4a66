"""What must be appended when something is recorded, perhaps late, or put right? Nothing is changed, nothing taken away.

What comes after it is reversed, the latest first, and applied again with the premium it has now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sonae.core.enrolment import State, folded, live
from sonae.core.enrolment_checks import ImpossibleEventsError
from sonae.core.enrolment_events import CORRECTION, REVERSAL, Event, Operation
from sonae.core.moments import Term
from sonae.core.problems import problem

# what an event adds to what is owed, in whole yen, from the states just before and just after it
Price = Callable[[State, Event, State], int]


def record(
    events: Sequence[Event],
    *,
    kind: str,
    valid_from: datetime,
    recorded_at: datetime,
    changes: tuple[Operation, ...],
    price: Price,
    term: Term,
    reason: str = "",
) -> tuple[Event, ...]:
    """Return the events to append when something of ``kind`` is recorded that took effect at ``valid_from``.

    What stands and took effect later is reversed and reapplied; at the same moment the order of recording decides.
    Raises ImpossibleEventsError with all problems where that history cannot have happened.
    """
    later = [one for one in live(events) if one.valid_from > valid_from]
    new = Event(0, kind, valid_from, recorded_at, changes, 0, reason=reason)
    return _rewritten(events, later, [new, *_again(later)], recorded_at, reason, price, term)


def correct(
    events: Sequence[Event],
    *,
    number: int,
    changes: tuple[Operation, ...],
    recorded_at: datetime,
    price: Price,
    term: Term,
    valid_from: datetime | None = None,
    reason: str = "",
) -> tuple[Event, ...]:
    """Return the events to append where event ``number`` was recorded wrongly and ``changes`` are what happened.

    ``valid_from`` is given where the moment was wrong. Raises ImpossibleEventsError with all problems, also where the
    event does not stand (it is reversed already, or a reversal).
    """
    wrong, after = _standing(events, number)
    moment = valid_from or wrong.valid_from
    before = [one for one in live(events) if one not in after and one != wrong and one.valid_from > moment]
    right = Event(0, CORRECTION, moment, recorded_at, changes, 0, corrects=number, reason=reason)
    # stable: at one moment the corrected one keeps its place before those that followed it
    fresh = sorted([right, *_again([*before, *after])], key=lambda one: one.valid_from)
    return _rewritten(events, [*before, wrong, *after], fresh, recorded_at, reason, price, term)


def undo(
    events: Sequence[Event],
    *,
    number: int,
    recorded_at: datetime,
    price: Price,
    term: Term,
    reason: str = "",
) -> tuple[Event, ...]:
    """Return the events to append where event ``number`` never happened: reversed, and what came after it reapplied.

    Raises ImpossibleEventsError as ``correct``.
    """
    wrong, after = _standing(events, number)
    return _rewritten(events, [wrong, *after], _again(after), recorded_at, reason, price, term)


def _standing(events: Sequence[Event], number: int) -> tuple[Event, list[Event]]:
    """Return the event of a number that stands, and those that apply after it."""
    standing = live(events)
    place = next((place for place, one in enumerate(standing) if one.number == number), None)
    if place is None:
        raise ImpossibleEventsError([problem("number", "event_not_standing", number=number)])
    return standing[place], standing[place + 1 :]


def _again(undone: Iterable[Event]) -> list[Event]:
    """Return events as they stand for those that are reversed."""
    return [replace(one, reapplies=one.number) for one in undone]


def _rewritten(
    events: Sequence[Event],
    undone: Sequence[Event],
    fresh: Sequence[Event],
    recorded_at: datetime,
    reason: str,
    price: Price,
    term: Term,
) -> tuple[Event, ...]:
    """Return the reversals of ``undone``, the latest first, and then ``fresh``, numbered and priced."""
    reversals = [
        Event(0, REVERSAL, one.valid_from, recorded_at, (), -one.premium_yen, reverses=one.number, reason=reason)
        for one in reversed(undone)
    ]
    more = [replace(one, recorded_at=recorded_at, premium_yen=0) for one in fresh]
    numbered = [replace(one, number=number) for number, one in enumerate([*reversals, *more], start=len(events) + 1)]
    told = folded([*events, *numbered], as_known=max(one.recorded_at for one in [*events, *numbered]), term=term)
    priced = {one.event.number: one for one in told}
    return tuple(
        one if one.kind == REVERSAL else replace(one, premium_yen=price(*priced[one.number])) for one in numbered
    )
