"""Which lines does the table of plans side by side have, and which of them differ?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sonae.app.quoting import said
from sonae.app.quoting.typed import plan_id
from sonae.core.compare import Offer
from sonae.core.rating import ESTIMATE, Premium
from sonae.core.scheme import Coverage, Plan, Scheme

MOST = 4
WHOLE = "all"  # in the address: every plan side by side
YES, NO, RIDER, WORDS = "yes", "no", "rider", "words"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one plan gives on one line: ``mark`` is yes, no, rider or words (then ``words`` say it)."""

    mark: str
    words: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class CompareRow:
    key: str
    about: str
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        return len(set(self.cells)) > 1


@dataclass(frozen=True, slots=True)
class Group:
    heading: str | Promise
    rows: tuple[CompareRow, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One plan of the table; ``id`` is how the address names it (``all_risk:S3``)."""

    plan: Plan
    premium: Premium | None

    @property
    def id(self) -> str:
        return plan_id(self.plan)


def columns(scheme: Scheme, kind: str, family: str, offers: Iterable[Offer]) -> list[Column]:
    """Every plan of the kind, with its premium where the measures given allow one."""
    premiums = {(one.plan.family, one.plan.code): one.premium for one in offers}
    return [Column(plan, premiums.get((plan.family, plan.code))) for plan in scheme.plans_for(kind, family)]


def picked_of(every: list[Column], picked: Collection[str], chosen: str = "") -> list[Column]:
    """The columns to show: those picked, or else what says most at once."""
    if WHOLE in picked:
        return every
    named = {column.id for column in every}
    found = [column for column in every if column.id in picked]
    families = {column.plan.family for column in every}
    # a plan picked before another family was: the pick no longer says what is wanted
    stale = len(families) == 1 and any(one not in named and one.partition(":")[0] not in families for one in picked)
    return found if found and not stale else _telling(every, chosen)


def _telling(every: list[Column], chosen: str) -> list[Column]:
    """Plans of each family with equal limits (of the plan one came from, or middling); else all that are sold."""
    sold = [column for column in every if column.plan.on_sale]
    pairs: dict[tuple[int, int], list[Column]] = {}
    for column in sold:
        pairs.setdefault((column.plan.liability_limit, column.plan.cost_limit), []).append(column)
    alike = {limits: pair for limits, pair in pairs.items() if len({one.plan.family for one in pair}) > 1}
    own = next((column for column in every if column.id == chosen), None)
    if own is not None and own.plan.on_sale:
        limits = (own.plan.liability_limit, own.plan.cost_limit)
        if limits in alike:
            return alike[limits]
    elif alike and own is None:
        liabilities = sorted({liability for liability, _cost in alike})
        middle = liabilities[len(liabilities) // 2]
        return next(pair for limits, pair in alike.items() if limits[0] == middle)
    return [column for column in every if column.plan.on_sale or column is own] or every


def groups(scheme: Scheme, shown: list[Column]) -> list[Group]:
    """The whole table, group by group, for the columns shown."""
    plans = [column.plan for column in shown]
    covers = [scheme.coverage.get(plan.family) for plan in plans]
    known = [cover for cover in covers if cover is not None]
    found = [
        Group(
            _("保険料"),
            (CompareRow("table.annual_premium", "", tuple(_premium(column.premium) for column in shown)),),
        ),
        Group(
            _("保険金額(支払いの上限)"),
            (
                _row("table.liability_limit", "term.liability_limit", plans, lambda p: p.liability_limit),
                _row("table.cost_limit", "term.cost_limit", plans, lambda p: p.cost_limit),
                _row("table.deductible", "term.deductible", plans, lambda p: p.deductible),
            ),
        ),
    ]
    if len(known) == len(covers) and known:
        found += [
            Group(_("対象となる事故"), _marks("trigger", known, lambda cover: cover.triggers)),
            Group(_("支払われるもの"), _marks("part", known, lambda cover: cover.parts)),
        ]
        if any(cover.riders for cover in known):
            found.append(
                Group(_("オプションで付けられるもの"), _marks("part", known, lambda cover: cover.riders, RIDER))
            )
    support = tuple(Cell(YES if plan.emergency_support else NO) for plan in plans)
    found.append(Group(_("支援"), (CompareRow("table.emergency_support", "term.emergency_support", support),)))
    return found


def _premium(premium: Premium | None) -> Cell:
    if premium is None:
        return Cell(WORDS, "—")
    if premium.annual_yen is None:
        return Cell(WORDS, "", premium.status)
    amount = said.amount(premium.annual_yen)
    if premium.status == ESTIMATE:
        amount = str(_("約%(amount)s")) % {"amount": amount}
    return Cell(WORDS, amount, premium.status)


def _row(key: str, about: str, plans: list[Plan], yen: Callable[[Plan], int]) -> CompareRow:
    amounts = [yen(plan) for plan in plans]
    none = said.say("value.none")
    return CompareRow(key, about, tuple(Cell(WORDS, said.round_amount(one) if one else none) for one in amounts))


def _marks(
    word: str, covers: list[Coverage], given: Callable[[Coverage], tuple[str, ...]], mark: str = YES
) -> tuple[CompareRow, ...]:
    """A line for each thing that any of the plans covers, in the order they are named."""
    named = dict.fromkeys(one for cover in sorted(covers, key=lambda c: -len(given(c))) for one in given(cover))
    return tuple(
        CompareRow(
            f"{word}.{one}",
            f"{word}.{one}.about" if said.about(f"{word}.{one}") else "",
            tuple(Cell(mark if one in given(cover) else NO) for cover in covers),
        )
        for one in named
    )
