"""What does a plan cost a year, how sure is that figure, and why is it what it is?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sonae.core.modifiers import Adjustments, factors
from sonae.core.money import rounded
from sonae.core.scheme import KindRule, Plan, PrintedPremium, Scheme
from sonae.core.tariff import Answer, BaseKey, Tariff
from sonae.core.trace import Line

REFERRED = "referred"
ESTIMATE = "estimate"
COMPUTED = "computed"
PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class Premium:
    """A plan's premium for a whole year.

    ``status`` is printed, computed, estimate or referred (then there are no figures). ``binding``
    is true only for printed prices that bind. ``instalment_yen`` is None unless the scheme
    publishes instalments; where only they are printed, ``annual_status`` is computed.
    """

    status: str
    binding: bool
    annual_yen: int | None
    annual_status: str
    instalment_yen: int | None
    instalment_status: str
    instalments: int
    referral: tuple[str, ...]
    line: Line


def rate(
    scheme: Scheme,
    tariff: Tariff | None,
    kind: KindRule,
    plan: Plan | None,
    measures: Mapping[str, Answer],
    adjustments: Adjustments = (),
) -> Premium:
    """Return the annual premium of ``plan`` for a facility with ``measures``.

    A printed cell wins where nothing was adjusted; otherwise the tariff's formula applies if the
    kind is rated by it; otherwise the insurer must say. Every referral reason is given.
    """
    reasons = list(kind.referrals)
    if plan is None:
        return _referred(scheme, [*reasons, "no_table"])
    for measure in kind.measures:
        value = measures.get(measure.name)
        if isinstance(value, int) and value < measure.refer_below:
            reasons.append(f"{measure.name}_below_{measure.refer_below}")
            return _referred(scheme, reasons)
    cell = None if adjustments else _printed_cell(scheme, kind, plan, measures)
    if kind.priced == "tariff" and tariff is not None:
        computed = _by_formula(scheme, tariff, kind, plan, measures, adjustments)
        if computed is None:
            return _referred(scheme, [*reasons, "no_table"])
        yen, known, line = computed
        if cell is not None:
            line = _with(line, PRINTED, cell.line)
            return _annual(kind, PRINTED, yen, reasons, line)
        status = COMPUTED if known else ESTIMATE
        return _annual(kind, status, yen, reasons, _with(line, status))
    if cell is None:
        return _referred(scheme, [*reasons, "no_table"])
    if cell.per_instalment:
        return _by_instalment(scheme, kind, cell, reasons)
    line = Line("premium.annual", cell.yen, "yen", status=PRINTED, children=(cell.line,))
    return _annual(kind, PRINTED, cell.yen, reasons, line)


def _printed_cell(scheme: Scheme, kind: KindRule, plan: Plan, measures: Mapping[str, Answer]) -> PrintedPremium | None:
    """Find the brochure's cell; it only speaks for the usual choice of every other measure."""
    for measure in kind.measures:
        if measure.type == "choice" and measures.get(measure.name) != measure.default:
            return None
    size = measures.get(kind.size_measure) if kind.size_measure else None
    key = (plan.kind, plan.family, plan.code)
    if isinstance(size, int) and (cell := scheme.premiums.get((*key, size))):
        return cell
    return scheme.premiums.get((*key, None))


def _by_formula(
    scheme: Scheme,
    tariff: Tariff,
    kind: KindRule,
    plan: Plan,
    measures: Mapping[str, Answer],
    adjustments: Adjustments,
) -> tuple[int, bool, Line] | None:
    """Multiply base, factors and modifiers exactly, and round once at the end."""
    base = tariff.bases.get(BaseKey(kind.kind, plan.family, plan.liability_limit, plan.cost_limit, plan.deductible))
    if base is None:
        return None
    numerator, denominator = base.yen.numerator, base.yen.denominator
    lines, known = [base.line], True
    for table in tariff.tables_for(kind.kind):
        value = measures.get(table.measure)
        factor = None if value is None else table.factor(kind.kind, value)
        if factor is None:
            return None
        numerator *= factor.rate.numerator
        denominator *= factor.rate.denominator
        known = known and factor.known
        lines.append(factor.line)
    for change, line in factors(scheme.modifiers, kind.kind, plan.family, adjustments):
        numerator *= change.numerator
        denominator *= change.denominator
        lines.append(line)
    yen = max(rounded(numerator, denominator, tariff.rounding), tariff.minimum_yen)
    lines.append(tariff.rounding_line)
    line = Line("premium.annual", yen, "yen", rule="base_factors_modifiers", children=tuple(lines))
    return yen, known, line


def _with(line: Line, status: str, *more: Line) -> Line:
    return Line(
        line.key,
        line.value,
        line.unit,
        rule=line.rule,
        status=status,
        children=(*line.children, *more),
    )


def _annual(kind: KindRule, status: str, yen: int, reasons: list[str], line: Line) -> Premium:
    binding = kind.binding and status == PRINTED
    return Premium(status, binding, yen, status, None, "", 1, tuple(reasons), line)


def _by_instalment(scheme: Scheme, kind: KindRule, cell: PrintedPremium, reasons: list[str]) -> Premium:
    count = scheme.payment.instalments
    annual = cell.yen * count
    line = Line(
        "premium.annual",
        annual,
        "yen",
        params=(("instalment", cell.yen), ("instalments", count)),
        rule="sum_of_instalments",
        status=COMPUTED,
        children=(cell.line,),
    )
    return Premium(PRINTED, kind.binding, annual, COMPUTED, cell.yen, PRINTED, count, tuple(reasons), line)


def _referred(scheme: Scheme, reasons: list[str]) -> Premium:
    line = Line(
        "premium.referred",
        status=REFERRED,
        children=tuple(Line(f"referral.{reason}", status=REFERRED) for reason in reasons),
    )
    count = scheme.payment.instalments
    return Premium(REFERRED, False, None, "", None, "", count, tuple(reasons), line)
