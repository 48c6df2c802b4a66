"""What would an incident of this size cost, and what would each plan pay of it?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sonae.core.ledger import Demand
from sonae.core.money import Rounding, rounded
from sonae.core.problems import Problem, Refusal
from sonae.core.reading import read_count
from sonae.core.scheme import Plan, Scheme, Text
from sonae.core.waterfall import Limits, Waterfall, waterfall

WHOLE_YEN = Rounding(1, "half_up")


@dataclass(frozen=True, slots=True)
class UnitCost:
    """What one unit of a cost item costs: ``yen`` for each ``per`` units.

    ``lowest_yen`` and ``highest_yen`` (for the same ``per`` units) show the range other sources
    give. ``covered_by`` maps a plan family to whether its wording pays this item.
    """

    id: str
    side: str
    quantity: str
    yen: int
    per: int
    lowest_yen: int
    highest_yen: int
    text: Text
    covered_by: Mapping[str, bool]
    status: str
    sources: tuple[str, ...]

    @property
    def source(self) -> str:
        """Where the figure itself stands; the other sources give the range."""
        return self.sources[0]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One thing the asker counts (patients, servers, booth-weeks …) with its bounds.

    ``group`` is the heading it stands under, ``about`` says in plain words what to count, and
    ``same_as`` names its leader, the quantity it usually equals (letters: one for each patient).
    """

    id: str
    text: Text
    unit: Text
    highest: int
    group: str = ""
    about: Text | None = None
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named incident with a quantity for every thing counted.

    ``kinds`` are the kinds of facility it can happen to, none meaning all.
    """

    id: str
    text: Text
    quantities: Mapping[str, int]
    status: str
    sources: tuple[str, ...]
    kinds: frozenset[str] = frozenset()

    @property
    def source(self) -> str:
        """Where the incident is told."""
        return self.sources[0]

    def fits(self, kinds: Collection[str]) -> bool:
        """Return whether it can happen to any of these kinds of facility."""
        return not self.kinds or not self.kinds.isdisjoint(kinds)


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know about how an incident is reckoned.

    ``families`` names the plan families it is about; without any it is about the costs themselves.
    """

    text: Text
    families: frozenset[str] = frozenset()

    def say(self, language: str) -> str:
        """Return the words in ``language``."""
        return self.text.say(language)


@dataclass(frozen=True, slots=True)
class CostBook:
    """Unit costs, what is counted (under which headings), and the example incidents, as one set of data.

    ``trades`` are those of the schemes it is for; its items say of each of their plan families what it pays.
    """

    code: str
    trades: tuple[str, ...]
    quantities: Mapping[str, Quantity]
    items: tuple[UnitCost, ...]
    scenarios: Mapping[str, Scenario]
    notes: tuple[Note, ...]
    groups: Mapping[str, Text] = field(default_factory=dict)
    sources: Mapping[str, Text] = field(default_factory=dict)

    def scenarios_for(self, kinds: Collection[str]) -> tuple[Scenario, ...]:
        """Return the example incidents that fit any of these kinds of facility, in the book's order."""
        return tuple(one for one in self.scenarios.values() if one.fits(kinds))

    def notes_for(self, plans: Iterable[Plan]) -> tuple[Text, ...]:
        """Return what to know where these plans are simulated; without plans only what is about the costs."""
        families = {plan.family for plan in plans}
        return tuple(note.text for note in self.notes if not note.families or note.families & families)


