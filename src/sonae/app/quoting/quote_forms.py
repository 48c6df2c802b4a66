from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sonae.app.common import dates
from sonae.app.common.parts import remembered
from sonae.app.common.widgets import OneLine
from sonae.app.quoting import said
from sonae.app.quoting.kind_forms import KindForm, Picked, read_day
from sonae.app.quoting.typed import Row, Typed
from sonae.core.asking import Ask
from sonae.core.compare import Comparison
from sonae.core.problems import Problem, Refusal
from sonae.core.rating import Premium
from sonae.core.scheme import Plan, Scheme

CLOCKS_DIFFER = timedelta(minutes=5)
OWN, SHARED = "own", "shared"
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Tile:
    """One plan to choose, with its price where it can be said already."""

    plan: Plan
    premium: Premium | None
    name: str
    id: str
    picked: bool
    wrong: bool


class FacilityForm(KindForm):
    """One facility and the plan it wants."""

    def __init__(self, scheme: Scheme, row: Row, *, place: int = 1, checked: bool = False) -> None:
        plans = scheme.plans_for(row.get("kind", ""))
        families = tuple(dict.fromkeys(plan.family for plan in plans))
        self.premiums: dict[tuple[str, str], Premium] = {}
        self.picked = _family(plans, row)
        if len(families) > 1:
            row["family"] = row.get("family") or self.picked
        sold = [plan.code for plan in plans if plan.on_sale]
        if len(sold) == 1:  # nothing to choose
            row["plan"] = row.get("plan") or sold[0]
        super().__init__(scheme, row, place=place, checked=checked)
        if len(families) > 1:
            self.fields["family"] = _family_field(families, self.picked, dates.language())
        if plans:
            self.fields["plan"] = _plan_field(tuple(plan.code for plan in plans), dates.language())

    def show_prices(self, comparison: Comparison | Refusal) -> None:
        if isinstance(comparison, Comparison):
            self.premiums = {(one.plan.family, one.plan.code): one.premium for one in comparison.offers}

    @property
    def tiles(self) -> list[Tile]:
        """The plans of the family picked that are on sale, with the id of their button."""
        if self.rule is None or "plan" not in self.fields:
            return []
        plans = [plan for plan in self.scheme.plans_for(self.rule.kind, self.picked) if plan.on_sale]
        field = self["plan"]
        wrong = bool(field.errors)
        return [
            Tile(
                plan,
                self.premiums.get((plan.family, plan.code)),
                field.html_name,
                f"{field.auto_id}_{number}",
                self.row.get("plan") == plan.code,
                wrong,
            )
            for number, plan in enumerate(plans)
        ]

    @property
    def asks_family(self) -> bool:
        return "family" in self.fields

    @property
    def waits(self) -> bool:
        """Whether no price can be said before a measure is typed."""
        return not self.premiums

    @property
    def measured(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in {"kind", "family", "plan"}]


def _family(plans: tuple[Plan, ...], row: Row) -> str:
    """The family whose plans are offered: the one picked, else the only one with that code, else the first."""
    families = [plan.family for plan in plans]
    if row.get("family") in families:
        return row["family"]
    named = {plan.family for plan in plans if plan.code == row.get("plan")}
    return named.pop() if len(named) == 1 else next(iter(families), "")


@remembered(512)
def _family_field(families: tuple[str, ...], picked: str, _reader: str) -> Picked:
    choices = [(family, said.say(f"family.{family}")) for family in families]
    hint = said.about(f"family.{picked}")
    return Picked(choices, label=_("プラン"), needed=_("プランを選んでください。"), hint=hint)


@remembered(512)
def _plan_field(codes: tuple[str, ...], _reader: str) -> Picked:
    return Picked(zip(codes, codes, strict=True), label=_("加入タイプ"), needed=_("加入タイプを選んでください。"))


