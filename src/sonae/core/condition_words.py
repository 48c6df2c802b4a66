"""How is a condition said: as lines that people read, and as data in the forms of a wording's file?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sonae.core.conditions import (
    All,
    AnyOf,
    Before,
    Chosen,
    Condition,
    Happened,
    Inside,
    Is,
    LastsLonger,
    Not,
    Number,
    Same,
    WithinDays,
)
from sonae.core.trace import Params
from sonae.core.wording import Wording
from sonae.core.words import Words


class Said(NamedTuple):
    """One line of a condition in words; ``depth`` says how far it is indented."""

    depth: int
    text: str


def condition_lines(condition: Condition, wording: Wording, words: Words, language: str) -> tuple[Said, ...]:
    """Return a condition in words, line by line; ``words`` are those of the wording (``wording_words.words_of``)."""
    return tuple(_lines(condition, 0, _Teller(wording, words, language), negated=False))


class _Teller(NamedTuple):
    """Says single conditions of a wording in a language."""

    wording: Wording
    words: Words
    language: str

    def name(self, name: str) -> str:
        """Return what a fact asks, or what a switch is about."""
        return self.words.say(f"{'fact' if name in self.wording.facts else 'switch'}.{name}", self.language)

    def say(self, key: str, params: Params) -> str:
        """Return the words of one form of condition."""
        return self.words.say(f"when.{key}", self.language, params)

    def length(self, length: int | str) -> str:
        """Return a length of time: written out, or the name of what gives it."""
        if isinstance(length, int):
            return self.words.value("", length, self.language)
        return self.words.say("when.named", self.language, (("typed", self.name(length)),))

    def choices(self, condition: Chosen) -> str:
        """Return the choices that fulfil a condition, in the order in which they are offered."""
        fact = self.wording.facts.get(condition.fact)
        order = list(fact.choices) if fact else sorted(condition.choices)
        key = f"choice.{condition.fact}."
        said = [self.words.say(f"{key}{one}", self.language) for one in order if one in condition.choices]
        return self.words.say("when.or", self.language).join(one.removeprefix(key) for one in said)


def _lines(condition: Condition, depth: int, teller: _Teller, *, negated: bool) -> Iterator[Said]:
    if isinstance(condition, Not):
        yield from _lines(condition.inner, depth, teller, negated=not negated)
    elif isinstance(condition, All | AnyOf):
        form = "all" if isinstance(condition, All) else "any"
        yield Said(depth, teller.say(f"not_{form}" if negated else form, ()))
        for part in condition.parts:
            yield from _lines(part, depth + 1, teller, negated=False)
    else:
        key, params = _leaf(condition, teller)
        yield Said(depth, teller.say(f"not_{key}" if negated else key, params))


def _leaf(condition: Condition, teller: _Teller) -> tuple[str, Params]:  # noqa: C901 - one case for each form
    """Return the key of the words of a condition on single facts, and what fills them."""
    name = teller.name
    match condition:
        case Is(fact):
            return "is", (("fact", name(fact)),)
        case Chosen(fact, _):
            return "chosen", (("fact", name(fact)), ("choices", teller.choices(condition)))
        case Number(fact, lowest, None):
            return "at_least", (("fact", name(fact)), ("lowest", lowest))
        case Number(fact, None, highest):
            return "at_most", (("fact", name(fact)), ("highest", highest))
        case Happened(moment):
            return "happened", (("fact", name(moment)),)
        case Inside(moment, "term_start", "term_end"):
            return "in_term", (("fact", name(moment)),)
        case Before(first, second, or_same):
            return ("not_after" if or_same else "before"), (("first", name(first)), ("second", name(second)))
        case WithinDays(since, until, days):
            return "within_days", (("first", name(since)), ("second", name(until)), ("length", teller.length(days)))
        case LastsLonger(since, until, hours):
            return "longer_than", (("first", name(since)), ("second", name(until)), ("length", teller.length(hours)))
        case Same(one, other):
            return "same", (("first", name(one)), ("second", name(other)))
    raise TypeError(condition)


def condition_answer(condition: Condition) -> object:  # noqa: C901, PLR0912 - one case for each form
    """Return a condition as data, in the forms of a wording's file, with the same answers as the one written there.

    Not letter for letter: predicates stand with what they mean, ``more_than: 1000`` as ``at_least: 1001``.
    """
    match condition:
        case Is(fact):
            return fact
        case Not(inner):
            return {"not": condition_answer(inner)}
        case All(parts):
            return {"all": [condition_answer(one) for one in parts]}
        case AnyOf(parts):
            return {"any": [condition_answer(one) for one in parts]}
        case Chosen(fact, choices):
            return {"is": {fact: sorted(choices)}}
        case Number(fact, lowest, None):
            return {"at_least": {fact: lowest}}
        case Number(fact, None, highest):
            return {"at_most": {fact: highest}}
        case Happened(moment):
            return {"happened": moment}
        case Inside(moment, "term_start", "term_end"):
            return {"in_term": moment}
        case Before(first, second, or_same):
            return {"not_after" if or_same else "before": [first, second]}
        case WithinDays(since, until, days):
            return {"within_days": {"from": since, "to": until, "days": days}}
        case LastsLonger(since, until, hours):
            return {"longer_than": {"from": since, "to": until, "hours": hours}}
        case Same(one, other):
            return {"same": [one, other]}
    raise TypeError(condition)
