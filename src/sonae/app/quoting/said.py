"""How are core's values said on a page, in the language of the person reading it?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from sonae.app.common.catalogue import current
from sonae.app.common.dates import language
from sonae.app.common.parts import remembered
from sonae.core import answer
from sonae.core.answer import Assumption
from sonae.core.compare import Comparison
from sonae.core.corporation import CorporationQuote
from sonae.core.joining import NoCover
from sonae.core.problems import Problem
from sonae.core.scheme import Contact, Measure, Scheme, Text
from sonae.core.trace import Line, Value, percent_text, rate_text
from sonae.core.words import EN, Words

MAN, OKU, MILLION, TENTH = 10_000, 100_000_000, 1_000_000, 100_000
_CHOICES = {
    "problem.kind_not_eligible": "kind",
    "problem.family_unknown": "family",
    "problem.family_needed": "family",
    "problem.plan_of_family": "family",
    "problem.choice_unknown": "value",
}
_PLACE = re.compile(r"(?P<file>[^:/]+\.\w+):(?P<lines>[\d,-]+)")


def say(key: str, **params: Value) -> str:
    return current().words.say(key, language(), tuple(params.items()))


def about(key: str) -> str:
    """What the catalogue explains of a key, or nothing: a family or trigger of a scheme's own may go unexplained."""
    explained = f"{key}.about"
    return say(explained) if current().words.has(explained) else ""


def assumptions(found: CorporationQuote | Comparison) -> tuple[Assumption, ...]:
    """Everything that no brochure says: Sonae's own rules, and facts of the scheme's data."""
    return tuple(answer.assumptions(found, current().words, language()))


def text(words: Text) -> str:
    return words.say(language())


def amount(yen: int | Fraction, reader: str = "") -> str:
    """44610 → 44,610円, ¥44,610; ``reader`` is the language where it is known already."""
    whole = isinstance(yen, int) or yen.denominator == 1
    digits = f"{int(yen):,}" if whole else rate_text(Fraction(yen))
    return f"¥{digits}" if (reader or language()) == EN else f"{digits}円"


def round_amount(yen: int) -> str:
    """Limits as people say them: 5,000万円, 1億円; ¥50 million, ¥2.5 million."""
    if language() == EN:
        if yen < MILLION or yen % TENTH:
            return amount(yen)
        whole, tenths = divmod(yen // TENTH, 10)
        return f"¥{whole:,}.{tenths} million" if tenths else f"¥{whole:,} million"
    if not yen or yen % MAN:
        return amount(yen)
    oku, rest = divmod(yen, OKU)
    parts = (f"{oku:,}億" if oku else "") + (f"{rest // MAN:,}万" if rest else "")
    return f"{parts}円"


def month(first: date) -> str:
    """The month of a first collection: 2025年(令和7年)8月, August 2025."""
    return current().words.month(first, language())


def no_cover(cover: NoCover) -> str:
    return say(f"no_cover.{cover.reason}", **dict(cover.params))


def count(measure: Measure, value: int) -> str:
    """A measure with its unit: 120床, 120 beds."""
    separator = " " if language() == EN else ""
    return f"{value:,}{separator}{text(measure.unit)}"


def problem(what: Problem) -> str:
    """Core's words, with what can be chosen said in words too and not in codes."""
    words = current().words
    params = tuple((name, _named(what.key, name, value)) for name, value in what.params)
    return words.problem(Problem(what.field, what.key, params), language())


def _named(key: str, name: str, value: Value) -> Value:
    prefix = _CHOICES.get(key, "") if name == "choices" else {"others": "others"}.get(name, "")
    if not prefix or not isinstance(value, str):
        return value
    words, separator = current().words, ", " if language() == EN else "、"
    codes = value.split(", ")
    return separator.join(say(f"{prefix}.{code}") if words.has(f"{prefix}.{code}") else code for code in codes)


def named(line: Line, names: Mapping[str, str]) -> Line:
    """A trace with what it tells by a key, a facility say, told by its name."""
    params = tuple((name, names.get(str(value), value)) for name, value in line.params)
    return replace(line, params=params, children=tuple(named(child, names) for child in line.children))


def source(scheme: Scheme | None, where: str) -> str:
    """Where a figure stands: the number of the source on this page, with its lines."""
    return _source(scheme, where, language())


@remembered(2_000)
def _source(scheme: Scheme | None, where: str, reader: str) -> str:
    found = _PLACE.fullmatch(where)
    if found is None:
        page = where.removeprefix("docs/")
        return where if page == where else _("Sonaeの説明 %(page)s") % {"page": page}
    name = found["file"]
    if scheme is not None and name in scheme.sources:
        name = _("資料%(number)s") % {"number": list(scheme.sources).index(name) + 1}
    else:
        titles = (one.sources[name] for one in current().schemes.values() if name in one.sources)
        title = next(titles, None)
        name = text(title) if title else name
    lines = found["lines"].replace(",", ", " if reader == EN else "・")
    return _("%(name)s %(lines)s行") % {"name": name, "lines": lines}


def hours(contact: Contact) -> str:
    """When somebody answers, with the days on which nobody does."""
    opening = contact.hours
    if opening is None:
        return say("hours.not_published")
    if opening.days == "all" and opening.opens.hour == 0 and opening.closes.hour in {0, 23}:
        return say("hours.always")
    said = f"{say(f'days.{opening.days}')} {opening.opens:%-H:%M}–{opening.closes:%-H:%M}"
    if not opening.closed:
        return said
    closed = [say(f"closed.{one}") for one in opening.closed]
    separator = ", " if language() == EN else "・"
    return _("%(hours)s(休み:%(closed)s)") % {"hours": said, "closed": separator.join(closed)}


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One line of a trace, ready to be printed."""

    words: str
    value: str
    rule: str
    status: str
    source: str
    raw: str
    children: tuple[TraceRow, ...]


def trace(line: Line, scheme: Scheme | None) -> TraceRow:
    words, reader = current().words, language()
    rule = f"rule.{line.rule}"
    return TraceRow(
        words.line(line, reader).replace(" )", ")"),
        _value(line, words, reader),
        words.say(rule, reader) if words.has(rule) else "",
        _status(line.status, line.unit, reader),
        source(scheme, line.source) if line.source else "",
        line.source,
        tuple(trace(child, scheme) for child in line.children),
    )


@remembered(128)
def _status(status: str, unit: str, reader: str) -> str:
    """How sure a line is, in words; what is no amount was stated and not priced."""
    words = current().words
    kind = "status" if unit == "yen" or not words.has(f"stated.{status}") else "stated"
    key = f"{kind}.{status}"
    return words.say(key, reader) if words.has(key) else ""


def _value(line: Line, words: Words, reader: str) -> str:
    value = line.value
    if line.unit == "yen" and isinstance(value, int | Fraction):
        return amount(value, reader)
    if isinstance(value, Fraction):
        change = f"{'+' if value > 0 else ''}{percent_text(value)}"
        return change if line.unit == "change" else f"× {rate_text(value)}"
    return words.value(line.key, value, reader)
