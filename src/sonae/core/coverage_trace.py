"""Why is it covered or not? Every fact, every clause and every answer of a decision, line by line."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from sonae.core.conditions import Truth
from sonae.core.coverage import ANSWERS, Decision, Outcome, Ruling
from sonae.core.facts import Known
from sonae.core.moments import NEVER
from sonae.core.trace import Line, Value
from sonae.core.wording import Clause


def decision_line(decision: Decision) -> Line:
    """Return the trace of a decision: what is known, every clause, and every answer."""
    known = tuple(_fact_line(name, one) for name, one in sorted(decision.facts.items()))
    clauses = tuple(_clause_line(one.clause, one.met) for one in decision.clauses)
    outcomes = tuple(_outcome_line(one) for one in decision.outcomes)
    return Line(
        "decision",
        decision.settled,
        rule=decision.wording.code,
        children=(
            Line("decision.facts", children=known),
            Line("decision.clauses", children=clauses),
            Line("decision.answers", children=outcomes),
        ),
    )


def _fact_line(name: str, known: Known) -> Line:
    value = known.value
    # one moment can be written in several zones, and equal ones would share a line: they are not remembered
    if isinstance(value, datetime):
        return _known_line(name, "never" if value == NEVER else value, known.by, known.rule, known.source)
    return _remembered_line(name, value, known.by, known.rule, known.source)


def _known_line(name: str, value: Value, by: str, rule: str, source: str) -> Line:
    return Line(f"fact.{name}", value, params=(("by", by),) if by else (), rule=rule, source=source)


_remembered_line = lru_cache(maxsize=8192, typed=True)(_known_line)


@lru_cache(maxsize=8192)
def _clause_line(clause: Clause, met: Truth) -> Line:
    return Line(
        f"clause.{clause.id}",
        ANSWERS[met],
        params=(("number", clause.number.ja),),
        rule=clause.kind,
        source=clause.sources[0],
        status=clause.status,
        facts=clause.facts,
    )


@lru_cache(maxsize=8192)
def _outcome_line(outcome: Outcome) -> Line:
    named = (("because", outcome.because), ("open", outcome.open), ("reduced", outcome.reduced))
    params = tuple((name, ", ".join(ids)) for name, ids in named if ids)
    ruling = (_ruling_line(outcome.ruling),) if outcome.ruling else ()
    return Line(f"outcome.{outcome.key}", outcome.answer, params=params, children=ruling)


def _ruling_line(ruling: Ruling) -> Line:
    said = (("by", ruling.by), ("typed", ruling.reason))
    return Line("decision.ruling", ruling.decided_at, params=said, rule=ruling.id)
