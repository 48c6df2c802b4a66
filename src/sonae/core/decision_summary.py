"""How is a decision told in few lines: which answers are worth one, and which share a reason?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from sonae.core.conditions import Values
from sonae.core.coverage import (
    ANSWERS,
    COVERED,
    NOT_COVERED,
    NOT_HELD,
    ClauseResult,
    Decision,
    Outcome,
    bearing,
    given_values,
)
from sonae.core.fact_reading import derive
from sonae.core.facts import Facts, Known
from sonae.core.moments import has_come
from sonae.core.problems import Refusal
from sonae.core.questions import open_clauses
from sonae.core.scheme import Text
from sonae.core.wording import EXCLUSION, TRIGGER, Clause, CostItem, Wording
from sonae.core.words import EN, Words

# what is told where a part is not covered only because something has not come yet
LATER = "later"
NOT_IN_COVER, NEEDLESS = "not_in_cover", "needless"
# more questions would bury the reader: the answers to the first make most of the others needless
FIRST = 10


class Reason(NamedTuple):
    """One answer for one or several parts and items, and the clauses that give it.

    ``answer`` is as ``told_answer`` tells it. ``triggers`` are those of which none was met; where a clause refuses as
    well they stand beside it.
    """

    answer: str
    outcomes: tuple[Outcome, ...]
    clauses: tuple[Clause, ...]
    triggers: tuple[Clause, ...]


def told_apart(decision: Decision) -> Iterator[Outcome]:
    """Yield the outcomes worth a line: of every part that the cover has, and of its items answered otherwise."""
    for part, group in groupby(decision.outcomes, lambda one: one.part):
        whole, *items = group
        if part in decision.terms.parts:
            yield whole
            yield from (one for one in items if one._replace(item="") != whole)


def not_held(decision: Decision) -> tuple[str, ...]:
    """Return the parts of the wording that the cover lacks."""
    return tuple(part for part in decision.wording.parts if part not in decision.terms.parts)


def reasons(decision: Decision) -> tuple[Reason, ...]:
    """Return why whatever is not simply covered is answered so: each set of clauses once, with all it answers."""
    found: dict[tuple[str, tuple[str, ...]], list[Outcome]] = {}
    for one in told_apart(decision):
        if one.because and one.answer != COVERED:
            found.setdefault((told_answer(decision, one), one.because), []).append(one)
    return tuple(_reason(decision, answer, because, outcomes) for (answer, because), outcomes in found.items())


def _reason(decision: Decision, answer: str, because: Iterable[str], outcomes: Iterable[Outcome]) -> Reason:
    clauses = [decision.wording.clauses[name] for name in because if name != NOT_HELD]
    triggers = tuple(one for one in clauses if one.kind == TRIGGER)
    return Reason(answer, tuple(outcomes), tuple(one for one in clauses if one.kind != TRIGGER), triggers)


def told_answer(decision: Decision, one: Outcome) -> str:
    """Return the answer as people are told it: ``later`` where nothing but what has not come yet speaks against it."""
    return LATER if awaited(decision, one) else one.answer


def awaited(decision: Decision, one: Outcome) -> tuple[Clause, ...]:
    """Return the clauses that an outcome still waits for; none where another clause refuses, or for good."""
    if one.answer != NOT_COVERED or NOT_HELD in one.because:
        return ()
    clauses = tuple(decision.wording.clauses[name] for name in one.because)
    return clauses if all(_to_come(decision, clause) for clause in clauses) else ()


def _to_come(decision: Decision, clause: Clause) -> bool:
    """Return whether a condition can still be met: no moment that it asks for has come."""
    if clause.later is None or clause.kind == EXCLUSION:
        return False
    return not any(_has_come(decision, name) for name in clause.facts)


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
    return frozenset() if isinstance(known, Refusal) else frozenset(known)


class Asked(NamedTuple):
    """One thing that is still to be found out, in words: what it means, whom to ask, and what proves it."""

    question: str
    about: str
    who: str
    evidence: str


def asked_of(decision: Decision, name: str, words: Words, language: str) -> Asked:
    """Return what a fact asks, in words; of a moment whose day is known, its hour."""
    fact, day = decision.wording.facts[name], decision.values[name]
    question = fact.question.say(language)
    return Asked(
        words.say("said.hour_of", language, (("question", question), ("day", day))) if day is not None else question,
        fact.about.say(language) if fact.about else "",
        joined((words.say(f"knows.{one}", language) for one in fact.knows), language),
        joined((one.say(language) for one in fact.evidence), language),
    )


def cited(clause: Clause, language: str) -> str:
    """Return the number of a clause with its name."""
    return f"{clause.number} {clause.heading.say(language)}"


def name_of(wording: Wording, one: Outcome, language: str) -> str:
    """Return what an outcome is about: the part, or the item with its part."""
    part = wording.parts[one.part].text
    if not one.item:
        return part.say(language)
    item = item_of(wording, one).text
    return Text(f"{part.ja}の{item.ja}", f"{item.en} ({part.en})").say(language)


def item_of(wording: Wording, one: Outcome) -> CostItem:
    """Return the cost item that an outcome is about."""
    return next(item for item in wording.parts[one.part].items if item.id == one.item)


def behind(decision: Decision, clause: Clause) -> tuple[tuple[str, Known], ...]:
    """Return the facts that a clause asks for and that are known, in the order in which it names them."""
    return tuple((name, decision.facts[name]) for name in clause.facts if name in decision.facts)


def joined(names: Iterable[str], language: str) -> str:
    """Return names as one list in words."""
    return (", " if language == EN else "、").join(names)