@dataclass(frozen=True, slots=True)
class CostLine:
    """One item's cost in this incident: quantity times unit cost, in whole yen."""

    item: UnitCost
    quantity: int
    yen: int

    @property
    def lowest(self) -> int:
        """The same quantity at the lowest unit cost any source gives, in whole yen."""
        return rounded(self.item.lowest_yen * self.quantity, self.item.per, WHOLE_YEN)

    @property
    def highest(self) -> int:
        """The same quantity at the highest unit cost any source gives, in whole yen."""
        return rounded(self.item.highest_yen * self.quantity, self.item.per, WHOLE_YEN)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Plans whose payment is not reckoned; ``reason`` is ``deductible`` or ``abolished``."""

    reason: str
    plans: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Simulation:
    """What each plan pays of the same costs; ``waterfalls`` follow ``plans``."""

    lines: tuple[CostLine, ...]
    total: int
    plans: tuple[Plan, ...]
    waterfalls: tuple[Waterfall, ...]
    left_out: tuple[LeftOut, ...] = ()


def read_quantities(book: CostBook, given: Mapping[str, str | int]) -> dict[str, int] | Refusal:
    """Return whole quantities within their bounds, or every problem with them."""
    clean: dict[str, int] = {}
    problems = []
    for name, value in given.items():
        known = book.quantities.get(name)
        if known is None:
            choices = ", ".join(book.quantities)
            problems.append(Problem(name, "problem.quantity_unknown", (("choices", choices),)))
            continue
        if value == "":
            continue
        about = (("measure", name), ("low", 0), ("high", known.highest), ("typed", value))
        try:
            count = read_count(value) if isinstance(value, str) else value
        except ValueError:
            problems.append(Problem(name, "problem.not_a_number", about))
            continue
        if not 0 <= count <= known.highest:
            key = "problem.too_small" if count < 0 else "problem.too_large"
            problems.append(Problem(name, key, about))
        clean[name] = count
    return Refusal(tuple(problems)) if problems else clean


def following(
    book: CostBook, scenario: Scenario | None, given: Mapping[str, str | int], asked: Collection[str] = ()
) -> frozenset[str]:
    """Return the quantities that have their leader's number.

    Those ``asked`` to follow do, and those not given themselves, unless the scenario tells two different numbers.
    """
    told = scenario.quantities if scenario else {}
    return frozenset(
        one.id
        for one in book.quantities.values()
        if one.same_as
        and (one.id in asked or (one.id not in given and told.get(one.id, 0) == told.get(one.same_as, 0)))
    )


def count_incident(
    book: CostBook, scenario: Scenario | None, given: Mapping[str, str | int], asked: Collection[str] = ()
) -> dict[str, int] | Refusal:
    """Return how many of each thing the incident has: the scenario's numbers, and over them those given.

    What is left empty is not given. What follows another quantity has its number, and is not wrong a second time
    where that number is.
    """
    typed = {name: value for name, value in given.items() if value != ""}
    told = scenario.quantities if scenario else {}
    leaders = {name: book.quantities[name].same_as for name in following(book, scenario, typed, asked)}
    led = {name: typed.get(leader, told.get(leader, 0)) for name, leader in leaders.items()}
    read = read_quantities(book, {**told, **typed, **led})
    if isinstance(read, Refusal):
        wrong = {problem.field for problem in read.errors}
        return Refusal(tuple(problem for problem in read.errors if leaders.get(problem.field) not in wrong))
    return read


def cost_lines(book: CostBook, quantities: Mapping[str, int]) -> tuple[CostLine, ...]:
    """Return each item's cost in whole yen; items with nothing to pay are left out."""
    lines = []
    for item in book.items:
        quantity = quantities.get(item.quantity, 0)
        if yen := rounded(item.yen * quantity, item.per, WHOLE_YEN):
            lines.append(CostLine(item, quantity, yen))
    return tuple(lines)


def plans_to_simulate(scheme: Scheme, kind: str) -> tuple[Plan, ...]:
    """Return the plans on sale to ``kind`` whose payment can be reckoned, in the brochure's order."""
    return tuple(plan for plan in scheme.plans_for(kind) if plan.on_sale and not plan.deductible)


def plans_left_out(scheme: Scheme, kind: str) -> tuple[LeftOut, ...]:
    """Return the other plans by reason: no longer sold, or with a deductible, whose order no wording tells yet."""
    plans = scheme.plans_for(kind)
    reasons = (
        LeftOut("deductible", tuple(plan for plan in plans if plan.on_sale and plan.deductible)),
        LeftOut("abolished", tuple(plan for plan in plans if not plan.on_sale)),
    )
    return tuple(one for one in reasons if one.plans)


def simulate(scheme: Scheme, book: CostBook, kind: str, quantities: Mapping[str, int]) -> Simulation:
    """Return what each of the plans to simulate pays of the incident, by a book of the scheme's trade.

    An item is covered as its family's entry in ``covered_by`` says; the loader sees to it that each has one.
    """
    lines = cost_lines(book, quantities)
    plans = plans_to_simulate(scheme, kind)
    families = {plan.family: _demands(plan.family, lines) for plan in plans}
    falls = tuple(_fall(plan, families[plan.family]) for plan in plans)
    return Simulation(lines, sum(line.yen for line in lines), plans, falls, plans_left_out(scheme, kind))


def pay(plan: Plan, lines: tuple[CostLine, ...]) -> Waterfall:
    """Return the waterfall of one plan over the incident's cost lines."""
    return _fall(plan, _demands(plan.family, lines))


def _demands(family: str, lines: tuple[CostLine, ...]) -> tuple[Demand, ...]:
    """Return what the lines demand of any plan of a family."""
    return tuple(Demand(line.item.id, line.item.side, line.yen, line.item.covered_by[family]) for line in lines)


def _fall(plan: Plan, demands: tuple[Demand, ...]) -> Waterfall:
    return waterfall(Limits(plan.liability_limit, plan.cost_limit), demands)
