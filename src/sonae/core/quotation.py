"""What may an underwriter offer: which factor, until when, alone or with a second, and for how many yen?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from sonae.core.moments import day_of, end_of
from sonae.core.money import Rounding, yen
from sonae.core.problems import Problem, problem
from sonae.core.procedure import Ceiling, Days, Procedure
from sonae.core.rating import COMPUTED, PRINTED
from sonae.core.scheme import Scheme
from sonae.core.trace import Line, percent_text

HIGHEST_LIMIT = 99_999_999_999


@dataclass(frozen=True, slots=True)
class FourEyes:
    """Whether a senior underwriter must agree as well, and why."""

    needed: bool
    line: Line


@dataclass(frozen=True, slots=True)
class Base:
    """What an underwriter starts from: whole yen a year for a facility, and why; empty for limits that are shared."""

    facility: str
    yen: int
    reason: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What an underwriter names where no plan is published: whole yen, a deductible of 0 where there is none."""

    family: str
    liability_limit: int
    cost_limit: int
    deductible: int


@dataclass(frozen=True, slots=True)
class IndividualQuotation:
    """An annual premium made for one applicant: yen for each base in its order, their sum, and how."""

    each: tuple[tuple[str, int], ...]
    annual_yen: int
    factor: Fraction
    line: Line


def needs_four_eyes(procedure: Procedure, limit: int, premium: int) -> FourEyes:
    """Return whether an offer needs a second pair of eyes: ``limit`` and annual ``premium`` of it all, in whole yen."""
    above = procedure.alone.above(limit, premium)
    lines = tuple(ceiling_line(f"four_eyes.{key}", procedure.alone, limit, premium) for key in above)
    line = Line("four_eyes.needed" if above else "four_eyes.not_needed", bool(above), rule="authority", children=lines)
    return FourEyes(bool(above), line)


def ceiling_line(key: str, ceiling: Ceiling, limit: int, premium: int | None) -> Line:
    """Return the line of what lies above a ceiling, with both figures."""
    over_limit = key.endswith("limit_above")
    found, most = (limit, ceiling.liability_limit) if over_limit else (premium, ceiling.annual_premium)
    params = (("found", found), ("most", most))
    return Line(key, params=params, source=", ".join(ceiling.said.sources), status=ceiling.said.status)


def valid_until(procedure: Procedure, offered_at: datetime) -> datetime:
    """Return the first moment at which a quotation can no longer be accepted: 24:00 of its last day in Tokyo."""
    return end_of(_last(procedure.quotation, offered_at))


def condition_due_on(procedure: Procedure, accepted_at: datetime) -> date:
    """Return the day (Tokyo) by which a condition is to be met where the underwriter names no other."""
    return _last(procedure.conditions, accepted_at)


def _last(rule: Days, since: datetime) -> date:
    return day_of(since) + timedelta(days=rule.days)


def factor_problem(procedure: Procedure, factor: Fraction) -> Problem | None:
    """Return what is wrong with a disclosure factor (``-0.1`` is 10 % off): its range, or its steps."""
    rule = procedure.factor
    if not rule.lowest <= factor <= rule.highest:
        low, high = percent_text(rule.lowest), percent_text(rule.highest)
        return problem("factor", "factor_range", typed=percent_text(factor), low=low, high=high)
    if (factor / rule.step).denominator != 1:
        return problem("factor", "factor_step", typed=percent_text(factor), step=percent_text(rule.step))
    return None


def stands_as_quoted(scheme: Scheme, kind: str, priced: str, *, riders: bool) -> bool:
    """Return whether a facility can join at the price it was quoted, without a written quotation that is accepted.

    An estimate is no price; where a kind's printed cells are examples, or a rider has no printed price, the insurer's
    written quotation decides. The prices of an invented scheme stand as if they bound.
    """
    rule = scheme.kinds[kind]
    bound = (rule.binding or scheme.example) and not rule.referrals
    return priced in {PRINTED, COMPUTED} and bound and not riders


def limit_problems(field: str, limits: Limits, families: Sequence[str]) -> tuple[Problem, ...]:
    """Return everything that is wrong with limits named for a facility, below ``field``.

    The liability limit caps liability and costs together, so no cost limit lies above it; a deductible that reaches
    the cost limit would leave no cost to pay. ``families`` are those of the scheme.
    """
    found = []
    if limits.family not in families:
        found.append(problem(f"{field}.family", "limits_family", choices=", ".join(families)))
    found += [
        problem(f"{field}.{name}", "limit_needed", most=HIGHEST_LIMIT)
        for name in ("liability_limit", "cost_limit")
        if not 0 < getattr(limits, name) <= HIGHEST_LIMIT
    ]
    if limits.cost_limit > limits.liability_limit > 0:
        found.append(problem(f"{field}.cost_limit", "cost_limit_above", most=limits.liability_limit))
    if limits.deductible < 0 or limits.deductible >= limits.cost_limit > 0:
        found.append(problem(f"{field}.deductible", "deductible_reaches", most=limits.cost_limit))
    return tuple(found)


def individual_quotation(
    procedure: Procedure, bases: Sequence[Base], factor: Fraction, reason: str, rounding: Rounding
) -> IndividualQuotation:
    """Return each base times one plus the factor, exactly, each rounded once by the tariff's ``rounding``.

    Raises ValueError for no base, one below zero, or a factor that the procedure does not allow (``factor_problem``).
    """
    if not bases or any(one.yen < 0 for one in bases) or factor_problem(procedure, factor):
        message = "a quotation needs a base of whole yen for each facility, and a factor the procedure allows"
        raise ValueError(message)
    each = tuple((one.facility, yen(one.yen * (1 + factor), rounding)) for one in bases)
    told = tuple(
        _facility(procedure, base, annual, factor, reason, rounding)
        for base, (_, annual) in zip(bases, each, strict=True)
    )
    total = sum(annual for _, annual in each)
    return IndividualQuotation(
        each, total, factor, Line("quotation", total, "yen", rule="individual_quotation", children=told)
    )


def _facility(procedure: Procedure, base: Base, annual: int, factor: Fraction, reason: str, rounding: Rounding) -> Line:
    rule = procedure.factor.said
    lines = (
        Line("quotation.base", base.yen, "yen", params=(("typed", base.reason),)),
        Line(
            "quotation.factor",
            factor,
            "change",
            params=(("typed", reason),),
            source=", ".join(rule.sources),
            status=rule.status,
        ),
        Line(
            "rounding.end",
            params=(("unit", rounding.unit), ("way", rounding.way)),
            source=rounding.source,
            status=rounding.status,
        ),
    )
    key = "quotation.facility" if base.facility else "quotation.shared"
    return Line(key, annual, "yen", params=(("typed", base.facility),), children=lines)
