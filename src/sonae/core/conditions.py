"""Does a condition hold of the facts: yes, no, or not yet known?

Conditions are values (``all``, ``any``, ``not`` over facts); each answers True, False or None by Kleene's logic. Of a
moment perhaps only the day is known: what hangs on its hour is then not known either.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sonae.core.moments import NEVER, day_of, earliest, has_come, latest

# a moment is a datetime; where only its day is known, that day (Tokyo)
FactValue = bool | int | str | date
Values = Mapping[str, FactValue | None]
Truth = bool | None
NOTHING: frozenset[str] = frozenset()
MICROSECONDS = 3_600_000_000  # in an hour


class Condition(ABC):
    """What every condition can say of a set of values; every fact it names is a key of them."""

    __slots__ = ()

    @property
    @abstractmethod
    def facts(self) -> tuple[str, ...]:
        """The facts it names, each once, in the order written."""

    @abstractmethod
    def test(self, values: Values) -> Truth:
        """Return whether it holds; None while that is not known."""

    def live(self, values: Values) -> frozenset[str]:
        """Return the facts not wholly known that can still change its answer: none once it is known."""
        if self.test(values) is not None:
            return NOTHING
        return frozenset(name for name in self.facts if is_open(values[name]))


def is_open(value: FactValue | None) -> bool:
    """Return whether a value is not wholly known: not at all, or of a moment only the day."""
    return value is None or type(value) is date


@dataclass(frozen=True, slots=True)
class Is(Condition):
    """A yes/no fact is true."""

    fact: str

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.fact,)

    def test(self, values: Values) -> Truth:
        return values[self.fact]  # type: ignore[return-value]  # the loader lets only yes/no facts stand here


@dataclass(frozen=True, slots=True)
class Chosen(Condition):
    """A choice is one of ``choices``."""

    fact: str
    choices: frozenset[str]

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.fact,)

    def test(self, values: Values) -> Truth:
        value = values[self.fact]
        return None if value is None else value in self.choices


@dataclass(frozen=True, slots=True)
class Number(Condition):
    """A count or an amount of yen lies in ``lowest`` … ``highest``, both included (None: no bound)."""

    fact: str
    lowest: int | None
    highest: int | None

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.fact,)

    def test(self, values: Values) -> Truth:
        value = values[self.fact]
        if not isinstance(value, int):
            return None
        return (self.lowest is None or self.lowest <= value) and (self.highest is None or value <= self.highest)


@dataclass(frozen=True, slots=True)
class Happened(Condition):
    """A moment has come: it is known, and not known never to have come."""

    moment: str

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.moment,)

    def test(self, values: Values) -> Truth:
        value = values[self.moment]
        return has_come(value) if isinstance(value, date) else None


@dataclass(frozen=True, slots=True)
class Inside(Condition):
    """A moment lies in the half-open interval from ``start`` to before ``end``."""

    moment: str
    start: str
    end: str

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.moment, self.start, self.end)

    def test(self, values: Values) -> Truth:
        moment = values[self.moment]
        after, before = _order(values[self.start], moment, or_same=True), _order(moment, values[self.end])
        if after is False or before is False:
            return False
        return None if after is None or before is None else True


@dataclass(frozen=True, slots=True)
class Before(Condition):
    """One moment comes before another, or with ``or_same`` at the same instant; what never comes is before nothing."""

    first: str
    second: str
    or_same: bool = False

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.first, self.second)

    def test(self, values: Values) -> Truth:
        first = values[self.first]
        found = _order(first, values[self.second], or_same=self.or_same)
        return False if found and first == NEVER else found


@dataclass(frozen=True, slots=True)
class WithinDays(Condition):
    """``until`` comes at or after ``since`` and at most ``days`` calendar days (Tokyo) later.

    ``days`` is written out, or a count among the facts and switches. What never comes is within no days of anything.
    """

    since: str
    until: str
    days: int | str

    @property
    def facts(self) -> tuple[str, ...]:
        return _with_figure(self.since, self.until, self.days)

    def test(self, values: Values) -> Truth:
        since, until, days = values[self.since], values[self.until], _figure(values, self.days)
        if not isinstance(since, date) or not isinstance(until, date):
            return None
        ordered = _order(since, until, or_same=True)
        if ordered is False or NEVER in (since, until):
            return False
        if days is None:
            return None
        return ordered if (day_of(until) - day_of(since)).days <= days else False


@dataclass(frozen=True, slots=True)
class LastsLonger(Condition):
    """From ``since`` to ``until`` more than ``hours`` pass: written out, or a count among the facts and switches.

    What began and never ends lasts longer than any hours; what never begins lasts none.
    """

    since: str
    until: str
    hours: int | str

    @property
    def facts(self) -> tuple[str, ...]:
        return _with_figure(self.since, self.until, self.hours)

    def test(self, values: Values) -> Truth:
        since, until, hours = values[self.since], values[self.until], _figure(values, self.hours)
        if not isinstance(since, date) or not isinstance(until, date) or hours is None:
            return None
        if NEVER in (since, until):
            return since != NEVER
        if _passed(latest(since), earliest(until)) > hours * MICROSECONDS:
            return True
        return None if _passed(earliest(since), latest(until)) > hours * MICROSECONDS else False


def _order(first: FactValue | None, second: FactValue | None, *, or_same: bool = False) -> Truth:
    """Return whether one moment comes before another; of a day any instant may be meant, so all must agree."""
    if isinstance(first, datetime) and isinstance(second, datetime):
        return first < second or (or_same and first == second)
    if not isinstance(first, date) or not isinstance(second, date):
        return None
    if latest(first) < earliest(second) or (or_same and latest(first) == earliest(second)):
        return True
    possible = earliest(first) < latest(second) or (or_same and earliest(first) == latest(second))
    return None if possible else False


def _passed(since: datetime, until: datetime) -> int:
    return (until - since) // timedelta(microseconds=1)


def _with_figure(since: str, until: str, figure: int | str) -> tuple[str, ...]:
    return (since, until, figure) if isinstance(figure, str) else (since, until)


def _figure(values: Values, figure: int | str) -> int | None:
    """Return a figure that is written out, or the count that it names; None while that is not known."""
    found = values[figure] if isinstance(figure, str) else figure
    return found if isinstance(found, int) else None


@dataclass(frozen=True, slots=True)
class Same(Condition):
    """Two choices are the same."""

    one: str
    other: str

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.one, self.other)

    def test(self, values: Values) -> Truth:
        one, other = values[self.one], values[self.other]
        return None if one is None or other is None else one == other


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """The contrary; of what is not known it is not known either."""

    inner: Condition

    @property
    def facts(self) -> tuple[str, ...]:
        return self.inner.facts

    def test(self, values: Values) -> Truth:
        found = self.inner.test(values)
        return None if found is None else not found

    def live(self, values: Values) -> frozenset[str]:
        return self.inner.live(values)


@dataclass(frozen=True, slots=True)
class All(Condition):
    """Every part holds; one that does not settles it."""

    parts: tuple[Condition, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        return named_by(self.parts)

    def test(self, values: Values) -> Truth:
        answer: Truth = True
        for part in self.parts:
            found = part.test(values)
            if found is False:
                return False
            if found is None:
                answer = None
        return answer

    def live(self, values: Values) -> frozenset[str]:
        return NOTHING if self.test(values) is not None else live_in(self.parts, values)


@dataclass(frozen=True, slots=True)
class AnyOf(Condition):
    """At least one part holds; one that does settles it."""

    parts: tuple[Condition, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        return named_by(self.parts)

    def test(self, values: Values) -> Truth:
        answer: Truth = False
        for part in self.parts:
            found = part.test(values)
            if found:
                return True
            if found is None:
                answer = None
        return answer

    def live(self, values: Values) -> frozenset[str]:
        return NOTHING if self.test(values) is not None else live_in(self.parts, values)


def named_by(conditions: tuple[Condition, ...]) -> tuple[str, ...]:
    """Return the facts that conditions name, each once, in the order written."""
    return tuple(dict.fromkeys(name for one in conditions for name in one.facts))


def leaves(condition: Condition) -> Iterator[Condition]:
    """Yield the conditions on single facts that a condition is made of."""
    if isinstance(condition, Not):
        yield from leaves(condition.inner)
    elif isinstance(condition, All | AnyOf):
        for part in condition.parts:
            yield from leaves(part)
    else:
        yield condition


def live_in(conditions: tuple[Condition, ...], values: Values) -> frozenset[str]:
    """Return the unknown facts that can still change the answer of any of these conditions."""
    return NOTHING.union(*(one.live(values) for one in conditions))
