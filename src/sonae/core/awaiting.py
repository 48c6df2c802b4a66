"""What does an answer still wait for, that is not covered only because something has not come yet?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from itertools import pairwise, product

from sonae.core.conditions import FactValue
from sonae.core.coverage import NOT_COVERED, NOT_HELD, Decision, Outcome, given_values, judge
from sonae.core.facts import Known
from sonae.core.moments import earliest, has_come, latest
from sonae.core.samples import samples
from sonae.core.wording import Clause


def awaited(decision: Decision, one: Outcome) -> tuple[Clause, ...]:
    """Return the clauses that an outcome still waits for; none where another clause refuses, or nothing can come.

    What a clause awaits can come where some moment, and some answer, contradicts nothing that is known and leaves the
    outcome no longer refused: no demand comes within a term that ended by the latest moment known.
    """
    if one.answer != NOT_COVERED or one.ruling or NOT_HELD in one.because:
        return ()
    clauses = tuple(decision.wording.clauses[name] for name in one.because)
    if not all(clause.later for clause in clauses):
        return ()
    names = dict.fromkeys(name for clause in clauses for name in to_come(decision, clause))
    return clauses if any(_not_refused(decision, one, came) for came in _coming(decision, names)) else ()


def to_come(decision: Decision, clause: Clause) -> list[str]:
    """Return what a clause waits for: the moments it asks for that have not come; of one without moments, all it asks.

    Nothing where it does not say that it waits.
    """
    if clause.later is None:
        return []
    declared = decision.wording.facts
    facts = [name for name in clause.facts if name in declared and not declared[name].given]
    moments = [name for name in facts if declared[name].type == "moment"]
    return [name for name in moments if not has_come(decision.values[name])] if moments else facts


def _coming(decision: Decision, names: Collection[str]) -> Iterator[dict[str, FactValue]]:
    """Yield values that facts may come to have: all their moments at once, each answer with each other."""
    facts = decision.wording.facts
    moments = [name for name in names if facts[name].type == "moment"]
    others = [name for name in names if name not in moments]
    several = [samples(decision.wording, facts[name], decision.values) for name in others]
    for at in _moments(decision) if moments else ():
        for values in product(*several):
            yield {**dict.fromkeys(moments, at), **dict(zip(others, values, strict=True))}
    if others and not moments:
        yield from (dict(zip(others, values, strict=True)) for values in product(*several))


def _moments(decision: Decision) -> Iterator[datetime]:
    """Yield a moment between, and at, all those known from which on it can come, and one after: only order decides.

    That something has not come is said of now, and now is no earlier than anything known to have come.
    """
    term = decision.terms.term
    come = [one.value for one in decision.facts.values() if has_come(one.value)]
    now = max((earliest(one) for one in come), default=term.start)
    edges = {now, term.start, term.end, *(latest(one) for one in come)}
    ordered = sorted(one for one in edges if one >= max(now, term.start))
    yield from (first + (then - first) / 2 for first, then in pairwise(ordered))
    yield from ordered
    yield ordered[-1] + timedelta.resolution


def _not_refused(decision: Decision, one: Outcome, came: dict[str, FactValue]) -> bool:
    given = given_values(decision.wording, decision.terms)
    known = {**decision.facts, **{name: Known(value) for name, value in came.items()}}
    then = judge(decision.terms, known, given, decision.wording)
    if any(rule.when.test(then.values) for rule in decision.wording.implications if not rule.then):
        return False
    return then.answers[one.key] != NOT_COVERED
