"""Between which values of a fact can answers differ? So few are tried to learn what an answer could change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from sonae.core.conditions import Condition, FactValue, LastsLonger, Number, Values, WithinDays, is_open, leaves
from sonae.core.facts import LARGEST, DeclaredFact
from sonae.core.moments import NEVER, day_of, earliest, has_come, latest, tokyo
from sonae.core.wording import Wording

NOON = time(12)
HOUR = timedelta(hours=1)
INSTANT = timedelta.resolution
CENTURY = 876_600  # hours; what lasts longer ends in no year that a fact can name


def samples(wording: Wording, fact: DeclaredFact, values: Values) -> tuple[FactValue, ...]:
    """Return values of a fact between which answers can differ; of a moment the usual one first.

    Of a moment whose day is known, these are instants of that day.
    """
    if fact.type == "yes_no":
        return (True, False)
    if fact.type == "choice":
        return tuple(fact.choices)
    if fact.type == "moment":
        day = values.get(fact.id)
        if isinstance(day, date) and is_open(day):
            return _hours(wording, fact.id, day, values)
        return _moments(values)
    return tuple(sorted({*_counts(wording, fact.id), *_lengths(wording, fact.id, values)}))


def _moments(values: Values) -> tuple[FactValue, ...]:
    """Return moments in the term, before and after it, an hour off every moment that is known, and never."""
    known = sorted(_edges(values))
    start, end = values.get("term_start"), values.get("term_end")
    inside = (start + (end - start) / 2,) if isinstance(start, datetime) and isinstance(end, datetime) else ()
    around = (moment + step for moment in known for step in (HOUR, -HOUR))
    return tuple(dict.fromkeys((*inside, *around, NEVER)))


def _hours(wording: Wording, name: str, day: date, values: Values) -> tuple[FactValue, ...]:
    """Return instants of a day: its noon, its ends, and around each moment at which an answer can turn."""
    ends = earliest(day), latest(day)
    others = {other: value for other, value in values.items() if other != name}
    turns = _edges(others) | {edge for span in _lasting(wording, name) for edge in _turns(span, name, values)}
    around = (turn + step for turn in sorted(turns) for step in (-INSTANT, timedelta(), INSTANT))
    inside = (one for one in around if ends[0] <= one <= ends[1])
    return tuple(dict.fromkeys((tokyo(day, NOON), *ends, *inside)))


def _turns(span: LastsLonger, name: str, values: Values) -> Iterator[datetime]:
    """Yield the moments of ``name`` at which a span from or to another moment is as long as it is measured by."""
    hours = values.get(span.hours) if isinstance(span.hours, str) else span.hours
    other, sign = (values.get(span.since), 1) if span.until == name else (values.get(span.until), -1)
    if has_come(other) and isinstance(hours, int) and hours < CENTURY:
        yield from (edge + sign * hours * HOUR for edge in (earliest(other), latest(other)))


def _lasting(wording: Wording, name: str) -> tuple[LastsLonger, ...]:
    """Return the conditions on how long something lasts that begins or ends at this moment."""
    spans = (leaf for leaf in _leaves(wording) if isinstance(leaf, LastsLonger))
    return tuple(leaf for leaf in spans if name in (leaf.since, leaf.until))


def _edges(values: Values) -> set[datetime]:
    """Return every moment that is known, and both ends of a day where no more is."""
    return {edge for one in values.values() if has_come(one) for edge in (earliest(one), latest(one))}


@lru_cache(maxsize=1024)
def _counts(wording: Wording, name: str) -> tuple[FactValue, ...]:
    """Return the numbers at, under and over every bound that a condition sets for a count or an amount."""
    found = {0, 1}
    for leaf in _leaves(wording):
        if isinstance(leaf, Number) and leaf.fact == name:
            found |= {leaf.lowest, leaf.lowest - 1} if leaf.lowest else set()
            found |= {leaf.highest, leaf.highest + 1} if leaf.highest is not None else set()
    return tuple(sorted(found))


def _lengths(wording: Wording, name: str, values: Values) -> Iterator[int]:
    """Yield the days or hours at, under and over what passes between moments, where a count bounds how long that is.

    A length beyond all others stands for those that are not known yet.
    """
    for span in _spans(wording, name):
        yield LARGEST
        since, until = values.get(span.since), values.get(span.until)
        if has_come(since) and has_come(until):
            for first, last in ((latest(since), earliest(until)), (earliest(since), latest(until))):
                days = (day_of(last) - day_of(first)).days
                passed = days if isinstance(span, WithinDays) else (last - first) // HOUR
                yield from (number for number in (passed - 1, passed, passed + 1) if number >= 0)


def _spans(wording: Wording, name: str) -> tuple[WithinDays | LastsLonger, ...]:
    """Return the conditions that a count bounds in days or hours."""
    spans = (leaf for leaf in _leaves(wording) if isinstance(leaf, WithinDays | LastsLonger))
    return tuple(leaf for leaf in spans if name in leaf.facts[2:])


@lru_cache(maxsize=64)
def _leaves(wording: Wording) -> tuple[Condition, ...]:
    """Return every condition on single facts that a wording holds."""
    return tuple(dict.fromkeys(leaf for condition in _conditions(wording) for leaf in leaves(condition)))


def _conditions(wording: Wording) -> Iterable[Condition]:
    for clause in wording.clauses.values():
        yield clause.when
        if clause.unless:
            yield clause.unless
    yield from (rule.when for rule in wording.implications)
