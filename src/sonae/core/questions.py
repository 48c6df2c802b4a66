"""What should be asked next? Only what can still change an answer, first what settles most."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import product
from math import prod

from sonae.core.conditions import FactValue, Values
from sonae.core.coverage import Decision, given_values, judge, still_open
from sonae.core.fact_reading import derive
from sonae.core.facts import DeclaredFact, Implication, Known
from sonae.core.problems import Refusal
from sonae.core.relevance import relevant
from sonae.core.samples import samples
from sonae.core.wording import REDUCES, Wording

# of ten incidents, how many answer as the wording calls usual: assumed, it only orders questions
USUAL, ALL = 9, 10
# a duty not kept only reduces what another clause may refuse: it is worth asking for when the rest is settled
DUTY_WEIGHT, WEIGHT = 1, 100
# so many turns of what nobody knows are looked at one by one; beyond, each clause is looked at by itself
MOST_LATER = 32


def next_questions(decision: Decision, skip: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the facts to ask for, first the one whose answer is expected to settle most clauses.

    ``skip`` are those that nobody could answer. A fact that can no longer change an answer is not among them, nor one
    whose question hangs on others of them. What the wording opens with comes before all, in its order.
    """
    facts, matter = decision.wording.facts, live_facts(decision, skip)
    live = [name for name in matter if matter.isdisjoint(_before(facts[name], decision.values))]
    before = _weight(decision.wording, open_clauses(decision))
    given = given_values(decision.wording, decision.terms)
    order = {name: place for place, name in enumerate(facts)}
    worth = {name: _worth(decision, given, facts[name], before) for name in live}
    first = decision.wording.opening
    places = {name: place for place, name in enumerate(first)}
    return tuple(sorted(live, key=lambda name: (places.get(name, len(first)), -worth[name], order[name])))


def _before(fact: DeclaredFact, values: Values) -> frozenset[str]:
    """Return the facts that are still open and on which the question of this one hangs."""
    return fact.after.live(values) if fact.after else frozenset()


def needless(decision: Decision) -> tuple[str, ...]:
    """Return the facts nobody has answered and nobody needs to: they can no longer change an answer."""
    live = live_facts(decision)
    facts = decision.wording.facts.values()
    return tuple(one.id for one in facts if decision.values[one.id] is None and one.id not in live)


def open_clauses(decision: Decision) -> frozenset[str]:
    """Return the clauses that are not yet known and can still change an answer."""
    return frozenset(name for one in decision.outcomes for name in one.open)


def _weight(wording: Wording, clauses: Iterable[str]) -> int:
    """Return how much open clauses weigh: duties come last."""
    return sum(DUTY_WEIGHT if wording.clauses[name].effect == REDUCES else WEIGHT for name in clauses)


def live_facts(decision: Decision, skip: Iterable[str] = ()) -> frozenset[str]:
    """Return the unknown facts that can still change an answer, themselves or by what follows from them.

    ``skip`` are those that nobody can answer for now: they are left out, and what would only tell them. What matters
    whatever becomes of them, or once they become known, is not.
    """
    left_out = frozenset(skip) & _live(decision, frozenset())
    if not left_out:
        return _live(decision, frozenset())
    later = _later(decision, left_out)
    if later is None:
        return _live(decision, left_out, known_later=True)
    return _live(decision, left_out).union(*(_live(one, frozenset()) for one in later)) - left_out


def _later(decision: Decision, names: Collection[str]) -> list[Decision] | None:
    """Return the decisions once these facts become known, whatever they turn out to be; None where that is too much."""
    wording = decision.wording
    several = [samples(wording, wording.facts[name], decision.values) for name in names]
    if prod(map(len, several)) > MOST_LATER:
        return None
    given = given_values(wording, decision.terms)
    found = []
    for values in product(*several):
        more = {name: Known(value) for name, value in zip(names, values, strict=True)}
        known = derive({**decision.facts, **more}, given, wording.implications)
        if not isinstance(known, Refusal):
            found.append(judge(decision.terms, known, given, wording))
    return found


