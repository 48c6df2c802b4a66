"""What does a plan cost a year, how sure is that figure, and why is it what it is?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from sonae.core.modifiers import Adjustments, Answers, factors
from sonae.core.money import rounded
from sonae.core.scheme import KindRule, Plan, PrintedPremium, Scheme
from sonae.core.steps import Answer
from sonae.core.tariff import BaseKey, FactorTable, Tariff
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
    ``instalment_yen`` is None unless the scheme prints instalments, or publishes how a year's price is
    divided into them; where only they are printed, ``annual_status`` is computed. ``assumed`` names why an
    estimate is no more than that.
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
    kind is rated by it; otherwise the insurer must say. Every referral reason is given. A price with
    a change that is decided for one member binds nobody before the insurer has decided.
    """
    below = tuple(
        f"{one.name}_below_{one.refer_below}"
        for one in kind.measures
        if one.refer_below and isinstance(size := measures.get(one.name), int) and size < one.refer_below
    )
    premium = None
    if plan is not None and kind.priced != REFERRED:
        premium = _priced(scheme, tariff, kind, plan, measures, adjustments)
    if premium is None:
        return referred(scheme, (*kind.referrals, *below, NO_TABLE))
    if below:
        return referred(scheme, (*kind.referrals, *below))
    return replace(premium, binding=False) if adjustments else premium


def _priced(
    scheme: Scheme,
    tariff: Tariff | None,
    kind: KindRule,
    plan: Plan,
    measures: Mapping[str, Answer],
    adjustments: Adjustments,
) -> Premium | None:
    """Price a plan by its printed cell or by the formula; None where neither says anything."""
    cell = None if adjustments else _printed_cell(scheme, kind, plan, measures)
    formula = None
    if kind.priced == "tariff" and tariff is not None:
        formula = by_formula(scheme, tariff, plan, measures, adjustments)
    if formula is not None and not (cell and cell.per_instalment):
        return _in_parts(scheme, _by_formula(scheme, kind, plan, formula, cell))
    if cell is None:
        return None
    if cell.per_instalment:
        return _by_instalment(scheme, kind, plan, cell)
    return _in_parts(scheme, _by_cell(scheme, kind, plan, cell))


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


@dataclass(frozen=True, slots=True)
class Formula:
    """What a tariff's formula makes of a plan: whole yen a year, and how.

    ``assumed`` names why the figure can only estimate: which factors are not published for this
    kind at this value. It is empty where every factor is known. ``lines`` are base, factors,
    modifiers and rounding, in that order, and the minimum premium where it decides.
    """

    yen: int
    assumed: tuple[str, ...]
    lines: tuple[Line, ...]


def by_formula(
    scheme: Scheme, tariff: Tariff, plan: Plan, measures: Mapping[str, Answer], adjustments: Adjustments = ()
) -> Formula | None:
    """Multiply base, factors and modifiers exactly, round once at the end, and keep the tariff's minimum.

    None where the tariff has no base for the plan, a factor table says nothing about a measure, or one that a
    modifier depends on was not answered. Raises ValueError for an adjustment that the scheme does not allow.
    Source: docs/method/tariff.md.
    """
    changing = _changing(scheme, plan.kind, plan.family)
    answers = tuple((name, measures[name]) for name in changing if name in measures)
    limits = (plan.liability_limit, plan.cost_limit, plan.deductible)
    # what follows from a measure is worked out anew: its answers are too many to be worth keeping
    ground_of = _ground.__wrapped__ if answers else _ground
    ground = ground_of(scheme, tariff, plan.kind, plan.family, *limits, adjustments, answers)
    if ground is None or len(answers) < len(changing):
        return None
    numerator, denominator = ground.numerator, ground.denominator
    lines, assumed = [ground.base], []
    for table in ground.tables:
        value = measures.get(table.measure)
        factor = None if value is None else table.factor(plan.kind, value)
        if factor is None:
            return None
        numerator *= factor.rate.numerator
        denominator *= factor.rate.denominator
        lines.append(factor.line)
        if factor.assumed:
            assumed.append(factor.assumed)
    lines += ground.rest
    yen = rounded(numerator, denominator, tariff.rounding)
    if tariff.minimum is not None and yen < tariff.minimum.yen:
        lines.append(tariff.minimum.line(yen))
        yen = tariff.minimum.yen
    return Formula(yen, tuple(assumed), tuple(lines))


