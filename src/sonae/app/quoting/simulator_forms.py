from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from sonae.app.common import dates
from sonae.app.common.catalogue import current
from sonae.app.common.widgets import OneLine
from sonae.app.quoting import said
from sonae.app.quoting.compare_forms import CompareForm
from sonae.app.quoting.typed import LONGEST, plan_id
from sonae.core.incident import (
    CostBook,
    Quantity,
    Scenario,
    count_incident,
    following,
    plans_left_out,
    plans_to_simulate,
)
from sonae.core.problems import Refusal
from sonae.core.scheme import Plan, Scheme
from sonae.core.simulation_answer import left_out_text

EVERY = "all"


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing to count: its field, its unit, and whether it follows another quantity."""

    quantity: Quantity
    field: BoundField
    follows: Quantity | None
    following: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The things counted under one heading; ``open`` for the first, and where something is wrong."""

    code: str
    heading: str
    counted: tuple[Counted, ...]
    open: bool


class QuantitiesForm(forms.Form):
    """How many of each thing: as typed, or as the chosen example incident has it."""

    def __init__(self, book: CostBook, query: QueryDict, kind: str) -> None:
        self.book = book
        first = next(iter(book.scenarios_for((kind,))), None)
        asked = query.get("scenario", "")
        touched = bool(query.keys() & book.quantities.keys())
        self.scenario: Scenario | None = book.scenarios.get(asked, None if touched else first)
        self.given = {name: self._given(book.quantities[name], query) for name in book.quantities if name in query}
        self.same = following(book, self.scenario, self.given, query.getlist("same"))
        super().__init__({name: self._shown(book.quantities[name]) for name in book.quantities})
        for quantity in book.quantities.values():
            self.fields[quantity.id] = forms.CharField(
                label=said.text(quantity.text),
                help_text=said.text(quantity.about) if quantity.about else "",
                required=False,
                widget=OneLine(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 9}),
            )

    def _told(self, name: str) -> str:
        number = self.scenario.quantities.get(name, 0) if self.scenario else 0
        return f"{number:,}" if number else ""

    def _given(self, quantity: Quantity, query: QueryDict) -> str:
        """A number as typed; a field somebody emptied means none, where else it would be filled."""
        typed = query.get(quantity.id, "").replace("\0", "")[:LONGEST].strip()
        return typed or ("0" if quantity.same_as or self._told(quantity.id) else "")

    def _shown(self, quantity: Quantity) -> str:
        name = quantity.same_as if quantity.id in self.same else quantity.id
        return self.given.get(name, self._told(name))

    def take(self, refusal: Refusal) -> None:
        """Say each problem beside its field."""
        words = current().words
        for problem in refusal.errors:
            self.add_error(problem.field, words.problem(problem, dates.language()))

    def address(self) -> list[tuple[str, str]]:
        """What of an address says these quantities again; nothing that is empty."""
        scenario = [("scenario", self.scenario.id)] if self.scenario else []
        same = sorted(self.same)
        typed = [(name, value) for name, value in self.data.items() if value.strip() and name not in same]
        return [*scenario, *typed, *(("same", name) for name in same)]

    @property
    def as_told(self) -> str:
        """The example incident that the numbers are, or nothing once one of them was changed."""
        numbers = count_incident(self.book, self.scenario, self.given, self.same)
        if self.scenario is None or isinstance(numbers, Refusal):
            return ""
        told = {name: number for name, number in self.scenario.quantities.items() if number}
        return self.scenario.id if told == {name: number for name, number in numbers.items() if number} else ""

    @property
    def groups(self) -> list[Group]:
        """Everything counted under its heading; what the book puts under none comes last, under one of our own."""
        found: list[Group] = []
        headings = {code: said.text(heading) for code, heading in self.book.groups.items()}
        if not all(one.group for one in self.book.quantities.values()):
            headings[""] = _("事故の大きさ")
        for code, heading in headings.items():
            counted = tuple(self._counted(one) for one in self.book.quantities.values() if one.group == code)
            wrong = any(one.field.errors for one in counted)
            found.append(Group(code, heading, counted, wrong or not found))
        return found

    def _counted(self, quantity: Quantity) -> Counted:
        follows = self.book.quantities.get(quantity.same_as)
        return Counted(quantity, self[quantity.id], follows, quantity.id in self.same)


