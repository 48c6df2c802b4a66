"""What did a person decide where the wording needs one, or against what its clauses say? By name, with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sonae.core.coverage import ANSWERS_RULED, NOT_HELD, UNDECIDED, Decision, Outcome, Ruling
from sonae.core.problems import Problem, Refusal, nearest


def ruled(decision: Decision, rulings: Sequence[Ruling]) -> Decision | Refusal:
    """Return the decision with what a person decided as its answers, or everything that is wrong with the rulings.

    A ruling on a part is one on its items that were answered as the part was, but for those with a ruling of their own.
    What is undecided cannot be ruled on, the facts come first; nor can what the cover does not hold. The clauses and
    what they said stay in the decision, beside who decided otherwise.
    """
    problems = tuple(_problems(decision, rulings))
    if problems:
        return Refusal(problems)
    before, by_place = decision.answers, {one.place: one for one in rulings}

    def after(one: Outcome) -> Outcome:
        of_part = by_place.get(one.part) if one.answer == before[one.part] else None
        ruling = by_place.get(one.key, of_part)
        return one._replace(answer=ruling.answer, ruling=ruling) if ruling else one

    return decision._replace(outcomes=tuple(map(after, decision.outcomes)))


def _problems(decision: Decision, rulings: Sequence[Ruling]) -> Iterator[Problem]:
    outcomes = {one.key: one for one in decision.outcomes}
    places: set[str] = set()
    for number, one in enumerate(rulings):
        where, outcome = f"rulings.{number}", outcomes.get(one.place)
        if outcome is None:
            about = (("typed", one.place), ("nearest", nearest(one.place, outcomes)))
            yield Problem(f"{where}.place", "problem.ruling_place", about)
        elif NOT_HELD in outcome.because:
            yield Problem(f"{where}.place", "problem.ruling_not_held", (("outcome", one.place),))
        elif outcome.answer == UNDECIDED:
            yield Problem(f"{where}.place", "problem.ruling_undecided", (("outcome", one.place),))
        if one.place in places:
            yield Problem(f"{where}.place", "problem.ruling_twice", (("outcome", one.place),))
        if one.answer not in ANSWERS_RULED:
            choices = (("typed", one.answer), ("choices", ", ".join(ANSWERS_RULED)))
            yield Problem(f"{where}.answer", "problem.ruling_answer", choices)
        for name, text in (("by", one.by), ("reason", one.reason)):
            if not text.strip():
                yield Problem(f"{where}.{name}", f"problem.ruling_{name}")
        if one.decided_at.utcoffset() is None:
            local = (("typed", one.decided_at.isoformat()),)
            yield Problem(f"{where}.decided_at", "problem.moment_without_zone", local)
        places.add(one.place)