def _live(decision: Decision, left_out: frozenset[str], *, known_later: bool = False) -> frozenset[str]:
    """Return the unknown facts that matter without those left out, or together with them if they are known later."""
    hangs = {clause: asked_for(decision, clause) for clause in open_clauses(decision)}
    free = frozenset(name for several in hangs.values() for name in several)
    answers = _answers(decision, free if known_later else free - left_out)
    free -= left_out
    live = set(relevant(decision, hangs, answers)) - left_out
    while True:
        more = {name for rule in _concluding(decision, live) for name in rule.when.live(decision.values)} & free
        if more <= live:
            return frozenset(live & free)
        live |= more


def _concluding(decision: Decision, facts: Collection[str]) -> tuple[Implication, ...]:
    """Return the rules from which one of these facts can follow."""
    return tuple(
        rule for rule in decision.wording.implications if any(concluded in facts for concluded, _ in rule.then)
    )


def _answers(decision: Decision, free: Collection[str]) -> dict[str, tuple[FactValue | None, ...]]:
    """Return the values that can be had of each fact: by asking for it, or because it follows from one asked for."""
    facts, values = decision.wording.facts, decision.values
    answers = {name: (values[name], *samples(decision.wording, facts[name], values)) for name in free}
    while True:
        more = {
            name: (*answers.get(name, (None,)), value)
            for rule in decision.wording.implications
            if not rule.when.live(decision.values).isdisjoint(answers)
            for name, value in rule.then
            if name not in free and decision.values[name] is None and value not in answers.get(name, ())
        }
        if not more:
            return answers
        answers |= more


def asked_for(decision: Decision, clause: str) -> frozenset[str]:
    """Return the unknown facts on which an open clause hangs, themselves or by what follows from them."""
    rule = decision.wording.clauses[clause]
    live = set(rule.when.live(decision.values) | (rule.unless.live(decision.values) if rule.unless else frozenset()))
    while True:
        more = {name for rule in _concluding(decision, live) for name in rule.when.live(decision.values)}
        if more <= live:
            return frozenset(name for name in live if _asked(decision, name))
        live |= more


def open_switches(decision: Decision) -> tuple[str, ...]:
    """Return the terms that an insurer has not filled in and on which an open clause hangs: nobody else can know."""
    named = {name for clause in open_clauses(decision) for name in decision.wording.clauses[clause].facts}
    return tuple(name for name in decision.wording.switches if name in named and decision.values[name] is None)


def hanging_on(decision: Decision, fact: str) -> tuple[str, ...]:
    """Return the open clauses for which a fact is asked, in the wording's order."""
    still = open_clauses(decision)
    return tuple(name for name in decision.wording.clauses if name in still and fact in asked_for(decision, name))


def _asked(decision: Decision, name: str) -> bool:
    """Return whether a name is that of a fact that people are asked: not of a switch, nor given with the cover."""
    fact = decision.wording.facts.get(name)
    return fact is not None and not fact.given


def _worth(decision: Decision, given: Values, fact: DeclaredFact, before: int) -> int:
    """Return how many clauses an answer is expected to settle, by their weight, in units of 1/1000.

    What is usual is the wording's word; of a moment, where it says nothing, the middle of the term.
    """
    tried = samples(decision.wording, fact, {**given, fact.id: decision.values[fact.id]})
    gains = {value: _gain(decision, given, fact.id, value, before) for value in tried}
    possible = {value: gain for value, gain in gains.items() if gain is not None}
    if not possible:
        return 0
    usually = next(iter(possible)) if fact.type == "moment" and fact.usual is None else fact.usual
    if usually not in possible:
        return sum(possible.values()) * 1000 // len(possible)
    others = [gain for value, gain in possible.items() if value != usually]
    usual = possible[usually] * 1000
    rare = sum(others) * 1000 // len(others) if others else usual
    return (usual * USUAL + rare * (ALL - USUAL)) // ALL


def _gain(decision: Decision, given: Values, name: str, value: FactValue, before: int) -> int | None:
    """Return the weight of open clauses that no longer matter where the fact has this value; None where it cannot."""
    known = derive({**decision.facts, name: Known(value)}, given, decision.wording.implications)
    if isinstance(known, Refusal):
        return None
    return before - _weight(decision.wording, still_open(decision, known))
