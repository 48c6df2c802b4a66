"""What is insured at one moment, as it was known at another? An enrolment's events, folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import NamedTuple, TypeVar, assert_never

from sonae.core.enrolment_checks import ImpossibleEventsError, event_problem, order_problems
from sonae.core.enrolment_events import (
    CORRECTION,
    COVER,
    ENDED,
    KINDS,
    NOTHING,
    Amend,
    Declare,
    End,
    Event,
    Hold,
    Holder,
    Insure,
    InsuredFacility,
    Office,
    Operation,
    Pay,
    Release,
    Share,
)
from sonae.core.moments import Term
from sonae.core.problems import Problem

# what is wrong with an event that does not stand where its kind comes from
MISPLACED = {NOTHING: "event_before_join", COVER: "event_joined_already", ENDED: "event_after_end"}
Keyed = TypeVar("Keyed", InsuredFacility, Office)


@dataclass(frozen=True, slots=True)
class State:
    """What is known to hold at ``on``; facilities and offices in the order of their keys.

    ``events`` are the numbers of the events that made it so. Outside the term, before the join and after the end no
    facility is insured; the holder and the rest stay as they were last.
    """

    on: datetime
    holder: Holder | None = None
    facilities: tuple[InsuredFacility, ...] = ()
    offices: tuple[Office, ...] = ()
    way: str = ""
    instalments: int = 1
    shared: bool = False
    ended: bool = False
    events: tuple[int, ...] = ()

    @property
    def in_force(self) -> bool:
        """Whether anything is insured."""
        return bool(self.facilities)

    @property
    def annual_yen(self) -> int:
        """The premium of a whole year of all that is insured."""
        return sum(one.annual_yen for one in self.facilities)

    def facility(self, key: str) -> InsuredFacility | None:
        """Return an insured facility by its key."""
        return next((one for one in self.facilities if one.key == key), None)

    @property
    def phase(self) -> str:
        """Where an event would stand now: on ``nothing``, on ``cover``, or after it ``ended``."""
        if self.ended:
            return ENDED
        return COVER if self.events else NOTHING


class Step(NamedTuple):
    """One event that stands, with the states just before and just after it; both are at its own moment."""

    before: State
    event: Event
    after: State


def state(events: Sequence[Event], *, on: datetime, as_known: datetime, term: Term) -> State:
    """Return what was known at ``as_known`` to be insured at ``on``; the term's last moment is no longer insured.

    Raises ImpossibleEventsError with everything that is wrong with the events known then.
    """
    past = [one for one in folded(events, as_known=as_known, term=term) if one.event.valid_from <= on]
    found = replace(past[-1].after, on=on) if past else State(on)
    return found if on < term.end else replace(found, facilities=())


def folded(events: Sequence[Event], *, as_known: datetime, term: Term) -> tuple[Step, ...]:
    """Return the events that stood at ``as_known``, in the order in which they apply, each with what it made of what.

    ``events`` come in the order of their numbers. Raises ImpossibleEventsError with everything that is wrong.
    """
    known = [one for one in events if one.recorded_at <= as_known]
    problems = list(order_problems(known, term))
    numbers = {one.number: one for one in known}
    found: list[Step] = []
    now = State(term.start)
    for one in live(known):
        before = replace(now, on=one.valid_from)
        now = _applied(before, one, _kind(one, numbers), problems)
        found.append(Step(before, one, now))
    if problems:
        raise ImpossibleEventsError(problems)
    return tuple(found)


def live(known: Sequence[Event]) -> list[Event]:
    """Return the events that no reversal takes out, in the order in which they apply: valid_from, then number."""
    gone = {number for one in known if one.reverses is not None for number in (one.number, one.reverses)}
    return sorted((one for one in known if one.number not in gone), key=lambda one: (one.valid_from, one.number))


def _kind(event: Event, numbers: Mapping[int, Event]) -> str:
    """Return the kind of an event; of a correction that of the event that it puts right in the end."""
    while event.kind == CORRECTION and (wrong := numbers.get(event.corrects or 0)) and wrong.number < event.number:
        event = wrong
    return event.kind


def _applied(before: State, event: Event, kind: str, problems: list[Problem]) -> State:
    """Return the state after an event, and note everything for which it cannot have happened."""
    passage = KINDS.get(kind)
    if passage is None:  # noted already: the kind is unknown, or nothing is corrected
        return before
    if before.phase != passage.comes_from:
        too_early = (before.phase, passage.comes_from) == (COVER, ENDED)
        problems.append(event_problem(event, "event_not_ended" if too_early else MISPLACED[before.phase]))
        return before
    now = replace(before, ended=False)
    for operation in event.changes:
        if now.ended:
            problems.append(event_problem(event, MISPLACED[ENDED]))
        now = _operated(now, event, operation, problems)
    problems += _left_wrong(now, event, passage.leads_to)
    return replace(now, events=(*now.events, event.number))


def _left_wrong(after: State, event: Event, leads_to: str) -> Iterator[Problem]:
    """Yield why what an event leaves is no cover, or no end of it."""
    if (leads_to == ENDED) != after.ended:
        yield event_problem(event, "event_ends" if after.ended else "event_does_not_end")
    if not after.facilities and not after.ended:
        yield event_problem(event, "event_leaves_no_facility")
    if after.holder is None or not after.holder.name:
        yield event_problem(event, "event_leaves_no_holder")


def _operated(now: State, event: Event, operation: Operation, problems: list[Problem]) -> State:
    """Return the state after one operation; one that cannot apply is noted."""
    match operation:
        case Insure() | Amend() | Release():
            return _insured(now, event, operation, problems)
        case Declare(offices, withdrawn):
            unknown = set(withdrawn) - {one.key for one in now.offices}
            problems += [event_problem(event, "office_not_declared", office=key) for key in sorted(unknown)]
            kept = (one for one in now.offices if one.key not in withdrawn)
            return replace(now, offices=_with(kept, *offices))
        case Hold(holder):
            return replace(now, holder=holder)
        case Pay(way, instalments):
            return replace(now, way=way, instalments=instalments)
        case Share(shared):
            return replace(now, shared=shared)
        case End():
            return replace(now, facilities=(), ended=True)
    assert_never(operation)


def _insured(now: State, event: Event, operation: Insure | Amend | Release, problems: list[Problem]) -> State:
    """Return the state with one facility insured, changed or let go."""
    if isinstance(operation, Insure):
        facility = operation.facility
        if now.facility(facility.key):
            problems.append(event_problem(event, "facility_insured_twice", facility=facility.key))
        return replace(now, facilities=_with(now.facilities, facility))
    found = now.facility(operation.facility_key)
    if found is None:
        problems.append(event_problem(event, "facility_not_insured", facility=operation.facility_key))
        return now
    if isinstance(operation, Amend):
        return replace(now, facilities=_with(now.facilities, found.amended(operation.fields)))
    return replace(now, facilities=tuple(one for one in now.facilities if one != found))


def _with(kept: Iterable[Keyed], *more: Keyed) -> tuple[Keyed, ...]:
    """Return what was kept with some more, in the order of keys; one of the same key gives way."""
    both = {one.key: one for one in chain(kept, more)}
    return tuple(both[key] for key in sorted(both))