@remembered(8)
def _records_field(_reader: str) -> Picked:
    yes_no = [(NO, _("いいえ")), (YES, _("はい"))]
    return Picked(
        yes_no,
        label=_("ほかの施設と患者情報(電子カルテなど)を共同で利用していますか"),
        hint=_("選ばなくても見積れます。「いいえ」でなければ、共同利用についての注意も示します。"),
        for_core=False,
    )


class CorporationForm(forms.Form):
    """What concerns all facilities together."""

    received = forms.CharField(
        label=gettext_lazy("申込みの受付日"),
        help_text=gettext_lazy(
            "空欄なら、いま申し込んだものとして計算します。2025-06-15、令和7年6月15日、R7.6.15 のいずれでも。"
        ),
        required=False,
        widget=OneLine(attrs={"autocomplete": "off", "size": 24}),
    )

    def __init__(self, scheme: Scheme, typed: Typed, *, checked: bool = False) -> None:
        answers = {"limits": OWN} | typed.together
        super().__init__(answers if checked else None, initial=answers, label_suffix="")
        if len(typed.rows) > 1:
            limits = [(OWN, _("施設ごとに別々の保険金額")), (SHARED, _("全施設で1つの保険金額を共有"))]
            self.fields["limits"] = Picked(
                limits, label=_("保険金額の持ち方"), needed=_("どちらかを選んでください。"), for_core=False
            )
        if scheme.shown("shared_records"):
            self.fields["records"] = _records_field(dates.language())

    def clean_received(self) -> datetime | None:
        typed = self.cleaned_data["received"]
        return read_day(typed) if typed else None


class QuoteForms:
    """The whole form: every facility and what concerns all of them."""

    def __init__(self, scheme: Scheme, typed: Typed, *, checked: bool) -> None:
        self.scheme, self.typed, self.checked = scheme, typed, checked
        if len(scheme.kinds) == 1:  # nothing to choose: the form opens at once
            for row in typed.rows:
                row["kind"] = row.get("kind") or next(iter(scheme.kinds))
        self.facilities = [
            FacilityForm(scheme, row, place=place, checked=checked) for place, row in enumerate(typed.rows, start=1)
        ]
        self.corporation = CorporationForm(scheme, typed, checked=checked)

    @property
    def several(self) -> bool:
        return len(self.facilities) > 1

    @property
    def begun(self) -> bool:
        """Whether there is anything to answer yet beyond the kind of the first facility."""
        return self.several or self.facilities[0].rule is not None

    @property
    def priced(self) -> bool:
        """Whether any facility's kind has plans; without one, the result can only name whom to ask."""
        kinds = [facility.rule.kind for facility in self.facilities if facility.rule]
        return not kinds or any(self.scheme.plans_for(kind) for kind in kinds)

    @property
    def wrong(self) -> list[forms.Form]:
        return [form for form in (*self.facilities, self.corporation) if self.checked and form.errors]

    @property
    def shared_limits(self) -> bool:
        return self.several and self.typed.together.get("limits") == SHARED

    @property
    def shared_records(self) -> bool:
        """Whether the notices of joint records are due: nobody has said that there are none."""
        return self.typed.together.get("records") != NO

    def asks(self) -> tuple[Ask, ...]:
        received = None if self.corporation.errors else self.corporation.cleaned_data.get("received")
        return tuple(facility.ask(received) for facility in self.facilities)

    def refuse(self, refusal: Refusal) -> None:
        """Put each of core's problems beside its field: `2.beds` is the second facility's."""
        for problem in refusal.errors:
            place, _dot, name = problem.field.partition(".")
            if name == "received":
                self._refuse_received(problem)
            else:
                self.facilities[int(place) - 1].refuse(name, said.problem(problem))

    def _refuse_received(self, problem: Problem) -> None:
        if "received" not in self.corporation.errors:
            self.corporation.add_error("received", said.problem(problem))


def read_pin(text: str, now: datetime) -> datetime | None:
    """The moment a link pins, or None where it is no moment that has been."""
    try:
        moment = read_day(text)
    except ValidationError:
        return None
    return moment if moment <= now + CLOCKS_DIFFER else None
