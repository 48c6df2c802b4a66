"""When does something start, end or fall due? Terms, months and Japanese dates in Tokyo time.

Japan has kept UTC+9 without summer time since 1952, so a fixed offset is exact here.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import TypeGuard

TOKYO = timezone(timedelta(hours=9), "Asia/Tokyo")
# what is known never to have come: later than any other moment, in no term
NEVER = datetime.max.replace(tzinfo=TOKYO)
EN_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Term:
    """A half-open interval of aware moments: ``start`` belongs to it, ``end`` does not."""

    start: datetime
    end: datetime


def tokyo(day: date, at: time = time(0)) -> datetime:
    """Return the aware moment of ``at`` o'clock on ``day`` in Tokyo."""
    return datetime.combine(day, at, TOKYO)


def end_of(day: date) -> datetime:
    """Return 24:00 of ``day`` in Tokyo, the first moment that is too late for "by that day"."""
    return tokyo(day + timedelta(days=1))


def earliest(moment: date) -> datetime:
    """Return a moment itself, or the first instant of the day (Tokyo) where only the day is known."""
    return moment if isinstance(moment, datetime) else tokyo(moment)


def latest(moment: date) -> datetime:
    """Return a moment itself, or the last instant of the day (Tokyo) where only the day is known."""
    return moment if isinstance(moment, datetime) else end_of(moment) - timedelta.resolution


def day_of(moment: date) -> date:
    """Return the day (Tokyo) of a moment, also where nothing but that day is known."""
    return moment.astimezone(TOKYO).date() if isinstance(moment, datetime) else moment


def has_come(value: object) -> TypeGuard[date]:
    """Return whether a value is a moment, or the day of one, and not that it never comes."""
    return isinstance(value, date) and value != NEVER


def comes_after(value: object, at: datetime) -> bool:
    """Return whether a value is a moment, or the day of one, that begins after ``at``: at ``at`` it is not known."""
    return has_come(value) and at < earliest(value)


def iso(moment: date) -> str:
    """Return a moment, or a day, in ISO 8601; a moment with a zone in Tokyo time: equal moments are the same text."""
    known = isinstance(moment, datetime) and moment.utcoffset() is not None
    return (moment.astimezone(TOKYO) if isinstance(moment, datetime) and known else moment).isoformat()


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later, or that month's last day where it is shorter."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(day.day, last))


def whole_months(start: datetime, end: datetime) -> int:
    """Return how many whole months lie between two moments; a part of a month does not count."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if (end.day, end.timetz()) < (start.day, start.timetz()):
        months -= 1
    return months


def shift_years(moment: datetime, years: int) -> datetime:
    """Return the same moment ``years`` later (29 February becomes the 28th)."""
    return datetime.combine(add_months(moment.date(), 12 * years), moment.timetz())


@dataclass(frozen=True, slots=True)
class Era:
    """A Japanese era: a new one is a new row of data (``catalogue/texts/eras.csv``)."""

    name: str
    letter: str
    romaji: str
    starts_on: date


def wareki_year(day: date, eras: tuple[Era, ...]) -> str:
    """Return ``令和8年`` for the era's year that ``day`` falls in; the first year of an era is 元年.

    Raises ValueError for a day before the first era handed in.
    """
    past = [era for era in eras if era.starts_on <= day]
    if not past:
        message = f"{day} is before the first era known here"
        raise ValueError(message)
    era = max(past, key=lambda one: one.starts_on)
    year = day.year - era.starts_on.year + 1
    return f"{era.name}{'元' if year == 1 else year}年"


def both_calendars(day: date, eras: tuple[Era, ...]) -> str:
    """Return ``2026年(令和8年)11月21日``, as paper customs ask."""
    return f"{month_in_both_calendars(day, eras)}{day.day}日"


def month_in_both_calendars(day: date, eras: tuple[Era, ...]) -> str:
    """Return ``2026年(令和8年)11月`` for the month of ``day``; in the month an era begins, the day decides."""
    return f"{day.year}年({wareki_year(day, eras)}){day.month}月"
