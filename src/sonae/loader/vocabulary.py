"""Which single values do the catalogue's files hold: codes, yen, rates, days, sources, words in two languages?"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

from sonae.core.moments import TOKYO
from sonae.core.scheme import MONTH_END, Text
from sonae.loader.nodes import Mapping, Scalar, Tree
from sonae.loader.problems import Log
from sonae.loader.shapes import BAD, Choice, ListOf, Opt, Record, Schema, Word


def _match(pattern: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not re.fullmatch(pattern, text, re.DOTALL):
            raise ValueError(text)
        return text

    return parse


def _rate(text: str) -> Fraction:
    if not re.fullmatch(r"[-+]?\d+(\.\d+)?(/0*[1-9]\d*)?", text):
        raise ValueError(text)
    return Fraction(text)


def _above(limit: int) -> Callable[[str], Fraction]:
    def parse(text: str) -> Fraction:
        rate = _rate(text)
        if rate <= limit:
            raise ValueError(text)
        return rate

    return parse


def _share(text: str) -> Fraction:
    rate = _rate(text)
    if not 0 <= rate <= 1:
        raise ValueError(text)
    return rate


def _yen(text: str) -> int:
    if not re.fullmatch(r"\d{1,3}(_?\d{3})*|\d+", text):
        raise ValueError(text)
    return int(text.replace("_", ""))


def _within(lowest: int, highest: int | None = None) -> Callable[[str], int]:
    def parse(text: str) -> int:
        number = _yen(text)
        if number < lowest or (highest is not None and number > highest):
            raise ValueError(text)
        return number

    return parse


def _cutoff(text: str) -> int:
    return MONTH_END if text == "end" else _within(1, 28)(text)


def _time(text: str) -> time:
    if not re.fullmatch(r"[0-9]{2}:[0-9]{2}", text):
        raise ValueError(text)
    return time.fromisoformat(text)


def _bool(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError(text)
    return text == "true"


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if "T" not in text or moment.tzinfo is not None:
        raise ValueError(text)
    return moment.replace(tzinfo=TOKYO)


def _zoned(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if "T" not in text or moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(TOKYO)


TEXT = Word("text", _match(r".*\S.*"), {"type": ["string", "integer"], "minLength": 1})
CODE = Word("a code of a–z, 0–9, - and _", _match(r"[a-z0-9][a-z0-9_-]*"), {"type": "string"})
YEN = Word("whole yen, as 1000000 or 1_000_000", _yen, {"type": ["integer", "string"]})
COUNT = Word("a whole number", _yen, {"type": "integer", "minimum": 0})
POSITIVE = Word("a whole number from 1", _within(1), {"type": "integer", "minimum": 1})
DAY_OF_MONTH = Word("a day of the month from 1 to 28", _within(1, 28), {"type": "integer", "minimum": 1, "maximum": 28})
CUTOFF_DAY = Word(
    "a day of the month from 1 to 28, or end for its last day",
    _cutoff,
    {"anyOf": [{"const": "end"}, {"type": "integer", "minimum": 1, "maximum": 28}]},
)
RATE = Word("an exact rate, as 0.80 or -0.20", _rate, {"type": ["number", "string"]})
FACTOR = Word("an exact number above 0, as 1.35", _above(0), {"type": ["number", "string"], "exclusiveMinimum": 0})
CHANGE = Word(
    "a change above -1, as -0.20 for 20 % off", _above(-1), {"type": ["number", "string"], "exclusiveMinimum": -1}
)
ZONED = Word("a moment with its zone, as 2025-05-05T16:00+09:00", _zoned, {"type": "string"})
SHARE = Word('an exact share from 0 to 1, as 0.90 or "1/2"', _share, {"type": ["number", "string"]})
PATH = Word("a coverage part, or part/item", _match(r"[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)?"), {"type": "string"})
BOOL = Word("true or false", _bool, {"type": "boolean"})
DAY = Word("a day, as 2025-03-14", date.fromisoformat, {"type": "string", "format": "date"})
MOMENT = Word("a moment, as 2025-05-05T16:00 (Tokyo)", _moment, {"type": "string"})
TIME = Word('a time, as "16:00"', _time, {"type": "string"})
PHONE = Word("digits with hyphens, as 03-1234-5678", _match(r"[0-9]+(-[0-9]+)*"), {"type": "string"})
SOURCE = ListOf(
    Word(
        "file:line, a web address or docs/…",
        _match(r"\S+\.(txt|md|yaml|csv)(:\d+(-\d+)?(,\d+(-\d+)?)*)?|https?://\S+|docs/\S+"),
        {"type": "string"},
    )
)
STATUS = Choice(("printed", "inferred", "assumed", "not_published", "law", "public", "example"))


class Bilingual:
    """Words in Japanese and English, both required."""

    def read(self, tree: Tree, key: str, log: Log) -> Any:
        """Return a ``Text``, or ``BAD`` after noting the missing language."""
        values = WORDS_RECORD.read(tree, key, log)
        return BAD if values is BAD else Text(values["ja"], values["en"])

    def schema(self) -> Schema:
        """Return the JSON Schema."""
        return WORDS_RECORD.schema()


@dataclass(frozen=True, slots=True)
class Numbering:
    """A number that reads the same in both languages, written once, or its words in Japanese and English."""

    def read(self, tree: Tree, key: str, log: Log) -> Any:
        """Return a ``Text``, or ``BAD`` after noting what is wrong."""
        if isinstance(tree, Mapping):
            return WORDS.read(tree, key, log)
        number = TEXT.read(tree, key, log)
        return BAD if number is BAD else Text(number, number)

    def schema(self) -> Schema:
        """Return the JSON Schema."""
        return {"anyOf": [TEXT.schema(), WORDS.schema()]}


@dataclass(frozen=True, slots=True)
class UnlessNotPublished:
    """Not published, said as ``{status: not_published, …}``, or the usual record."""

    usual: Record

    def read(self, tree: Tree, key: str, log: Log) -> Any:
        """Return None for "not published", else the record's values."""
        if isinstance(tree, Mapping):
            status = tree.nodes.get("status")
            if isinstance(status, Scalar) and status.text == "not_published":
                return NOT_PUBLISHED.read(tree, key, log) and None
        return self.usual.read(tree, key, log)

    def schema(self) -> Schema:
        """Return the JSON Schema."""
        return {"oneOf": [NOT_PUBLISHED.schema(), self.usual.schema()]}


WORDS_RECORD = Record({"ja": TEXT, "en": TEXT})
WORDS = Bilingual()
NOT_PUBLISHED = Record({"status": Choice(("not_published",)), "source": Opt(SOURCE), "note": Opt(WORDS)})