class PlansForm(CompareForm):
    """Whose plans to show: the kind of facility, what its premium depends on, and which plans."""

    def __init__(self, scheme: Scheme, query: QueryDict) -> None:
        asked = query.get("kind", "")
        kind = scheme.kinds.get(asked)
        names = ("kind", "size", *(measure.name for measure in (kind.measures if kind else ())))
        row = {name: query.get(name, "").replace("\0", "")[:LONGEST] for name in names if name in query}
        super().__init__(scheme, row, query.getlist("plans"))
        self.fields.pop("family", None)
        self.family = ""
        self.plans = plans_to_simulate(scheme, row["kind"])
        other_kind = query.get("plans_of", row["kind"]) != row["kind"]
        self.shown = sensible(self.plans) if other_kind else self._shown(query.get("show", ""))
        self.chosen_anew = other_kind or "show" in query

    def _shown(self, show: str) -> list[Plan]:
        families = {plan.family for plan in self.plans}
        if show == EVERY or show in families:
            return [plan for plan in self.plans if show in {EVERY, plan.family}]
        picked = [plan for plan in self.plans if plan_id(plan) in self.picked]
        return picked or sensible(self.plans)

    @property
    def left_out(self) -> list[str]:
        """Which plans of this kind are not simulated, and why."""
        found = plans_left_out(self.scheme, self.row["kind"])
        return [left_out_text(one, current().words, dates.language()) for one in found]

    @property
    def choices(self) -> list[tuple[str, list[tuple[str, Plan, bool]]]]:
        """Each family with its plans: id, plan, and whether it is shown."""
        families = dict.fromkeys(plan.family for plan in self.plans)
        return [
            (family, [(plan_id(one), one, one in self.shown) for one in self.plans if one.family == family])
            for family in families
        ]

    def parts(self) -> list[tuple[str, str]]:
        """What of an address says the same facility and plans again."""
        kept = [(name, value) for name, value in self.row.items() if name in self._named and value]
        return [*kept, *(("plans", plan_id(plan)) for plan in self.shown)]


class SimulatorForms:
    """The whole form."""

    def __init__(self, scheme: Scheme, book: CostBook, query: QueryDict) -> None:
        self.scheme, self.book = scheme, book
        self.plans = PlansForm(scheme, query)
        self.quantities = QuantitiesForm(book, query, self.plans.row["kind"])

    @property
    def any_plans(self) -> bool:
        """Whether the brochure prints plans for any kind of facility; without them only costs are told."""
        return any(plans_to_simulate(self.scheme, kind) for kind in self.scheme.kinds)

    @property
    def wrong(self) -> list[forms.Form]:
        return [form for form in (self.quantities, self.plans) if form.is_bound and form.errors]

    @property
    def address(self) -> str:
        """The query that asks the same again, whoever opens it and whenever."""
        return urlencode([*self.plans.parts(), *self.quantities.address()])

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The examples that can happen to somebody of this scheme, whatever kind is chosen now."""
        return self.book.scenarios_for(self.scheme.kinds)

    def scenario_address(self, scenario: Scenario) -> str:
        """The query of an example, for a kind it fits: where the chosen one does not, for the first that does."""
        kind = self.plans.row["kind"]
        fitting = [one for one in self.scheme.kinds if scenario.fits((one,))]
        parts = [("kind", fitting[0])] if kind in self.scheme.kinds and kind not in fitting else self.plans.parts()
        return urlencode([*parts, ("scenario", scenario.id)])


def sensible(plans: Iterable[Plan]) -> list[Plan]:
    """A few plans that show the whole range: of the first family, one for each cost limit.

    Where costs alone can use up the liability limit, the plan above it stands in for it. For the
    highest cost limit both are shown: they pay the same costs and leave very different amounts.
    """
    ladder: dict[int, list[Plan]] = {}
    family = ""
    for plan in plans:
        family = family or plan.family
        if plan.family == family:
            ladder.setdefault(plan.cost_limit, []).append(plan)
    chosen: list[Plan] = []
    for limit, steps in ladder.items():
        steps.sort(key=lambda plan: plan.liability_limit)
        above = next((plan for plan in steps if plan.liability_limit > plan.cost_limit), steps[0])
        chosen += [above, *(steps[:1] if limit == max(ladder) else [])]
    return [plan for plan in plans if plan in chosen]
