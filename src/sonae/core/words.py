"""Which words, Japanese or English, say a trace line, a problem or a status?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sonae.core.moments import EN_MONTHS, TOKYO, Era, both_calendars, month_in_both_calendars
from sonae.core.problems import Problem
from sonae.core.scheme import Text
from sonae.core.trace import Line, Params, Value, rate_text

JA, EN = "ja", "en"
NOON = 12


@dataclass(frozen=True, slots=True)
class Words:
    """All texts by key, and the eras Japanese dates are written in."""

    texts: Mapping[str, Text]
    eras: tuple[Era, ...]

    def say(self, key: str, language: str, params: Params = ()) -> str:
        """Return the words of ``key`` with its params filled in; the key itself if unknown."""
        text = self.texts.get(key)
        if text is None:
            return key
        values = {name: self.value(name, value, language) for name, value in params}
        return text.say(language).format_map(_Blank(values))

    def has(self, key: str) -> bool:
        """Return whether ``key`` has words."""
        return key in self.texts

    def line(self, line: Line, language: str) -> str:
        """Return the words of one trace line."""
        return self.say(line.key, language, line.params)

    def problem(self, problem: Problem, language: str) -> str:
        """Return the words of one problem, saying what would be right."""
        return self.say(problem.key, language, problem.params)

    def value(self, name: str, value: Value, language: str) -> str:
        """Return a param as people read it: separators, dates, and words where a code has some.

        What a person typed is handed over as ``typed``: it is no code, and is said as it is.
        """
        if isinstance(value, bool):
            return self.say(f"value.{str(value).lower()}", language)
        if isinstance(value, int):
            return f"{value:,}"
        if isinstance(value, date):
            return self.moment(value, language)
        if isinstance(value, Fraction):
            return rate_text(value)
        if value is None:
            return ""
        key = f"{name}.{value}"
        return self.say(key, language) if key in self.texts else value

    def day(self, day: date, language: str) -> str:
        """Return ``2026年(令和8年)11月21日`` or ``21 November 2026``."""
        if language == EN:
            return f"{day.day} {self.month(day, language)}"
        return both_calendars(day, self.eras)

    def month(self, day: date, language: str) -> str:
        """Return the month of ``day``: ``2026年(令和8年)11月`` or ``November 2026``."""
        if language == EN:
            return f"{EN_MONTHS[day.month - 1]} {day.year}"
        return month_in_both_calendars(day, self.eras)

    def moment(self, moment: date, language: str) -> str:
        """Return a day with its hour: ``…5月5日午後4時``, ``5 May 2025, 16:00``; or the day alone."""
        if not isinstance(moment, datetime):
            return self.day(moment, language)
        local = moment.astimezone(TOKYO)
        day = self.day(local.date(), language)
        if language == EN:
            return f"{day}, {local:%H:%M}"
        half, hour = ("午前", local.hour) if local.hour < NOON else ("午後", local.hour - NOON)
        minutes = f"{local.minute}分" if local.minute else ""
        return f"{day}{half}{hour}時{minutes}"


class _Blank(dict[str, str]):
    """A param that the words name but nobody gave stays visible instead of failing."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def joined(names: Iterable[str], language: str) -> str:
    """Return names as one list in words."""
    return (", " if language == EN else "、").join(names)
