"""Is it covered? Every clause judged, none skipped, and from them an answer for each part and cost item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from sonae.core.conditions import FactValue, Truth, Values
from sonae.core.cover_checks import check_cover
from sonae.core.cover_terms import CoverTerms, SwitchValue
from sonae.core.fact_reading import check_facts, derive
from sonae.core.facts import GIVEN, Facts
from sonae.core.problems import Refusal
from sonae.core.routes import Route, bad_results, routes
from sonae.core.wording import (
    MAY_REFUSE,
    PERSON,
    REDUCES,
    REFUSES,
    Clause,
    Wording,
)

COVERED, NOT_COVERED, UNDECIDED, NEEDS_PERSON = "covered", "not_covered", "undecided", "needs_person"
# what a person can decide
ANSWERS_RULED = (COVERED, NOT_COVERED)
NOT_HELD = "not_held"
ANSWERS: Mapping[Truth, str] = {True: "met", False: "not_met", None: "unknown"}


class ClauseResult(NamedTuple):
    """A clause and whether it is met: yes, no, or not yet known."""

    clause: Clause
    met: Truth


class Ruling(NamedTuple):
    """What a person decided of a part (``part``), or of one of its items (``part/item``): covered or not, and why.

    ``against`` names the clauses that refuse it and that the person set aside.
    """

    id: str
    place: str
    answer: str
    by: str
    reason: str
    decided_at: datetime
    against: tuple[str, ...] = ()


class Outcome(NamedTuple):
    """The answer for one part, or one of its cost items (``item`` is empty for the part as a whole).

    ``because`` names the clauses that decide against it or call for a person (``not_held``: the cover lacks the
    part), ``open`` those that are not yet known and still matter, ``reduced`` the duties that were not kept.
    ``ruling`` is a person's decision, which then is the answer.
    """

    part: str
    item: str
    answer: str
    because: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    reduced: tuple[str, ...] = ()
    ruling: Ruling | None = None

    @property
    def key(self) -> str:
        """``part`` or ``part/item``."""
        return f"{self.part}/{self.item}" if self.item else self.part

    @property
    def settled(self) -> bool:
        """Whether no further fact can change it."""
        return self.answer != UNDECIDED and not self.open


class Decision(NamedTuple):
    """What a wording says of one incident: ``facts`` are those said and those that follow from them."""

    wording: Wording
    terms: CoverTerms
    facts: Facts
    values: Values
    clauses: tuple[ClauseResult, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def answers(self) -> dict[str, str]:
        """The answer of every part and cost item by its key."""
        return {one.key: one.answer for one in self.outcomes}

    @property
    def met(self) -> dict[str, Truth]:
        """The result of every clause by its id."""
        return {one.clause.id: one.met for one in self.clauses}

    @property
    def settled(self) -> bool:
        """Whether every answer stands whatever else becomes known; only then can the case be closed."""
        return all(one.settled for one in self.outcomes)


def decide(terms: CoverTerms, facts: Facts, wording: Wording) -> Decision | Refusal:
    """Return the answer for every part and cost item, with the result of every clause behind it.

    ``facts`` are those that were said (``fact_reading.read_facts``); what follows from them is added. Returns a
    Refusal where the cover cannot stand under the wording, where facts are none of its own or have values that they
    cannot have, and where they contradict each other. The same facts, cover and edition always give the same decision.
    """
    if wrong := (*check_cover(terms, wording), *check_facts(wording.facts, facts)):
        return Refusal(wrong)
    given = given_values(wording, terms)
    known = derive(facts, given, wording.implications)
    return known if isinstance(known, Refusal) else judge(terms, known, given, wording)


def judge(terms: CoverTerms, known: Facts, given: Values, wording: Wording) -> Decision:
    """Return the decision on facts that are free of contradiction and complete with what follows from them."""
    values = {**given, **{name: one.value for name, one in known.items()}}
    met = [is_met(clause, values) for clause in wording.clauses.values()]
    mattering = _mattering(wording, met)
    outcomes: list[Outcome] = []
    for route in routes(wording, terms.family, terms.parts, terms.triggers):
        outcomes += _outcomes(route, met, mattering)
    results = tuple(map(_result, wording.clauses.values(), met))
    return Decision(wording, terms, known, values, results, tuple(outcomes))


@lru_cache(maxsize=8192)
def _result(clause: Clause, met: Truth) -> ClauseResult:
    return ClauseResult(clause, met)


class _Mattering(NamedTuple):
    """The places of the clauses that speak against cover, and of those not yet known."""

    against: list[int]
    unknown: list[int]


def _mattering(wording: Wording, met: Sequence[Truth]) -> _Mattering:
    against = [at for at, bad in enumerate(bad_results(wording)) if met[at] is bad]
    return _Mattering(against, [at for at, one in enumerate(met) if one is None])


def given_values(wording: Wording, terms: CoverTerms) -> dict[str, FactValue | None]:
    """Return every name a condition can use: facts not yet known, what the cover gives, and the switches."""
    values: dict[str, FactValue | None] = dict.fromkeys(wording.facts)
    values |= {name: _plain(switch_value(wording, terms, name)) for name in wording.switches}
    terms_give: tuple[FactValue | None, ...] = (
        terms.term.start,
        terms.term.end,
        terms.first_contract_at,
        terms.family,
        terms.insured,
        terms.emergency_support,
        terms.kind or None,
    )
    given = zip(GIVEN, terms_give, strict=True)
    return values | {name: value for name, value in given if name in values}


def switch_value(wording: Wording, terms: CoverTerms, name: str) -> SwitchValue | None:
    """Return a term that an insurer filled in, else what the wording assumes of it."""
    return terms.switches.get(name, wording.switches[name].value)


def _plain(value: SwitchValue | None) -> FactValue | None:
    """Return what a condition can ask of a switch: a rate is none of it."""
    return value if isinstance(value, bool | int | str) else None


def is_met(clause: Clause, values: Values) -> Truth:
    """Return whether the clause's ``when`` holds and its carve-back does not, in Kleene's logic."""
    when = clause.when.test(values)
    if when is False or clause.unless is None:
        return when
    carved = clause.unless.test(values)
    if carved:
        return False
    return when if carved is False else None


def _outcomes(route: Route, met: Sequence[Truth], mattering: _Mattering) -> tuple[Outcome, ...]:
    """Return the answer of a route, and the same answer for each item that has no clause of its own."""
    one = _outcome(route, met, mattering) if route.held else Outcome(route.part, route.item, NOT_COVERED, (NOT_HELD,))
    return _alike(one, route.like)


@lru_cache(maxsize=8192)
def _alike(one: Outcome, items: tuple[str, ...]) -> tuple[Outcome, ...]:
    """Return an answer, and the same for each of ``items``."""
    return one, *(one._replace(item=item) for item in items)


def _outcome(route: Route, met: Sequence[Truth], mattering: _Mattering) -> Outcome:
    bad, still = _of(route, mattering.against), _of(route, mattering.unknown)
    answer, because, waiting = _answer(route, met, bad, still)
    if answer == NOT_COVERED:
        return Outcome(route.part, route.item, answer, because, waiting)
    reduced, late = tuple(bad.get(REDUCES, ())), still.get(REDUCES, ())
    return Outcome(route.part, route.item, answer, because, (*waiting, *late), reduced)


# the clauses of a route that a decision finds, by their effect
_Found = Mapping[str, list[str]]


def _of(route: Route, places: list[int]) -> _Found:
    """Return those of the clauses at ``places`` that decide a route."""
    found: dict[str, list[str]] = {}
    for at in places:
        if at in route.effects:
            effect, clause = route.effects[at]
            found.setdefault(effect, []).append(clause)
    return found


def beside_person(decision: Decision) -> dict[str, Outcome]:
    """Return what each part and item that the cover holds would be by the clauses that leave nothing to a person."""
    met = [one.met for one in decision.clauses]
    mattering = _mattering(decision.wording, met)
    found: dict[str, Outcome] = {}
    for route in routes_of(decision):
        if route.held:
            bad, still = (_of(route, places) for places in mattering)
            answer, because, waiting = _answer(route, met, _plain_of(bad), _plain_of(still))
            alike = _alike(Outcome(route.part, route.item, answer, because, waiting), route.like)
            found |= {one.key: one for one in alike}
    return found


def _plain_of(found: _Found) -> _Found:
    """Return the clauses without those that call for a person."""
    return {effect: names for effect, names in found.items() if effect not in {PERSON, MAY_REFUSE}}


def still_open(decision: Decision, known: Facts) -> frozenset[str]:
    """Return the clauses that would be open if ``known`` were: the decision's facts, and more of them.

    Only what these bear on is judged anew.
    """
    more = {name: one.value for name, one in known.items() if decision.values[name] != one.value}
    values = {**decision.values, **more}
    met = [one.met for one in decision.clauses]
    named = _named(decision.wording)
    for at in {at for name in more for at in named.get(name, ())}:
        met[at] = is_met(decision.clauses[at].clause, values)
    mattering = _mattering(decision.wording, met)
    held = (route for route in routes_of(decision) if route.held)
    return frozenset(name for route in held for name in _outcome(route, met, mattering).open)


@lru_cache(maxsize=64)
def _named(wording: Wording) -> Mapping[str, tuple[int, ...]]:
    """Return for each fact the places of the clauses that ask for it."""
    named: dict[str, tuple[int, ...]] = {}
    for at, clause in enumerate(wording.clauses.values()):
        for name in clause.facts:
            named[name] = (*named.get(name, ()), at)
    return named


def _answer(
    route: Route, met: Sequence[Truth], bad: _Found, still: _Found
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the answer with the clauses that give it and those that can still change it."""
    if called := bad.get(PERSON):
        return NEEDS_PERSON, tuple(called), ()
    perhaps = still.get(PERSON, [])
    refused, waiting = bad.get(REFUSES, []), still.get(REFUSES, [])
    if not any(met[one.at] for one in route.triggers):
        unknown = [one.id for one in route.triggers if met[one.at] is None]
        if unknown:
            waiting = unknown + waiting
        else:
            refused = _none_of(route) + refused
    if refused:
        return (UNDECIDED if perhaps else NOT_COVERED), tuple(refused), tuple(perhaps)
    doubted, doubtful = bad.get(MAY_REFUSE, []), still.get(MAY_REFUSE, [])
    if doubted and not waiting:
        return NEEDS_PERSON, tuple(doubted), ()
    if waiting or perhaps:
        return UNDECIDED, (), (*perhaps, *waiting, *(() if doubted else doubtful))
    return (UNDECIDED if doubtful else COVERED), (), tuple(doubtful)


def _none_of(route: Route) -> list[str]:
    """Return why no trigger was met: those of the cover, or that the cover has none for this part."""
    return [one.id for one in route.triggers] or [NOT_HELD]


def breaches(decision: Decision) -> tuple[Clause, ...]:
    """Return the duties that were not kept where something is paid: a person decides what is deducted for each."""
    reduced = {name for one in decision.outcomes for name in one.reduced}
    return tuple(one.clause for one in decision.clauses if one.clause.id in reduced)


def routes_of(decision: Decision) -> tuple[Route, ...]:
    """Return by which clauses each part and item was decided."""
    terms = decision.terms
    return routes(decision.wording, terms.family, terms.parts, terms.triggers)


def bearing(decision: Decision) -> tuple[Clause, ...]:
    """Return the clauses that have a say in any part of the cover, in the wording's order."""
    held = [route for route in routes_of(decision) if route.held]
    say = {check.id for route in held for check in (*route.triggers, *chain(*route.checks.values()))}
    return tuple(one.clause for one in decision.clauses if one.clause.id in say)
