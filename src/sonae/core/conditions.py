"""Does a condition hold of the facts: yes, no, or not yet known?

Conditions are values (``all``, ``any``, ``not`` over facts); each answers True, False or None by Kleene's logic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sonae.core.moments import NEVER, TOKYO

FactValue = bool | int | str | datetime
Values = Mapping[str, FactValue | None]
Truth = bool | None
NOTHING: frozenset[str] = frozenset()
MICROSECONDS = 3_600_000_000  # in an hour


class Condition(Protocol):
    """What every condition can say of a set of values; every fact it names is a key of them."""

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts it names, each once, in the order written."""

    def test(self, values: Values) -> Truth:
        """Return whether it holds; None while that is not known."""

    def live(self, values: Values) -> frozenset[str]:
        """Return the unknown facts that can still change its answer."""


class _Leaf:
    """A condition on the facts it names; none of them matters any more once the answer is known."""

    __slots__ = ()

    @property
    def facts(self) -> tuple[str, ...]:
        raise NotImplementedError

    def test(self, values: Values) -> Truth:
        raise NotImplementedError

    def live(self, values: Values) -> frozenset[str]:
        if self.test(values) is not None:
            return NOTHING
        return frozenset(name for name in self.facts if values[name] is None)


@dataclass(frozen=True, slots=True)
class Is(_Leaf):
    """A yes/no fact is true."""

    fact: str

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.fact,)

    def test(self, values: Values) -> Truth:
        return values[self.fact]  # type: ignore[return-value]  # the loader lets only yes/no facts stand here


@dataclass(frozen=True, slots=True)
class Chosen(_Leaf):
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
class Number(_Leaf):
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
class Happened(_Leaf):
    """A moment has come: it is known, and not known never to have come."""

    moment: str

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.moment,)

    def test(self, values: Values) -> Truth:
        value = values[self.moment]
        return value < NEVER if isinstance(value, datetime) else None


@dataclass(frozen=True, slots=True)
class Inside(_Leaf):
    """A moment lies in the half-open interval from ``start`` to before ``end``."""

    moment: str
    start: str
    end: str

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.moment, self.start, self.end)

    def test(self, values: Values) -> Truth:
        moment, start, end = values[self.moment], values[self.start], values[self.end]
        if not isinstance(moment, datetime):
            return None
        after = start <= moment if isinstance(start, datetime) else None
        before = moment < end if isinstance(end, datetime) else None
        if after is False or before is False:
            return False
        return None if after is None or before is None else True


@dataclass(frozen=True, slots=True)
class Before(_Leaf):
    """One moment comes before another, or with ``or_same`` at the same instant; what never comes is before nothing."""

    first: str
    second: str
    or_same: bool = False

    @property
    def facts(self) -> tuple[str, ...]:
        return (self.first, self.second)

    def test(self, values: Values) -> Truth:
        first, second = values[self.first], values[self.second]
        if not isinstance(first, datetime) or not isinstance(second, datetime):
            return None
        return first < NEVER and (first < second or (self.or_same and first == second))


@dataclass(frozen=True, slots=True)
class WithinDays(_Leaf):
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
        if not isinstance(since, datetime) or not isinstance(until, datetime):
            return None
        if until < since or NEVER in (since, until):
            return False
        passed = until.astimezone(TOKYO).date() - since.astimezone(TOKYO).date()
        return None if days is None else passed.days <= days


@dataclass(frozen=True, slots=True)
class LastsLonger(_Leaf):
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
        if not isinstance(since, datetime) or not isinstance(until, datetime) or hours is None:
            return None
        passed = (until - since) // timedelta(microseconds=1)
        return since < until and (until == NEVER or passed > hours * MICROSECONDS)


def _with_figure(since: str, until: str, figure: int | str) -> tuple[str, ...]:
    return (since, until, figure) if isinstance(figure, str) else (since, until)


def _figure(values: Values, figure: int | str) -> int | None:
    """Return a figure that is written out, or the count that it names; None while that is not known."""
    found = values[figure] if isinstance(figure, str) else figure
    return found if isinstance(found, int) else None


@dataclass(frozen=True, slots=True)
class Same(_Leaf):
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
class Not:
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
class All:
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
class AnyOf:
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
