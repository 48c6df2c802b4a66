"""From when until when has each facility which cover? The stretches in which it stays the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sonae.core.enrolment import State, Step, folded
from sonae.core.enrolment_events import Event, Pairs
from sonae.core.moments import Term


@dataclass(frozen=True, slots=True)
class Period:
    """One facility's cover from ``valid_from`` until before ``valid_to``, in which nothing here changes; whole yen.

    ``number`` is the event that begins it, ``follows`` the one that begins the stretch which ends when this begins,
    None where cover opens. A new name, address, manager or holder begins no stretch: the cover is the same.
    """

    facility_key: str
    family: str
    plan: str
    liability_limit: int
    cost_limit: int
    deductible: int
    riders: Pairs
    annual_yen: int
    shared: bool
    valid_from: datetime
    valid_to: datetime
    number: int
    follows: int | None


def periods(events: Sequence[Event], *, term: Term, as_known: datetime) -> tuple[Period, ...]:
    """Return each facility's stretches of unchanged cover as known at ``as_known``, by facility and then by moment.

    They are as long as can be, never overlap and leave no gap, except where a facility was let go and insured again.
    Raises ImpossibleEventsError with everything that is wrong with the events known then.
    """
    told = folded(events, as_known=as_known, term=term)
    keys = sorted({one.key for step in told for one in step.after.facilities})
    return tuple(period for key in keys for period in _stretches(key, told, term.end))


def _stretches(key: str, told: Sequence[Step], end: datetime) -> list[Period]:
    """Return the stretches of one facility."""
    found: list[Period] = []
    for at, cover in _turns(key, told).items():
        last = found[-1] if found and found[-1].valid_to == end else None
        if last and cover and _same(last, cover):
            continue
        if last:
            found[-1] = replace(last, valid_to=at)
        if cover:
            found.append(replace(cover, valid_to=end, follows=last.number if last else None))
    return found


def _turns(key: str, told: Sequence[Step]) -> dict[datetime, Period | None]:
    """Return the cover that a facility has from each moment at which it turns; of several turns the last counts."""
    turns: dict[datetime, Period | None] = {}
    for before, event, after in told:
        one, other = _cover(before, key, event), _cover(after, key, event)
        if one != other:
            turns[event.valid_from] = other
    return turns


def _cover(state: State, key: str, event: Event) -> Period | None:
    """Return what a facility has in a state, as a stretch that ``event`` begins."""
    one = state.facility(key)
    if one is None:
        return None
    limits = (one.liability_limit, one.cost_limit, one.deductible, one.riders, one.annual_yen, state.shared)
    return Period(key, one.family, one.plan, *limits, event.valid_from, event.valid_from, event.number, None)


def _same(one: Period, other: Period) -> bool:
    """Return whether two stretches differ in nothing but when they are."""
    return one == replace(
        other, valid_from=one.valid_from, valid_to=one.valid_to, number=one.number, follows=one.follows
    )