@lru_cache(maxsize=4096)
def _changing(scheme: Scheme, kind: str, family: str) -> tuple[str, ...]:
    """Return the measures that the modifiers of a kind and family depend on."""
    modifiers = (one for group in scheme.modifiers for one in group.modifiers if one.applies(kind, family))
    return tuple(dict.fromkeys(one.measure for one in modifiers if one.measure))


@dataclass(frozen=True, slots=True)
class Ground:
    """What no factor table changes: base times modifiers in yen (a ratio of integers) and their lines."""

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
    answers: Answers,
) -> Ground | None:
    """Work out once what the formula of a plan starts from; None where the tariff has no base."""
    base = tariff.bases.get(BaseKey(kind, family, liability_limit, cost_limit, deductible))
    if base is None:
        return None
    yen, lines = base.yen, []
    for change, line in factors(scheme.modifiers, kind, family, adjustments, answers):
        yen *= change
        lines.append(line)
    lines.append(tariff.rounding_line)
    return Ground(yen.numerator, yen.denominator, base.line, tariff.tables_for(kind), tuple(lines))


def _by_formula(scheme: Scheme, kind: KindRule, plan: Plan, formula: Formula, cell: PrintedPremium | None) -> Premium:
    """Say what the formula gives; a printed cell has the last word and its place in the trace."""
    yen, assumed, lines = formula.yen, formula.assumed, formula.lines
    status = ESTIMATE if assumed else COMPUTED
    if cell is not None:
        status, yen, assumed, lines = PRINTED, cell.yen, (), (*lines, cell.line)
    line = Line("premium.annual", yen, "yen", (), "base_factors_modifiers", "", status, (), lines)
    return _annual(scheme, kind, plan, status, yen, line, assumed)


def _by_cell(scheme: Scheme, kind: KindRule, plan: Plan, cell: PrintedPremium) -> Premium:
    line = Line("premium.annual", cell.yen, "yen", status=PRINTED, children=(cell.line,))
    return _annual(scheme, kind, plan, PRINTED, cell.yen, line)


def _annual(
    scheme: Scheme, kind: KindRule, plan: Plan, status: str, yen: int, line: Line, assumed: tuple[str, ...] = ()
) -> Premium:
    binding = kind.binding and plan.on_sale and status in {PRINTED, COMPUTED}
    count = scheme.payment.instalments
    return Premium(status, binding, yen, status, None, "", count, kind.referrals, line, assumed)


def _in_parts(scheme: Scheme, premium: Premium) -> Premium:
    """Divide a year's price into the scheme's instalments where it publishes how; an estimate is never divided."""
    count, loading = scheme.payment.instalments, scheme.payment.loading
    if loading is None or premium.annual_yen is None or premium.status == ESTIMATE:
        return premium
    rule, exact = loading.rounding, premium.annual_yen * (1 + loading.rate) / count
    each = rounded(exact.numerator, exact.denominator, rule)
    status = rule.status if rule.status == "assumed" else COMPUTED
    line = Line(
        "premium.instalment",
        each,
        "yen",
        params=(
            ("annual", premium.annual_yen),
            ("loading", loading.rate),
            ("instalments", count),
            ("unit", rule.unit),
            ("way", rule.way),
        ),
        rule="share_with_loading",
        source=rule.source,
        status=status,
    )
    shown = replace(premium.line, children=(*premium.line.children, line))
    return replace(premium, instalment_yen=each, instalment_status=status, line=shown)


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
