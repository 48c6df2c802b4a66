"""What did a person decide where the wording needs one, or against what its clauses say? By name, with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sonae.core.claim_facts import before_notice
from sonae.core.coverage import (
    ANSWERS_RULED,
    COVERED,
    NEEDS_PERSON,
    NOT_HELD,
    UNDECIDED,
    Decision,
    Outcome,
    Ruling,
    beside_person,
)
from sonae.core.problems import Problem, Refusal, nearest, without_zone

Beside = Mapping[str, Outcome]


def ruled(decision: Decision, rulings: Sequence[Ruling]) -> Decision | Refusal:
    """Return the decision with what a person decided as its answers, or everything that is wrong with the rulings.

    A ruling that a part is covered settles what the wording leaves to a person. What else refuses it or one of its
    items stands, unless the ruling names that clause (``against``); what is else unknown stays so. A ruling on a part
    is one on its items that needed a person too, but for those with a ruling of their own. What is undecided cannot be
    ruled on, the facts come first; nor can what the cover does not hold. The clauses and what they said stay in the
    decision.
    """
    if not rulings:
        return decision
    beside = beside_person(decision)
    problems = tuple(_problems(decision, rulings, beside))
    if problems:
        return Refusal(problems)
    by_place = {one.place: one for one in rulings}
    return decision._replace(outcomes=tuple(_after(one, by_place, beside) for one in decision.outcomes))


def _after(one: Outcome, by_place: Mapping[str, Ruling], beside: Beside) -> Outcome:
    """Return what becomes of an answer: the ruling's, or for an item of a ruled part what stands without a person."""
    if own := by_place.get(one.key):
        return _with(one, own)
    of_part = by_place.get(one.part)
    if of_part is None or one.answer != NEEDS_PERSON:
        return one
    else_ = beside[one.key]
    if of_part.answer == COVERED and (else_.answer == UNDECIDED or not set(else_.because) <= set(of_part.against)):
        return else_
    return _with(one, of_part)


def _with(one: Outcome, ruling: Ruling) -> Outcome:
    because = dict.fromkeys((*one.because, *ruling.against))
    return one._replace(answer=ruling.answer, because=tuple(because), open=(), ruling=ruling)


def _problems(decision: Decision, rulings: Sequence[Ruling], beside: Beside) -> Iterator[Problem]:
    places: set[str] = set()
    for number, one in enumerate(rulings):
        where = f"rulings.{number}"
        yield from _wrong_place(decision, one, where, beside)
        if one.place in places:
            yield Problem(f"{where}.place", "problem.ruling_twice", (("outcome", one.place),))
        if one.answer not in ANSWERS_RULED:
            choices = (("typed", one.answer), ("choices", ", ".join(ANSWERS_RULED)))
            yield Problem(f"{where}.answer", "problem.ruling_answer", choices)
        for name, text in (("by", one.by), ("reason", one.reason)):
            if not text.strip():
                yield Problem(f"{where}.{name}", f"problem.ruling_{name}")
        if one.decided_at.utcoffset() is None:
            yield without_zone(f"{where}.decided_at", one.decided_at)
        yield from before_notice(decision.wording, decision.values, one.decided_at, f"{where}.decided_at")
        places.add(one.place)


def _wrong_place(decision: Decision, one: Ruling, where: str, beside: Beside) -> Iterator[Problem]:
    """Yield why nobody can rule so on a place: not there, not held, not known yet, or refused by other clauses."""
    outcomes = {each.key: each for each in decision.outcomes}
    outcome = outcomes.get(one.place)
    if outcome is None:
        about = (("typed", one.place), ("nearest", nearest(one.place, outcomes)))
        yield Problem(f"{where}.place", "problem.ruling_place", about)
        return
    else_ = beside.get(one.place, outcome)
    covered = one.answer == COVERED
    if NOT_HELD in outcome.because:
        yield Problem(f"{where}.place", "problem.ruling_not_held", (("outcome", one.place),))
    elif outcome.answer == UNDECIDED or (covered and else_.answer == UNDECIDED):
        yield Problem(f"{where}.place", "problem.ruling_undecided", (("outcome", one.place),))
    elif covered and (unnamed := [name for name in else_.because if name not in one.against]):
        about = (("outcome", one.place), ("typed", ", ".join(unnamed)))
        yield Problem(f"{where}.against", "problem.ruling_against", about)
    refusing = else_.because if covered else ()
    for name in one.against:
        if name not in refusing:
            near = (("typed", name), ("nearest", ", ".join(refusing) or "-"))
            yield Problem(f"{where}.against", "problem.ruling_against_unknown", near)
