"""In what do two wordings differ: cover, clauses, facts, limits, papers, payment, and terms left to the insurer?

The values themselves are compared, in both languages; only what differs is then put into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Any, NamedTuple

from sonae.core.answer import Json
from sonae.core.condition_words import condition_answer, condition_lines
from sonae.core.conditions import Condition
from sonae.core.decision_answer import fact_plain
from sonae.core.scheme import Text
from sonae.core.trace import rate_text
from sonae.core.wording import Switch, Wording
from sonae.core.wording_answer import summary_answer
from sonae.core.wording_words import say_switch, words_of
from sonae.core.words import EN, JA, Words

# where a thing stands may move although it says the same
QUIET = frozenset({"id", "sources", "source"})
CONDITIONS = frozenset({"when", "unless"})
# a field whose words and value have two names in an answer: here stand the words
NAMES = {"when": "when_text", "unless": "unless_text", "value": "value_text", "question": "text"}
AS_DATA = "data"


class Field(NamedTuple):
    """One thing that both wordings say, each in its own way."""

    name: str
    one: object
    other: object


class Differing(NamedTuple):
    """A thing in a section that only one wording has (``one`` or ``other`` is None), or that differs."""

    id: str
    one: Json | None
    other: Json | None
    fields: tuple[Field, ...]


class WordingDifference(NamedTuple):
    """What differs between two wordings by section, and whether the levels that both have stand in another order."""

    one: Wording
    other: Wording
    sections: Mapping[str, tuple[Differing, ...]]
    reordered: bool


def wording_difference(one: Wording, other: Wording, words: Words, language: str) -> WordingDifference:
    """Return what differs, in the words of a language; sources are not compared."""
    sides = _Side(one, words_of(one, words)), _Side(other, words_of(other, words))
    left, right = _things(one), _things(other)
    sections = {name: tuple(_differing(left[name], right[name], sides, language)) for name in left}
    levels = left["levels"], right["levels"]
    both = [[name for name in each if name in levels[0].keys() & levels[1].keys()] for each in levels]
    return WordingDifference(one, other, sections, both[0] != both[1])


Things = Mapping[str, Mapping[str, Any]]


def _things(wording: Wording) -> Things:
    """Return by section all that a wording says: core values, and what is no value of its own by field."""
    papers = wording.papers
    lists: Mapping[str, Iterable[Any]] = {
        "parts": wording.parts.values(),
        "clauses": wording.clauses.values(),
        "levels": wording.levels,
        "switches": wording.switches.values(),
        "facts": wording.facts.values(),
        "implications": wording.implications,
        "groups": papers.groups,
        "grounds": papers.grounds,
    }
    named: dict[str, dict[str, Any]] = {name: {one.id: one for one in several} for name, several in lists.items()}
    named["deductions"] = {one.kind: one for one in wording.deductions}
    named["rules"] = {
        "families": {"all": frozenset(wording.families)},
        "allocation": wording.allocation,
        "rounding": wording.rounding,
        "split": {"rule": wording.split, **_values(wording.sharing or {})},
        "deductions": {"order": tuple(one.kind for one in wording.deductions)},
        "payment": {name: getattr(papers, name) for name in ("days", "first_day", "claim_types", "status")},
        "objection": {"text": wording.objection},
        "opening": {"order": wording.opening},
        "notes": {"text": tuple(one.text for one in wording.notes)},
    }
    return named


class _Side(NamedTuple):
    """A wording, and the words of its own codes."""

    wording: Wording
    words: Words


def _differing(
    one: Mapping[str, Any], other: Mapping[str, Any], sides: tuple[_Side, _Side], language: str
) -> Iterator[Differing]:
    left, right = sides
    for name in dict.fromkeys((*one, *other)):
        if name in one and name in other:
            if found := tuple(_fields(one[name], other[name], sides, language)):
                yield Differing(name, _json(one[name], left, language), _json(other[name], right, language), found)
        else:
            there = _json(one[name], left, language) if name in one else None
            yield Differing(name, there, None if there else _json(other[name], right, language), ())


def _fields(one: object, other: object, sides: tuple[_Side, _Side], language: str) -> Iterator[Field]:
    """Yield what differs; in the other language, or as data, where it is said alike in the one asked for."""
    (left, right), mine, theirs = sides, _values(one), _values(other)
    for name in mine:
        if _bare(mine[name]) != _bare(theirs[name]):
            forms = (language, JA if language == EN else EN, AS_DATA)
            told = [(_said(one, name, left, form), _said(other, name, right, form)) for form in forms]
            yield Field(NAMES.get(name, name), *next((pair for pair in told if pair[0] != pair[1]), told[-1]))


def _values(thing: object) -> Mapping[str, Any]:
    if isinstance(thing, Mapping):
        return thing
    assert is_dataclass(thing)  # noqa: S101 - `_things` gives nothing else
    return {one.name: getattr(thing, one.name) for one in fields(thing) if one.name not in QUIET}


def _bare(value: Any) -> object:
    """Return a value without its sources, so that only what it says is compared."""
    if isinstance(value, tuple):
        return tuple(map(_bare, value))
    return replace(value, sources=()) if hasattr(value, "sources") else value


def _json(thing: object, side: _Side, language: str) -> Json:
    return {NAMES.get(name, name): _said(thing, name, side, language) for name in _values(thing)}


def _said(thing: object, name: str, side: _Side, form: str) -> object:
    """Return a field of a thing in a language, or as data."""
    value = _values(thing)[name]
    if name in CONDITIONS and value is not None:
        return _condition(value, side, form)
    if isinstance(thing, Switch) and name == "value" and form != AS_DATA:
        return say_switch(thing, side.words, value, form)
    return _plain(dict(value) if name == "then" else value, form)


def _condition(condition: Condition, side: _Side, form: str) -> object:
    if form == AS_DATA:
        return str(condition_answer(condition))
    return [f"{'  ' * one.depth}{one.text}" for one in condition_lines(condition, *side, form)]


def _plain(value: object, form: str) -> object:
    """Return any value as JSON holds it; what it calls its source is left out."""
    match value:
        case Text():
            return value.say(form)
        case Fraction():
            return rate_text(value)
        case datetime():
            return fact_plain(value)
        case frozenset():
            return sorted(value)
        case tuple():
            return [_plain(one, form) for one in value]
        case Mapping():
            return {name: _plain(one, form) for name, one in value.items()}
    if is_dataclass(value):
        own = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in QUIET - {"id"}}
        return {name: _plain(one, form) for name, one in own.items() if one not in {None, "", frozenset()}}
    return value


def wording_difference_answer(found: WordingDifference, language: str) -> Json:
    """Return the difference as JSON."""
    return {
        "one": summary_answer(found.one, language),
        "other": summary_answer(found.other, language),
        "levels_reordered": found.reordered,
        **{name: [_answer(one) for one in several] for name, several in found.sections.items()},
    }


def _answer(one: Differing) -> Json:
    told = {field.name: {"one": field.one, "other": field.other} for field in one.fields}
    there = "both" if one.one and one.other else "one" if one.one else "other"
    return {"id": one.id, "in": there, "fields": told}
