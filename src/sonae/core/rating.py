"""What does a plan cost a year, how sure is that figure, and why is it what it is?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sonae.core.modifiers import Adjustments, factors
from sonae.core.money import rounded
from sonae.core.scheme import KindRule, Plan, PrintedPremium, Scheme
from sonae.core.tariff import Answer, BaseKey, FactorTable, Tariff
from sonae.core.trace import Line

REFERRED = "referred"
ESTIMATE = "estimate"
COMPUTED = "computed"
PRINTED = "printed"
NO_TABLE = "no_table"


@dataclass(frozen=True, slots=True)
class Premium:
    """A plan's premium for a whole year.

    ``status`` is printed, computed, estimate or referred (then there are no figures). ``binding``
    is true only for prices that bind whoever joins, never for a plan no longer sold.
    ``instalment_yen`` is None unless the scheme publishes instalments; where only they are printed,
    ``annual_status`` is computed. ``assumed`` names why an estimate is no more than that.
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
    assumed: tuple[str, ...] = ()


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
    reasons = kind.referrals
    if plan is None:
        return referred(scheme, (*reasons, NO_TABLE))
    for measure in kind.measures:
        value = measures.get(measure.name)
        if measure.refer_below and isinstance(value, int) and value < measure.refer_below:
            return referred(scheme, (*reasons, f"{measure.name}_below_{measure.refer_below}"))
    if kind.priced == REFERRED:
        return referred(scheme, (*reasons, NO_TABLE))
    cell = None if adjustments else _printed_cell(scheme, kind, plan, measures)
    if kind.priced == "tariff" and tariff is not None:
        return _by_formula(scheme, tariff, kind, plan, measures, adjustments, cell)
    if cell is None:
        return referred(scheme, (*reasons, NO_TABLE))
    if cell.per_instalment:
        return _by_instalment(scheme, kind, plan, cell)
    line = Line("premium.annual", cell.yen, "yen", status=PRINTED, children=(cell.line,))
    return _annual(kind, plan, PRINTED, cell.yen, line)


def _printed_cell(scheme: Scheme, kind: KindRule, plan: Plan, measures: Mapping[str, Answer]) -> PrintedPremium | None:
    """Find the brochure's cell: it speaks for one size, and for what is usual of every other measure.

    A number that has no default is never usual, so no cell speaks for a kind that asks for one more.
    """
    for measure in kind.measures:
        sized = measure.name == kind.size_measure and measure.type != "choice"
        if not sized and measures.get(measure.name) != measure.default:
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
    cell: PrintedPremium | None,
) -> Premium:
    """Multiply base, factors and modifiers exactly, and round once at the end."""
    ground = _ground(
        scheme,
        tariff,
        kind.kind,
        plan.family,
        plan.liability_limit,
        plan.cost_limit,
        plan.deductible,
        adjustments,
    )
    if ground is None:
        return referred(scheme, (*kind.referrals, NO_TABLE))
    numerator, denominator = ground.numerator, ground.denominator
    lines, assumed = [ground.base], []
    for table in ground.tables:
        value = measures.get(table.measure)
        factor = None if value is None else table.factor(kind.kind, value)
        if factor is None:
            return referred(scheme, (*kind.referrals, NO_TABLE))
        numerator *= factor.rate.numerator
        denominator *= factor.rate.denominator
        lines.append(factor.line)
        if factor.assumed:
            assumed.append(factor.assumed)
    lines += ground.rest
    status = ESTIMATE if assumed else COMPUTED
    yen = max(rounded(numerator, denominator, tariff.rounding), tariff.minimum_yen)
    if cell is not None:
        status, yen, assumed = PRINTED, cell.yen, []
        lines.append(cell.line)
    line = Line("premium.annual", yen, "yen", (), "base_factors_modifiers", "", status, (), tuple(lines))
    return _annual(kind, plan, status, yen, line, tuple(assumed))


@dataclass(frozen=True, slots=True)
class Ground:
    """What no measure changes: base times modifiers in yen (a ratio of integers) and their lines."""

    numerator: int
    denominator: int
    base: Line
    tables: tuple[FactorTable, ...]
    rest: tuple[Line, ...]


@lru_cache(maxsize=4096)
def _ground(
    scheme: Scheme,
    tariff: Tariff,
    kind: str,
    family: str,
    liability_limit: int,
    cost_limit: int,
    deductible: int,
    adjustments: Adjustments,
) -> Ground | None:
    """Work out once what the formula of a plan starts from; None where the tariff has no base."""
    base = tariff.bases.get(BaseKey(kind, family, liability_limit, cost_limit, deductible))
    if base is None:
        return None
    yen, lines = base.yen, []
    for change, line in factors(scheme.modifiers, kind, family, adjustments):
        yen *= change
        lines.append(line)
    lines.append(tariff.rounding_line)
    return Ground(yen.numerator, yen.denominator, base.line, tariff.tables_for(kind), tuple(lines))


def _annual(kind: KindRule, plan: Plan, status: str, yen: int, line: Line, assumed: tuple[str, ...] = ()) -> Premium:
    binding = kind.binding and plan.on_sale and status in {PRINTED, COMPUTED}
    return Premium(status, binding, yen, status, None, "", 1, kind.referrals, line, assumed)


def _by_instalment(scheme: Scheme, kind: KindRule, plan: Plan, cell: PrintedPremium) -> Premium:
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
    binding = kind.binding and plan.on_sale
    return Premium(PRINTED, binding, annual, COMPUTED, cell.yen, PRINTED, count, kind.referrals, line)


def referred(scheme: Scheme, reasons: tuple[str, ...]) -> Premium:
    """Return the answer without figures: the insurer must look, for every reason given."""
    line = Line(
        "premium.referred",
        status=REFERRED,
        children=tuple(Line(f"referral.{reason}", status=REFERRED) for reason in reasons),
    )
    count = scheme.payment.instalments
    return Premium(REFERRED, False, None, "", None, "", count, reasons, line)
