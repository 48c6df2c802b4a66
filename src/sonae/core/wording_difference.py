"""In what do two wordings differ: parts, clauses, levels of the limits, and terms left to the insurer?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sonae.core.answer import Json
from sonae.core.wording import Wording
from sonae.core.wording_answer import clause_answer, level_answer, part_answer, summary_answer, switch_answer
from sonae.core.wording_words import words_of
from sonae.core.words import Words

SECTIONS = ("parts", "clauses", "levels", "switches")
# where a thing stands may move although it says the same
QUIET = frozenset({"sources", "when", "unless"})
Things = Mapping[str, Json]


class Field(NamedTuple):
    """One thing that both wordings say, each in its own way."""

    name: str
    one: object
    other: object


class Differing(NamedTuple):
    """A part, clause, level or switch that only one wording has (``one`` or ``other`` is None), or that differs."""

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
    sides = [_things(each, words, language) for each in (one, other)]
    sections = {name: _differing(sides[0][name], sides[1][name]) for name in SECTIONS}
    orders = [[name for name in sides[i]["levels"] if name in sides[1 - i]["levels"]] for i in (0, 1)]
    return WordingDifference(one, other, sections, orders[0] != orders[1])


def _things(wording: Wording, words: Words, language: str) -> Mapping[str, Things]:
    own = words_of(wording, words)
    return {
        "parts": {one.id: part_answer(one, language) for one in wording.parts.values()},
        "clauses": {one.id: clause_answer(one, wording, own, language) for one in wording.clauses.values()},
        "levels": {one.id: level_answer(one, language) for one in wording.levels},
        "switches": {one.id: switch_answer(one, words, language) for one in wording.switches.values()},
    }


def _differing(one: Things, other: Things) -> tuple[Differing, ...]:
    names = dict.fromkeys((*one, *other))
    pairs = ((name, one.get(name), other.get(name)) for name in names)
    compared = (Differing(name, left, right, _fields(left, right)) for name, left, right in pairs)
    return tuple(each for each in compared if each.fields or each.one is None or each.other is None)


def _fields(one: Json | None, other: Json | None) -> tuple[Field, ...]:
    if one is None or other is None:
        return ()
    return tuple(
        Field(name, _plain(one[name]), _plain(other[name]))
        for name in one
        if name not in QUIET and _plain(one[name]) != _plain(other[name])
    )


def _plain(value: object) -> object:
    """Return a value without sources, so that only what it says is compared."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items() if name not in QUIET}
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
    fields = {field.name: {"one": field.one, "other": field.other} for field in one.fields}
    there = "both" if one.one and one.other else "one" if one.one else "other"
    return {"id": one.id, "in": there, "fields": fields}
