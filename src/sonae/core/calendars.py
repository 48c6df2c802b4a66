"""On which days is a counter open, and which day is the last one of a period? Holidays are handed in, by day.

Days are days in Tokyo. A calendar knows only the days its data covers: about any other day it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sonae.core.scheme import Text

CALENDAR, BUSINESS = "calendar", "business"
STAYS, MOVES = "stays", "moves"
WEEKEND, HOLIDAYS, YEAR_END = "weekend", "holidays", "year_end"
CLOSED = (WEEKEND, HOLIDAYS, YEAR_END)
ONE_DAY = timedelta(days=1)
_FRIDAY = 4
_YEAR_END = frozenset({(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)})


class OutsideCalendarError(LookupError):
    """A day about which the holidays handed in say nothing; ``spans`` are the days they do cover."""

    def __init__(self, day: date, spans: tuple[Span, ...]) -> None:
        covered = ", ".join(f"{one.first} to {one.last}" for one in spans) or "no day"
        super().__init__(f"the holidays of {day} are not known: the calendar covers {covered}")
        self.day, self.spans = day, spans


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Calendar:
    """Public holidays by day with their names, and the days for which they are complete.

    Substitute and citizens' holidays are rows of the data like the others: nothing is worked out here.
    """

    spans: tuple[Span, ...]
    holidays: Mapping[date, Text]

    def covers(self, day: date) -> bool:
        """Return whether the data says of this day if it is a holiday."""
        return any(one.first <= day <= one.last for one in self.spans)


NO_HOLIDAYS = Calendar((), {})


@dataclass(frozen=True, slots=True)
class Counting:
    """How the days of a period are counted.

    ``unit`` is ``calendar`` or ``business``. ``first_day`` names the yes/no switch that says whether the day on which
    it starts is day 1. ``last_day`` is ``moves`` where a last day that is closed gives way to the next open one, else
    ``stays``. ``closed`` names the days that are closed: ``weekend``, ``holidays``, ``year_end`` (29 December to 3
    January).
    """

    unit: str
    first_day: str
    last_day: str
    closed: frozenset[str]
    status: str
    sources: tuple[str, ...]


def join(calendars: Iterable[Calendar]) -> Calendar:
    """Return one calendar that knows the days of all of them."""
    parts = tuple(calendars)
    spans = sorted((span for one in parts for span in one.spans), key=lambda span: span.first)
    return Calendar(tuple(spans), {day: name for one in parts for day, name in one.holidays.items()})


def without_gaps(calendar: Calendar) -> Calendar:
    """Return a calendar that takes a day of which nothing is known for no holiday."""
    return replace(calendar, spans=(Span(date.min, date.max),))


def is_closed(calendar: Calendar, day: date, closed: frozenset[str]) -> bool:
    """Return whether ``day`` is one of the closed days named.

    Raises OutsideCalendarError where that hangs on a holiday the calendar does not know of.
    """
    if WEEKEND in closed and day.weekday() > _FRIDAY:
        return True
    if YEAR_END in closed and (day.month, day.day) in _YEAR_END:
        return True
    if HOLIDAYS not in closed:
        return False
    if not calendar.covers(day):
        raise OutsideCalendarError(day, calendar.spans)
    return day in calendar.holidays


def next_open(calendar: Calendar, day: date, closed: frozenset[str]) -> date:
    """Return ``day``, or the first day after it that is not closed. Raises OutsideCalendarError."""
    while is_closed(calendar, day, closed):
        day += ONE_DAY
    return day


def last_day(start: date, days: int, counting: Counting, calendar: Calendar, *, first_counts: bool) -> date:
    """Return the last day of a period of ``days`` (from 1) that starts on ``start``.

    With ``first_counts`` the day of the start is day 1, else the day after it. Closed days of a period of business
    days are not counted. Raises OutsideCalendarError where the answer hangs on a day the calendar does not cover.
    """
    if counting.unit == CALENDAR:
        end = start + timedelta(days=days - 1 if first_counts else days)
    else:
        end = _business(start if first_counts else start + ONE_DAY, days, counting, calendar)
    return next_open(calendar, end, counting.closed) if counting.last_day == MOVES else end


def _business(day: date, days: int, counting: Counting, calendar: Calendar) -> date:
    """Return the ``days``-th open day from ``day`` on."""
    day = next_open(calendar, day, counting.closed)
    for _ in range(days - 1):
        day = next_open(calendar, day + ONE_DAY, counting.closed)
    return day
