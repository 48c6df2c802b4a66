"""Why is the answer what it is? One tree of lines for every answer of Sonae."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sonae.core.moments import iso

Value = int | str | bool | Fraction | date | datetime | None
Params = tuple[tuple[str, Value], ...]
_RATE = re.compile(r"-?\d+(?:\.\d+|/\d+)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?[+-]\d{2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Line:
    """One step of an answer.

    ``key`` names the step (its words are data in ``catalogue/texts``), ``params`` fill those words,
    ``value`` and ``unit`` are the step's result, ``rule`` says which rule was applied, ``source``
    where the figure stands (file and line), ``status`` how sure it is (printed, computed,
    inferred, assumed, estimate, referred), ``facts`` which of the asker's facts it used.
    """

    key: str
    value: Value = None
    unit: str = ""
    params: Params = ()
    rule: str = ""
    source: str = ""
    status: str = ""
    facts: tuple[str, ...] = ()
    children: tuple[Line, ...] = ()


def plain(value: Value) -> int | str | bool | None:
    """Return ``value`` as JSON can say it: moments in ISO 8601 and Tokyo time, exact rates as decimal text."""
    if isinstance(value, Fraction):
        return rate_text(value)
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def percent_text(rate: Fraction) -> str:
    """Return a rate in percent, exactly: ``-12.5%``."""
    return f"{rate_text(rate * 100)}%"


def rate_text(rate: Fraction) -> str:
    """Return an exact rate as a decimal where it ends (``0.8``), else as a fraction (``1/12``)."""
    places, denominator = 0, rate.denominator
    while denominator % 10 == 0:
        denominator //= 10
        places += 1
    while denominator % 2 == 0 or denominator % 5 == 0:
        denominator //= 2 if denominator % 2 == 0 else 5
        places += 1
    if denominator != 1:
        return f"{rate.numerator}/{rate.denominator}"
    digits = abs(rate.numerator) * 10**places // rate.denominator
    whole, rest = divmod(digits, 10**places)
    sign = "-" if rate < 0 else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


def as_dict(line: Line) -> dict[str, object]:
    """Return the tree as plain dictionaries; empty parts are left out."""
    parts: dict[str, object] = {"key": line.key}
    if line.value is not None:
        parts["value"] = plain(line.value)
    if line.params:
        parts["params"] = {name: plain(value) for name, value in line.params}
    for name in ("unit", "rule", "source", "status"):
        if text := getattr(line, name):
            parts[name] = text
    if line.facts:
        parts["facts"] = list(line.facts)
    if line.children:
        parts["children"] = [as_dict(child) for child in line.children]
    return parts


def read_line(told: Mapping[str, Any]) -> Line:
    """Return the tree that ``as_dict`` made plain, with exact rates and moments again: it is said in the same words."""
    unit = told.get("unit", "")
    return Line(
        told["key"],
        _read(told.get("value"), rate=bool(unit)),
        unit,
        tuple((name, _read(value)) for name, value in told.get("params", {}).items()),
        told.get("rule", ""),
        told.get("source", ""),
        told.get("status", ""),
        tuple(told.get("facts", ())),
        tuple(read_line(child) for child in told.get("children", ())),
    )


def _read(value: Value, *, rate: bool = False) -> Value:
    """Return a moment or a day that is written as one; where ``value`` has a unit, a number as an exact rate."""
    if not isinstance(value, str):
        return value
    if rate and _RATE.fullmatch(value):
        return Fraction(value)
    if _MOMENT.fullmatch(value):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if _DAY.fullmatch(value) else value
