"""How are a wording's own codes said: its clauses, facts, parts, levels and switches, and the values of facts?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache

from sonae.core.conditions import FactValue
from sonae.core.cover_terms import SwitchValue
from sonae.core.levels import RATIO, Level
from sonae.core.moments import has_come
from sonae.core.scheme import Text
from sonae.core.trace import percent_text, rate_text
from sonae.core.wording import Switch, Wording
from sonae.core.words import Words


def words_of(wording: Wording, words: Words) -> Words:
    """Return ``words`` together with those of the wording's own codes.

    A decision's trace can be said with them: ``clause.ID`` is the heading of a clause, ``fact.ID`` the question of a
    fact, ``outcome.PART`` and ``outcome.PART/ITEM`` what is decided, ``part.ID``, ``item.PART/ITEM``, ``item.ITEM``
    (as the first part that lists it has it), ``level.ID``, ``switch.ID`` and ``name.ID`` the texts of these,
    ``choice.FACT.NAME`` an answer, ``ground.ID`` a ground of more time, ``group.ID`` a group of papers,
    ``implication.ID`` a rule by which one fact follows from others.
    """
    return Words({**words.texts, **texts_of(wording)}, words.eras)


@lru_cache(maxsize=64)
def texts_of(wording: Wording) -> Mapping[str, Text]:
    """Return the texts of a wording's codes by key, worked out once for each wording."""
    found: dict[str, Text] = {}
    for key, text in _texts(wording):
        found.setdefault(key, text)
    return found


def _texts(wording: Wording) -> Iterator[tuple[str, Text]]:
    for part in wording.parts.values():
        yield f"part.{part.id}", part.text
        yield f"name.{part.id}", part.text
        yield f"outcome.{part.id}", part.text
        for item in part.items:
            key = f"{part.id}/{item.id}"
            yield f"item.{key}", item.text
            yield f"item.{item.id}", item.text
            yield f"outcome.{key}", Text(f"{part.text.ja}: {item.text.ja}", f"{part.text.en}: {item.text.en}")
    for clause in wording.clauses.values():
        yield f"clause.{clause.id}", clause.heading
    for fact in wording.facts.values():
        yield f"fact.{fact.id}", fact.question
        for name, text in fact.choices.items():
            yield f"choice.{fact.id}.{name}", text
    for level in wording.levels:
        yield f"level.{level.id}", level.text
    for switch in wording.switches.values():
        yield f"switch.{switch.id}", switch.text
        yield f"name.{switch.id}", switch.text
    yield from ((f"ground.{one.id}", one.text) for one in wording.papers.grounds)
    yield from ((f"group.{one.id}", one.text) for one in wording.papers.groups)
    for rule in wording.implications:
        yield f"implication.{rule.id}", rule.text


def say_status(words: Words, status: str, language: str) -> str:
    """Return how sure a clause, switch or level is; "" where nothing is said of it."""
    key = f"wording_status.{status}"
    return words.say(key if words.has(key) else f"status.{status}", language) if status else ""


def say_value(wording: Wording, words: Words, name: str, value: FactValue | None, language: str) -> str:
    """Return the value of a fact as people read it: yes or no, a moment or day, persons, yen, words."""
    if value is None:
        return words.say("said.unknown", language)
    if isinstance(value, bool):
        return words.say(f"said.{'yes' if value else 'no'}", language)
    if isinstance(value, date):
        return words.moment(value, language) if has_come(value) else words.say("said.never", language)
    if isinstance(value, int):
        number = words.value(name, value, language)
        fact = wording.facts.get(name)
        return words.say("said.yen", language, (("yen", number),)) if fact and fact.type == "yen" else number
    fact = wording.facts.get(name)
    return fact.choices[value].say(language) if fact and value in fact.choices else value


def say_switch(switch: Switch, words: Words, value: SwitchValue | None, language: str) -> str:
    """Return the value of a switch as people read it; without one the term is taken not to exist."""
    if value is None:
        return words.say("said.no_such_term", language)
    if isinstance(value, bool):
        return words.say(f"said.{'yes' if value else 'no'}", language)
    if switch.type == "rate":
        return say_rate(words, Fraction(value), language)
    number = words.value(switch.id, value, language)
    return words.say("said.yen", language, (("yen", number),)) if switch.type == "yen" else number


def say_rate(words: Words, rate: Fraction, language: str) -> str:
    """Return a rate in percent; one that never ends as the fraction it is, with about how much that is."""
    if "/" not in (exact := percent_text(rate)):
        return exact
    about = percent_text(Fraction(round(rate * 1000), 1000))
    return words.say("said.rate", language, (("typed", rate_text(rate)), ("about", about)))


def say_level(words: Words, level: Level, name: str, language: str) -> str:
    """Return a level with its figure; ``name`` is what it is called, or its code where ``words`` are the wording's."""
    figure = say_rate(words, level.share, language) if level.kind == RATIO else level.figure
    each = words.say(f"level_per.{level.per}", language)
    return words.say(f"fall.{level.kind}", language, (("level", name), ("each", each), ("figure", figure)))
