"""What does the page of a simulated incident need that core's answer does not say by itself?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from sonae.app.common import dates
from sonae.app.quoting import said
from sonae.app.quoting.typed import plan_id
from sonae.core.incident import CostBook, CostLine, Simulation, UnitCost
from sonae.core.ledger import Posting
from sonae.core.money import Rounding, rounded
from sonae.core.rating import Premium
from sonae.core.scheme import Plan, Text
from sonae.core.waterfall import COST, Waterfall
from sonae.core.words import EN
from sonae.documents.charts import tones

WHOLE = Rounding()
_PLACE = re.compile(r"(?P<file>[^:/]+\.\w+):(?P<lines>[\d,-]+)")


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a figure stands: its words, with an address where it has one."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Price:
    """One unit cost in words, its range and its sources."""

    item: UnitCost
    words: str
    range: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One cost item of the incident; ``tone`` is its colour in the picture."""

    number: int
    tone: str
    line: CostLine
    counted: str
    price: Price


@dataclass(frozen=True, slots=True)
class Outcome:
    """One plan: what it pays of the incident, what stays, at which limits, and what is left."""

    plan: Plan
    premium: Premium | None
    fall: Waterfall
    total: int
    kept: tuple[tuple[str, int], ...]

    @property
    def id(self) -> str:
        return plan_id(self.plan)

    @property
    def stays(self) -> int:
        return self.total - self.fall.paid

    @property
    def share(self) -> int:
        """Paid, in whole per cent, never 100 while a yen stays and never 0 while one is paid."""
        if not self.total or not self.fall.paid:
            return 0
        return 100 if not self.stays else max(1, min(99, rounded(self.fall.paid * 100, self.total, WHOLE)))

    @property
    def costs_paid(self) -> int:
        return sum(posting.paid for posting in self.fall.postings if posting.part == COST)

    @property
    def same_limits(self) -> bool:
        return self.plan.cost_limit == self.plan.liability_limit


@dataclass(frozen=True, slots=True)
class MatrixRow:
    row: Row
    cells: tuple[Posting, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Everything below the form."""

    simulation: Simulation
    rows: tuple[Row, ...]
    outcomes: tuple[Outcome, ...]
    matrix: tuple[MatrixRow, ...]
    lowest: int
    highest: int
    subtotals: Mapping[str, int]
    levels: tuple[str, ...]
    notes: tuple[Text, ...]

    @property
    def assumed(self) -> bool:
        return any(row.line.item.status == "assumed" for row in self.rows)

    @property
    def damages(self) -> int:
        return sum(row.line.yen for row in self.rows if row.line.item.side != COST)


def shown(simulation: Simulation, plans: list[Plan]) -> Simulation:
    """The same incident with these plans only."""
    pairs = [pair for pair in zip(simulation.plans, simulation.waterfalls, strict=True) if pair[0] in plans]
    return replace(
        simulation, plans=tuple(plan for plan, _fall in pairs), waterfalls=tuple(fall for _plan, fall in pairs)
    )


def result(simulation: Simulation, book: CostBook, premiums: Mapping[str, Premium]) -> Result:
    colours = tones(simulation)
    rows = tuple(_row(number, colours[number - 1], line, book) for number, line in enumerate(simulation.lines, 1))
    outcomes = tuple(
        Outcome(plan, premiums.get(plan_id(plan)), fall, simulation.total, _kept(fall))
        for plan, fall in zip(simulation.plans, simulation.waterfalls, strict=True)
    )
    subtotals = dict.fromkeys([*book.groups, ""], 0)
    for row in rows:
        subtotals[book.quantities[row.line.item.quantity].group] += row.line.yen
    return Result(
        simulation,
        rows,
        outcomes,
        tuple(MatrixRow(row, tuple(one.fall.postings[place] for one in outcomes)) for place, row in enumerate(rows)),
        sum(row.line.lowest for row in rows),
        sum(row.line.highest for row in rows),
        subtotals,
        tuple(dict.fromkeys(level for one in outcomes for level, _yen in one.kept)),
        book.notes_for(simulation.plans),
    )


def prices(book: CostBook, rows: tuple[Row, ...]) -> list[Price]:
    """The unit costs that this incident does not use."""
    used = {row.line.item.id for row in rows}
    return [_price(item, book) for item in book.items if item.id not in used]


def _row(number: int, tone: str, line: CostLine, book: CostBook) -> Row:
    unit = said.text(book.quantities[line.item.quantity].unit)
    space = " " if dates.language() == EN else ""
    counted = "" if _given_in_yen(line.item) else f"{line.quantity:,}{space}{unit}"
    return Row(number, tone, line, counted, _price(line.item, book))


def _given_in_yen(item: UnitCost) -> bool:
    return item.yen == item.per


def _price(item: UnitCost, book: CostBook) -> Price:
    unit = said.text(book.quantities[item.quantity].unit)
    per = {"yen": said.round_amount(item.yen), "unit": unit, "number": f"{item.per:,}"}
    if _given_in_yen(item):
        words = _("入力した金額")
    elif item.per == 1:
        words = _("1%(unit)sあたり%(yen)s") % per
    else:
        words = _("%(number)s%(unit)sで%(yen)s") % per
    spread = ""
    if item.lowest_yen != item.highest_yen:
        low, high = said.round_amount(item.lowest_yen), said.round_amount(item.highest_yen)
        spread = _("%(low)s〜%(high)s") % {"low": low, "high": high}
    return Price(item, words, spread, tuple(_cited(where, book) for where in item.sources))


def _cited(where: str, book: CostBook) -> Cited:
    if where.startswith(("http://", "https://")):
        return Cited(urlsplit(where).netloc.removeprefix("www."), where)
    found = _PLACE.fullmatch(where)
    if found is None or found["file"] not in book.sources:
        return Cited(where, "")
    number = list(book.sources).index(found["file"]) + 1
    lines = found["lines"].replace(",", ", " if dates.language() == EN else "・")
    return Cited(_("費用の資料%(number)s %(lines)s行") % {"number": number, "lines": lines}, "")


def _kept(fall: Waterfall) -> tuple[tuple[str, int], ...]:
    kept: dict[str, int] = {}
    for posting in fall.postings:
        for level, yen in posting.retained:
            kept[level] = kept.get(level, 0) + yen
    return tuple(kept.items())
