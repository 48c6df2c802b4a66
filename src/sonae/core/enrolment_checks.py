"""Can this history of an enrolment have happened? Numbers, moments and references, before anything is folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sonae.core.enrolment_events import CORRECTION, KINDS, REVERSAL, Event
from sonae.core.moments import Term
from sonae.core.problems import Problem, problem, unknown
from sonae.core.trace import Value

ALL_KINDS = frozenset((*KINDS, CORRECTION, REVERSAL))


class ImpossibleEventsError(ValueError):
    """A history that cannot have happened; ``problems`` are all that is wrong with it, coded."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{one.field}: {one.key} {dict(one.params)}" for one in self.problems))


def event_problem(event: Event, key: str, **params: Value) -> Problem:
    """Return what is wrong with one event; its words name the event."""
    return problem(f"events.{event.number}", key, number=event.number, event=event.kind, **params)


def order_problems(known: Sequence[Event], term: Term) -> Iterator[Problem]:
    """Yield what is wrong with the numbers, moments, kinds and references of the events known, in their order."""
    for place, one in enumerate(known, start=1):
        if one.number != place:
            yield event_problem(one, "event_out_of_order", expected=place)
        if not term.start <= one.valid_from < term.end:
            yield event_problem(one, "event_outside_term", valid_from=one.valid_from, start=term.start, end=term.end)
        if one.kind not in ALL_KINDS:
            yield unknown(f"events.{one.number}", "event_kind_unknown", one.kind, ALL_KINDS)
    for one, other in pairwise(known):
        if other.recorded_at < one.recorded_at:
            yield event_problem(other, "event_recorded_backwards", recorded_at=other.recorded_at, last=one.recorded_at)
    yield from _reference_problems(known)


def _reference_problems(known: Sequence[Event]) -> Iterator[Problem]:
    """Yield reversals that are none, and events that stand for another without taking its place."""
    before: dict[int, Event] = {}
    reversed_ones: set[int] = set()
    for one in known:
        if (one.kind == REVERSAL) != (one.reverses is not None) or (one.kind == CORRECTION) != (
            one.corrects is not None
        ):
            yield event_problem(one, "event_reference_missing")
        if one.kind != REVERSAL and not one.changes:
            yield event_problem(one, "event_empty")
        if one.reverses is not None:
            if one.reverses in reversed_ones:
                yield event_problem(one, "event_reversed_twice", of=one.reverses)
            elif not _undoes(one, before.get(one.reverses)):
                yield event_problem(one, "event_reversal_differs", of=one.reverses)
            reversed_ones.add(one.reverses)
        if one.reapplies is not None and not (
            one.reapplies in reversed_ones and _repeats(one, before.get(one.reapplies))
        ):
            yield event_problem(one, "event_reapplied_differs", of=one.reapplies)
        if one.corrects is not None and one.corrects not in reversed_ones:
            yield event_problem(one, "event_corrected_stands", of=one.corrects)
        before[one.number] = one


def _undoes(one: Event, of: Event | None) -> bool:
    """Return whether a reversal is exactly that of an event, which is no reversal itself."""
    if of is None or of.kind == REVERSAL or one.changes:
        return False
    return (one.valid_from, one.premium_yen) == (of.valid_from, -of.premium_yen)


def _repeats(one: Event, of: Event | None) -> bool:
    """Return whether an event says the same as the one it stands for; only its premium may be another."""
    if of is None:
        return False
    return (one.kind, one.valid_from, one.changes, one.corrects) == (of.kind, of.valid_from, of.changes, of.corrects)
