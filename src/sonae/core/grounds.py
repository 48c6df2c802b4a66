"""On which facts does it rest that a clause is met or not, and from which does another fact follow?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sonae.core.conditions import All, AnyOf, Condition, Not, Truth, Values
from sonae.core.coverage import Decision
from sonae.core.facts import Known
from sonae.core.wording import Clause
from sonae.core.wording_words import say_value
from sonae.core.words import Words


def grounds(condition: Condition, values: Values) -> tuple[str, ...]:
    """Return the facts that make a condition hold or fail, each once; all that it names while that is not known."""
    holds = condition.test(values)
    return condition.facts if holds is None else tuple(dict.fromkeys(_grounds(condition, values, holds=holds)))


def _grounds(condition: Condition, values: Values, *, holds: bool) -> Iterable[str]:
    if isinstance(condition, Not):
        return _grounds(condition.inner, values, holds=not holds)
    if not isinstance(condition, All | AnyOf):
        return condition.facts
    if holds is isinstance(condition, All):
        return [name for one in condition.parts for name in _grounds(one, values, holds=holds)]
    return _grounds(next(one for one in condition.parts if one.test(values) is holds), values, holds=holds)


def deciding(clause: Clause, met: Truth, values: Values) -> tuple[str, ...]:
    """Return the facts and switches on which the result of a clause rests; all that it names while it is unknown."""
    if met is None:
        return clause.facts
    holds = clause.when.test(values)
    when = grounds(clause.when, values) if holds is not None else ()
    if clause.unless is None or holds is False:
        return when
    return tuple(dict.fromkeys((*when, *grounds(clause.unless, values))))


def follows_from(decision: Decision, known: Known) -> tuple[str, ...]:
    """Return the facts that were asked and from which another follows; none where somebody said it."""
    rule = next((one for one in decision.wording.implications if one.id == known.rule), None)
    return tuple(name for name in grounds(rule.when, decision.values) if name in decision.facts) if rule else ()


def asked_behind(decision: Decision, names: Iterable[str]) -> tuple[str, ...]:
    """Return the facts that were said and from which known ones follow, however far; one that was said, itself."""
    waiting, seen, found = list(names), set[str](), dict[str, None]()
    while waiting:
        name = waiting.pop(0)
        known = decision.facts.get(name)
        if known is None or name in seen:
            continue
        seen.add(name)
        if origin := follows_from(decision, known):
            waiting = [*origin, *waiting]
        else:
            found[name] = None
    return tuple(found)


def said_facts(decision: Decision, names: Iterable[str], words: Words, language: str) -> tuple[str, ...]:
    """Return facts with their values in words."""
    return tuple(f"{question} → {value}" for question, value in said_pairs(decision, names, words, language))


def said_pairs(decision: Decision, names: Iterable[str], words: Words, language: str) -> tuple[tuple[str, str], ...]:
    """Return what each fact asks, and its value in words."""
    wording, facts = decision.wording, decision.wording.facts
    return tuple(
        (facts[name].question.say(language), say_value(wording, words, name, decision.values[name], language))
        for name in names
    )


def by_origin(decision: Decision) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Return the facts that follow from others, gathered by those from which they follow, in the wording's order."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name in decision.wording.facts:
        known = decision.facts.get(name)
        if known and known.rule:
            origin = follows_from(decision, known)
            found[origin] = (*found.get(origin, ()), name)
    return found
