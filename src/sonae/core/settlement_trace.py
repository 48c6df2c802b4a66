"""How did a settlement come about? Its lines: each claim, each line with its part, deductions and levels."""

from __future__ import annotations

from collections.abc import Iterable

from sonae.core.deductions import REDUCTION, Cut, DeductionRule, cut_line
from sonae.core.ledger_trace import Left, posting_line
from sonae.core.levels import RATIO, Level
from sonae.core.settlement import SettledLine, Settlement, Sums
from sonae.core.trace import Line, Params

METHOD = "docs/method/limits.md"


def settlement_line(settlement: Settlement) -> Line:
    """Return the whole tree: the claims, what each level has left, and what was assumed on the way."""
    rules = {rule.kind: rule for rule in settlement.rules}
    claims = tuple(
        Line(
            "settlement.claim",
            sums.paid,
            "yen",
            params=(("claim", claim), *_amounts(sums)),
            children=tuple(_line(one, rules) for one in settlement.lines if one.claim == claim),
        )
        for claim, sums in settlement.by_claim
    )
    return Line(
        "settlement",
        settlement.sums.paid,
        "yen",
        params=(("member", settlement.member), ("wording", settlement.wording.code), *_amounts(settlement.sums)),
        children=(
            *claims,
            *(_left(one) for one in settlement.left),
            *assumed_lines(settlement),
            *(_assumed(one) for one in assumed_levels(settlement)),
        ),
    )


def assumed_lines(settlement: Settlement) -> tuple[Line, ...]:
    """Return what no paper says and was taken so: how claims share, what is deducted when, which levels are absent.

    Where a deduction after the levels gave yen back to limits, it tells for whom they are.
    """
    split = settlement.wording.split
    sharing = settlement.wording.sharing
    source, status = (sharing.sources[0], sharing.status) if sharing else (METHOD, "assumed")
    shares = Line("settlement.split", params=(("split", split),), rule=split, source=source, status=status)
    order = tuple(
        Line(
            f"settlement.order.{rule.stage}",
            params=(("level", rule.kind),),
            rule=rule.kind,
            source=rule.sources[0] if rule.sources else "",
            status=rule.status,
        )
        for rule in settlement.rules
    )
    made = {rule.kind for rule in settlement.rules}
    given = {one.kind for claim in settlement.claims for one in claim.received}
    given |= {REDUCTION for claim in settlement.claims if claim.reductions}
    unmade = (Line("settlement.order.off", params=(("level", kind),), rule=kind) for kind in sorted(given - made))
    back = sum(one.posting.returned for one in settlement.lines if one.posting)
    returned = (Line("settlement.returned", back, "yen", source=METHOD, status="assumed"),) if back else ()
    return (shares, *order, *unmade, *returned, *settlement.absent)


def assumed_levels(settlement: Settlement) -> tuple[Level, ...]:
    """Return the levels that a line passed and that no paper prints, in their order."""
    passed = {step.level.id for one in settlement.lines if one.posting for step in one.posting.steps}
    levels = settlement.ledger.stack.levels
    return tuple(one for one in levels if one.id in passed and one.status == "assumed")


def _assumed(level: Level) -> Line:
    figure = level.share if level.kind == RATIO else level.figure
    return Line(
        "settlement.level",
        figure,
        params=(("level", level.id),),
        rule=level.id,
        source=level.source,
        status=level.status,
    )


def _amounts(sums: Sums) -> Params:
    return (
        ("demanded", sums.demanded),
        ("open", sums.open),
        ("paid_before", sums.paid_before),
        ("due", sums.due),
        ("ahead", sums.ahead),
    )


def _line(one: SettledLine, rules: dict[str, DeductionRule]) -> Line:
    line, allocated = one.line, one.allocated
    children = [allocated.line, *_cut(one.before, rules)]
    if one.posting is not None:
        posted = posting_line(one.posting)
        # what was deducted after the levels is told with who decided it, and not a second time
        told = {cut.deduction.kind for cut in one.after}
        children += [step for step in posted.children if step.key != "ledger.withheld" or step.rule not in told]
    children += _cut(one.after, rules)
    if one.open:
        children.append(Line(f"settlement.open.{allocated.outcome}", one.open, "yen", rule=allocated.outcome))
    elif one.posting is None and (kept := dict(one.retained).get(allocated.outcome)):
        children.append(Line(f"settlement.refused.{allocated.outcome}", kept, "yen", rule=allocated.outcome))
    params: Params = (
        ("line", line.id),
        ("item", line.item),
        ("part", allocated.part),
        ("demanded", line.yen),
        ("open", one.open),
        ("facility", line.facility),
        ("payee", line.payee),
        ("document", line.document),
        ("paid_on", line.paid_on),
    )
    return Line("settlement.line", one.paid, "yen", params=params, rule=allocated.part, children=tuple(children))


def _cut(made: Iterable[Cut], rules: dict[str, DeductionRule]) -> list[Line]:
    return [cut_line(cut, rules[cut.deduction.kind]) for cut in made]


def _left(one: Left) -> Line:
    level = one.level
    return Line(
        "settlement.left",
        one.left,
        "yen",
        params=(
            ("level", level.id),
            ("per", level.per),
            ("figure", level.figure),
            ("used", one.used),
            ("scope", one.scope),
            ("facility", one.facility),
        ),
        rule=level.id,
        source=level.source,
        status=level.status,
    )
