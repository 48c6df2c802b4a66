"""How is a decision told in few lines: which answers are worth one, and which share a reason?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from sonae.core.awaiting import awaited, to_come
from sonae.core.conditions import Inside, Values, leaves
from sonae.core.coverage import (
    ANSWERS,
    COVERED,
    NEEDS_PERSON,
    NOT_COVERED,
    NOT_HELD,
    UNDECIDED,
    ClauseResult,
    Decision,
    Outcome,
    Ruling,
    bearing,
    given_values,
    routes_of,
)
from sonae.core.fact_reading import derive
from sonae.core.facts import Facts, Known
from sonae.core.moments import earliest, has_come
from sonae.core.problems import Refusal
from sonae.core.questions import live_facts, open_clauses
from sonae.core.wording import CONDITION, DUTY, TRIGGER, Clause

# what is told where a part is not covered only because something has not come yet
LATER = "later"
NOT_IN_COVER, NEEDLESS = "not_in_cover", "needless"
# how far a decision has come: something is open, a person decides, something may still come, or nothing of these
OPEN, PERSON, WAITS, SETTLED = "open", "person", "later", "settled"
# more questions would bury the reader: the answers to the first make most of the others needless
FIRST = 10


class Reason(NamedTuple):
    """One answer for one or several parts and items, and the clauses that give it.

    ``answer`` is as ``told_answer`` tells it. Of what is undecided, ``clauses`` are those still open. ``triggers`` are
    those of which none was met; where a clause refuses as well they stand beside it. ``renewed`` says that what came
    after the term may fall under the next one. Where a person ruled, his ruling alone is the reason.
    """

    answer: str
    outcomes: tuple[Outcome, ...]
    clauses: tuple[Clause, ...]
    triggers: tuple[Clause, ...]
    renewed: bool = False
    ruling: Ruling | None = None


class Support(NamedTuple):
    """Why a part is covered: the triggers that were met, and the conditions."""

    triggers: tuple[Clause, ...]
    conditions: tuple[Clause, ...]


def stage(decision: Decision) -> str:
    """Return how far the decision has come: ``open``, ``person``, ``later`` or ``settled``."""
    if not decision.settled:
        return OPEN
    if for_person(decision):
        return PERSON
    return WAITS if waits(decision) else SETTLED


def for_person(decision: Decision) -> tuple[Outcome, ...]:
    """Return the parts, and the items answered otherwise, of which a person must decide: the answer, or a deduction."""
    return tuple(one for one in told_apart(decision) if one.answer == NEEDS_PERSON or awaits_deduction(one))


def awaits_deduction(one: Outcome) -> bool:
    """Return whether a person must decide what is deducted from what is covered."""
    return bool(one.reduced) and one.answer == COVERED


def told_apart(decision: Decision) -> Iterator[Outcome]:
    """Yield the outcomes worth a line: of every part that the cover has, and of its items answered otherwise.

    An item that is not covered for more reasons than its part is not covered either way: it needs no line.
    """
    for part, group in groupby(decision.outcomes, lambda one: one.part):
        whole, *items = group
        if part in decision.terms.parts:
            yield whole
            yield from (one for one in items if one._replace(item="") != whole and not _goes_with(decision, one, whole))


def _goes_with(decision: Decision, one: Outcome, whole: Outcome) -> bool:
    return one.answer == NOT_COVERED and told_answer(decision, one) == told_answer(decision, whole)


def support(decision: Decision, one: Outcome) -> Support:
    """Return by which triggers and conditions a covered part or item is covered."""
    route = next(
        route for route in routes_of(decision) if route.part == one.part and one.item in {"", route.item, *route.like}
    )
    clauses, met = decision.wording.clauses, decision.met
    triggers = tuple(clauses[check.id] for check in route.triggers if met[check.id])
    checks = sorted(check for found in route.checks.values() for check in found)
    conditions = (clauses[check.id] for check in checks if clauses[check.id].kind == CONDITION and met[check.id])
    return Support(triggers, tuple(conditions))


def not_held(decision: Decision) -> tuple[str, ...]:
    """Return the parts of the wording that the cover lacks."""
    return tuple(part for part in decision.wording.parts if part not in decision.terms.parts)


def reasons(decision: Decision) -> tuple[Reason, ...]:
    """Return why whatever is not simply covered is answered so: each set of clauses once, with all it answers."""
    found: dict[tuple[str, tuple[str, ...], Ruling | None], list[Outcome]] = {}
    for one in told_apart(decision):
        if one.answer != COVERED and (one.because or one.ruling):
            because = () if one.ruling else _telling(decision, one)
            found.setdefault((told_answer(decision, one), because, one.ruling), []).append(one)
    return tuple(_reason(decision, *key, outcomes) for key, outcomes in found.items())


def _telling(decision: Decision, one: Outcome) -> tuple[str, ...]:
    """Return the clauses that give an answer: what is open where it is undecided, and what refuses for good."""
    if one.answer == UNDECIDED:
        return tuple(name for name in one.open if decision.wording.clauses[name].kind != DUTY)
    for_good = tuple(
        name for name in one.because if name == NOT_HELD or not to_come(decision, decision.wording.clauses[name])
    )
    return for_good or one.because


def _reason(
    decision: Decision, answer: str, because: Iterable[str], ruling: Ruling | None, outcomes: Iterable[Outcome]
) -> Reason:
    clauses = [decision.wording.clauses[name] for name in because if name != NOT_HELD]
    triggers = tuple(one for one in clauses if one.kind == TRIGGER)
    renewed = answer == NOT_COVERED and any(_after_term(decision, one) for one in clauses)
    others = tuple(one for one in clauses if one.kind != TRIGGER)
    return Reason(answer, tuple(outcomes), others, triggers, renewed, ruling)


def _after_term(decision: Decision, clause: Clause) -> bool:
    """Return whether a clause is not met because what it wants within the term came after it."""
    within = (one.moment for one in leaves(clause.when) if isinstance(one, Inside))
    return any(since_end(decision, name) for name in within)


def since_end(decision: Decision, name: str) -> bool:
    """Return whether a fact that was asked for came at or after the end of the term."""
    value = decision.values[name]
    return _has_come(decision, name) and isinstance(value, date) and earliest(value) >= decision.terms.term.end


def told_answer(decision: Decision, one: Outcome) -> str:
    """Return the answer as people are told it: ``later`` where nothing but what has not come yet speaks against it."""
    return LATER if awaited(decision, one) else one.answer


def _has_come(decision: Decision, name: str) -> bool:
    fact, value = decision.wording.facts.get(name), decision.values[name]
    return fact is not None and not fact.given and has_come(value)


def waits(decision: Decision) -> bool:
    """Return whether anything is to be judged when it comes."""
    return any(awaited(decision, one) for one in told_apart(decision))


def results_in_words(decision: Decision) -> tuple[tuple[ClauseResult, str], ...]:
    """Return every clause with what is told of it.

    Met, not met, unknown (``needless`` where it can no longer change an answer), or ``not_in_cover``.
    """
    say, still = {one.id for one in bearing(decision)}, open_clauses(decision)
    return tuple((one, _told(one, still, say=one.clause.id in say)) for one in decision.clauses)


def _told(one: ClauseResult, still: Collection[str], *, say: bool) -> str:
    if not say:
        return NOT_IN_COVER
    return NEEDLESS if one.met is None and one.clause.id not in still else ANSWERS[one.met]


def asked_once(decision: Decision, asked: Sequence[str]) -> tuple[str, ...]:
    """Return the questions without those that the usual answer to one before them answers as well."""
    given, wording = given_values(decision.wording, decision.terms), decision.wording
    kept, answered = list[str](), set[str]()
    for name in asked:
        if name in answered:
            continue
        kept.append(name)
        usual = wording.facts[name].usual
        if usual is not None:
            answered |= _answered(decision, {**decision.facts, name: Known(usual)}, given)
    return tuple(kept)


def _answered(decision: Decision, facts: Facts, given: Values) -> frozenset[str]:
    known = derive(facts, given, decision.wording.implications)
    # a moment whose day was said is asked for its hour: no other answer says that
    return frozenset() if isinstance(known, Refusal) else frozenset(known.keys() - decision.facts.keys())


def still_unknown(decision: Decision, unknown: Collection[str]) -> tuple[str, ...]:
    """Return the facts that whoever was asked did not know and that still matter: somebody else may know.

    Those that the usual answer to another of them answers as well are left out.
    """
    live = live_facts(decision)
    return asked_once(decision, [name for name in decision.wording.facts if name in unknown and name in live])


def status_counts(decision: Decision) -> dict[str, int]:
    """Return how many of the clauses that have a say are ``printed``, ``inferred`` and ``assumed``."""
    statuses = [one.status for one in bearing(decision)]
    inferred, assumed = statuses.count("inferred"), statuses.count("assumed")
    return {"printed": len(statuses) - inferred - assumed, "inferred": inferred, "assumed": assumed}
