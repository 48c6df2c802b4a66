"""Could an answer to this question still change a decision, or is there nothing left for it to change?

Looked at clause by clause: what each can still become with the answers that can be had, and whether the others of its
part let it decide anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sonae.core.conditions import FactValue, Truth, Values
from sonae.core.coverage import Decision, is_met, routes_of
from sonae.core.routes import Route
from sonae.core.wording import MAY_REFUSE, PERSON, REDUCES, REFUSES, Clause

# so many combinations of answers are tried for one clause; beyond that it is taken to be able to become anything
MOST = 2_000
BOTH = frozenset({True, False})
# the values of each fact that can be had; None stands for one that stays unknown
Answers = Mapping[str, Sequence[FactValue | None]]


def able(decision: Decision, answers: Answers) -> dict[str, frozenset[bool]]:
    """Return what each clause can still become with ``answers``, the values of each fact that can be had."""
    return {
        one.clause.id: frozenset({one.met}) if one.met is not None else _results(one.clause, decision.values, answers)
        for one in decision.clauses
    }


def _results(clause: Clause, values: Values, answers: Answers) -> frozenset[bool]:
    free = [name for name in clause.facts if name in answers]
    found: set[Truth] = set()
    for chosen in _combinations(free, answers):
        if chosen is None:
            return BOTH
        found.add(is_met(clause, {**values, **chosen}))
        if found >= BOTH:
            return BOTH
    return frozenset(one for one in found if one is not None)


def _combinations(names: Sequence[str], answers: Answers) -> Iterator[dict[str, FactValue | None] | None]:
    """Yield every combination of answers to these facts; None, and nothing else, where there are too many."""
    count = 1
    for name in names:
        count *= len(answers[name])
    if count > MOST:
        yield None
        return
    for several in product(*(answers[name] for name in names)):
        yield dict(zip(names, several, strict=True))


def turns(clause: Clause, fact: str, values: Values, answers: Answers) -> frozenset[bool]:
    """Return the results that the answer to one fact can bring about where the clause is unknown without it."""
    others = [name for name in clause.facts if name in answers and name != fact]
    found: set[bool] = set()
    for chosen in _combinations(others, answers):
        if chosen is None:
            return BOTH
        beside = {**values, **chosen}
        if is_met(clause, beside) is None:
            found |= {one for value in answers[fact] if (one := is_met(clause, {**beside, fact: value})) is not None}
        if found == BOTH:
            return BOTH
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the clauses of one part can still become, all others than ``besides`` taken together."""

    route: Route
    can: Mapping[str, frozenset[bool]]
    besides: str

    def good(self, effects: Iterable[str]) -> bool:
        """Whether no clause of these effects need speak against cover."""
        checks = (one for effect in effects for one in self.route.checks.get(effect, ()) if one.id != self.besides)
        return all((not one.bad) in self.can[one.id] for one in checks)

    def known(self, effect: str) -> bool:
        """Whether each clause of this effect can become known."""
        return all(self.can[one.id] for one in self.route.checks.get(effect, ()) if one.id != self.besides)

    def refused(self) -> bool:
        """Whether a clause can refuse, or no trigger be met."""
        checks = (one for one in self.route.checks.get(REFUSES, ()) if one.id != self.besides)
        return any(one.bad in self.can[one.id] for one in checks) or not self.started_for_sure()

    def started(self) -> bool:
        """Whether a trigger can be met."""
        return any(True in self.can[one.id] for one in self.route.triggers if one.id != self.besides)

    def started_for_sure(self) -> bool:
        """Whether it cannot come out that no trigger was met."""
        return not all(False in self.can[one.id] for one in self.route.triggers if one.id != self.besides)


def decides(route: Route, clause: str, can: Mapping[str, frozenset[bool]], *, result: bool) -> bool:
    """Return whether a part can be answered otherwise because this clause turns out so."""
    others = Standing(route, can, clause)
    if any(one.id == clause for one in route.triggers):
        return others.good((REFUSES, PERSON)) if result else not others.started_for_sure() and others.good((PERSON,))
    effect, bad = next(
        (effect, one.bad) for effect, several in route.checks.items() for one in several if one.id == clause
    )
    if effect == REDUCES:
        return True
    fine = others.started() and others.good((REFUSES, PERSON))
    if effect == MAY_REFUSE:
        return fine
    if result is bad:
        return effect == PERSON or others.good((PERSON,))
    return (fine and others.known(MAY_REFUSE)) or (effect == PERSON and others.refused())


def relevant(decision: Decision, live: Mapping[str, Iterable[str]], answers: Answers) -> frozenset[str]:
    """Return the facts whose answer can still change what is decided, without those that others follow from.

    ``live`` are the facts on which each open clause hangs.
    """
    can = able(decision, answers)
    still = {(one.part, one.item): one.open for one in decision.outcomes}
    found: set[str] = set()
    for route in routes_of(decision):
        for clause in still[route.part, route.item]:
            for fact in (set(live[clause]) & answers.keys()) - found:
                results = turns(decision.wording.clauses[clause], fact, decision.values, answers)
                if any(decides(route, clause, can, result=result) for result in results):
                    found.add(fact)
    return frozenset(found)
