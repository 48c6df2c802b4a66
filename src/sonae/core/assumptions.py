"""What of a decision, and of what is paid under it, does no paper say? Everything assumed, with where it comes in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sonae.core.answer import Json
from sonae.core.claims import switch_values
from sonae.core.cover_terms import SwitchValue
from sonae.core.coverage import Decision, bearing, switch_value
from sonae.core.levels import Level
from sonae.core.limits import LevelRule, resolve
from sonae.core.problems import Refusal
from sonae.core.scheme import Text
from sonae.core.trace import Line
from sonae.core.wording import Switch
from sonae.core.wording_words import say_level, say_switch
from sonae.core.words import Words

ASSUMED = "assumed"


class Assumed(NamedTuple):
    """One thing that is assumed: a ``clause``, ``switch`` or ``level``, or an ``implication`` by which a fact followed.

    ``switch`` and its ``value`` are those of a switch, ``level`` is a level with the figure that this cover gives it.
    """

    kind: str
    id: str
    text: Text
    sources: tuple[str, ...]
    switch: Switch | None = None
    value: SwitchValue | None = None
    level: Level | None = None

    def say(self, words: Words, language: str) -> str:
        """Return it in words; a switch with what it is taken to be, a level with its figure."""
        text = self.text.say(language)
        if self.level:
            return say_level(words, self.level, text, language)
        return f"{text}: {say_switch(self.switch, words, self.value, language)}" if self.switch else text


def assumed_of(decision: Decision) -> tuple[Assumed, ...]:
    """Return every clause, switch, level and rule that bears on what the cover pays and that nobody printed.

    A switch that the insurer filled in, and a level that rests on it, are not assumed any more.
    """
    return tuple(_assumed(decision))


def assumed_answer(one: Assumed, words: Words, language: str) -> Json:
    """Return one assumption as JSON says it."""
    return {
        "kind": one.kind,
        "kind_text": words.say(f"assumed_kind.{one.kind}", language),
        "id": one.id,
        "text": one.say(words, language),
        "sources": list(one.sources),
    }


def assumed_line_answer(line: Line, words: Words, language: str) -> Json:
    """Return what a settlement assumes as JSON says it, in the same shape; ``words`` are those of the wording."""
    return _level_answer(line.rule, words.line(line, language), line.source, words, language)


def assumed_level_answer(level: Level, words: Words, language: str) -> Json:
    """Return a level that a payment passed and nobody printed as JSON says it; ``words`` are those of the wording."""
    return _level_answer(level.id, say_level(words, level, level.id, language), level.source, words, language)


def _level_answer(ident: str, text: str, source: str, words: Words, language: str) -> Json:
    return {
        "kind": "level",
        "kind_text": words.say("assumed_kind.level", language),
        "id": ident,
        "text": text,
        "sources": [source] if source else [],
    }


def _assumed(decision: Decision) -> Iterator[Assumed]:
    wording, terms = decision.wording, decision.terms
    clauses, levels = bearing(decision), levels_of(decision)
    for clause in clauses:
        if clause.status == ASSUMED:
            yield Assumed("clause", clause.id, clause.text, clause.sources)
    used = {one.rule for one in decision.facts.values() if one.rule}
    for rule in wording.implications:
        if rule.id in used and rule.status == ASSUMED:
            yield Assumed("implication", rule.id, rule.text, rule.sources)
    named = {name for clause in clauses for name in clause.facts} | {level.amount.switch for level in levels}
    for switch in wording.switches.values():
        if switch.id in named and switch.status == ASSUMED and switch.id not in terms.switches:
            value = switch_value(wording, terms, switch.id)
            yield Assumed("switch", switch.id, switch.text, switch.sources, switch, value)
    for level in levels:
        if level.status == ASSUMED and level.amount.switch not in terms.switches:
            yield Assumed("level", level.id, level.text, level.sources, level=_level(decision, level))


def _level(decision: Decision, rule: LevelRule) -> Level | None:
    """Return a level with the figure of this cover, or None where the cover does not name it."""
    found = resolve((rule,), decision.terms, switch_values(decision.wording, decision.terms))
    return None if isinstance(found, Refusal) else next(iter(found.levels), None)


def levels_of(decision: Decision) -> tuple[LevelRule, ...]:
    """Return the levels through which a payment of this cover passes: those for a part it has, that have an amount."""
    return tuple(one for one in decision.wording.levels if _concerns(decision, one))


def _concerns(decision: Decision, level: LevelRule) -> bool:
    amount, terms = level.amount, decision.terms
    if amount.switch and switch_value(decision.wording, terms, amount.switch) is None:
        return False
    if amount.of and amount.of not in terms.amounts:
        return False
    parts = level.parts | {item.split("/")[0] for item in level.items}
    return not parts or not parts.isdisjoint(terms.parts)
