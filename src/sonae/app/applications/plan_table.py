"""The plans on sale for a facility side by side, in the order of the scheme's page; one of them is picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sonae.app.applications.drafts import Case
from sonae.app.applications.figures import about, limits
from sonae.app.common import dates
from sonae.app.common.widgets import Buttons
from sonae.app.parties.models import Facility
from sonae.app.quoting import actions as quoting
from sonae.app.quoting import said
from sonae.app.quoting.kind_forms import Picked
from sonae.app.quoting.typed import plan_id
from sonae.core.compare import Comparison
from sonae.core.joining import Cover, cover_for
from sonae.core.quote import payable
from sonae.core.rating import REFERRED, Premium
from sonae.core.scheme import KindRule, Plan, Scheme
from sonae.core.words import joined


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan: what it costs a year, and what is due for joining now; with each how sure that is."""

    plan: Plan
    annual_yen: int | None
    status: str
    payable_yen: int | None
    payable_status: str

    @property
    def id(self) -> str:
        return plan_id(self.plan)

    @property
    def words(self) -> str:
        """The plan in one line, as the summary and a screen reader say it."""
        told = (said.say(f"family.{self.plan.family}"), limits(self.plan), self.price)
        return f"{self.plan.code}: {joined(filter(None, told), dates.language())}"

    @property
    def after_code(self) -> str:
        return self.words.removeprefix(self.plan.code)

    @property
    def price(self) -> str:
        """A year and this time, or that the insurer quotes; nothing where what a price depends on is not recorded."""
        if not self.status or self.annual_yen is None:
            return about(None, self.status) if self.status else ""
        told = [_("年間 %(price)s") % {"price": about(self.annual_yen, self.status)}]
        if self.payable_yen is not None:
            told.append(_("今回 %(price)s") % {"price": about(self.payable_yen, self.payable_status)})
        return joined(told, dates.language())


class PlanTable(Buttons):
    """A table whose rows begin with a radio button."""

    def __init__(self, scheme: Scheme, kind: KindRule, rows: Sequence[PlanRow], cover: Cover | None, page: str) -> None:
        super().__init__(choices=[(row.id, row.words) for row in rows])
        self.scheme, self.kind, self.rows, self.cover, self.page = scheme, kind, rows, cover, page

    def render(self, name: str, value: Any, attrs: Any = None, renderer: BaseRenderer | None = None) -> SafeString:  # noqa: ARG002 - Django's hook
        given = self.build_attrs(self.attrs, attrs)
        families: dict[str, list[dict[str, Any]]] = {}
        for place, row in enumerate(self.rows):
            button = {"row": row, "id": f"{given.get('id', name)}_{place}"}
            families.setdefault(row.plan.family, []).append(button)
        values = {
            "name": name,
            "wrong": "aria-invalid" in given,
            "families": families,
            "picked": next((row for row in self.rows if row.id == value), None),
            "scheme": self.scheme,
            "kind": self.kind,
            "cover": self.cover,
            "page": self.page,
        }
        return SafeString(render_to_string("applications/plan_table.html", values))


def plan_field(case: Case, one: Facility, label: str) -> Picked | None:
    """The plans open to a facility, to pick one; None where no plan of its kind is printed."""
    kind, found = case.scheme.kinds.get(one.kind), rows(case, one)
    if kind is None or not found:
        return None
    field = Picked([(row.id, row.words) for row in found], label=label, needed=_("加入タイプを選んでください。"))
    asked = urlencode({"kind": one.kind, **one.measures, "chosen": case.given.get(f"facilities.{one.key}.plan", "")})
    page = f"{reverse('quoting:compare', args=[case.scheme.code])}?{asked}"
    field.widget = PlanTable(case.scheme, kind, found, _cover(case), page)
    return field


def rows(case: Case, one: Facility) -> list[PlanRow]:
    """The plans on sale for a facility, each priced for joining at the moment at which the case is looked at."""
    plans = [plan for plan in case.scheme.plans_for(one.kind) if plan.on_sale]
    compared = quoting.compare_plans(case.scheme, one.to_ask(family="", plan="")) if plans else None
    offers = compared.offers if isinstance(compared, Comparison) else ()
    premiums = {plan_id(offer.plan): offer.premium for offer in offers}
    cover = _cover(case)
    return [_row(case, plan, premiums.get(plan_id(plan)), cover) for plan in plans]


def _row(case: Case, plan: Plan, premium: Premium | None, cover: Cover | None) -> PlanRow:
    if premium is None:
        return PlanRow(plan, None, "", None, "")
    if case.shared or premium.annual_yen is None:
        return PlanRow(plan, None, REFERRED, None, "")
    due, status = (None, "")
    if cover is not None:
        due, status, _line = payable(case.scheme, premium.annual_yen, premium.annual_status, cover)
    return PlanRow(plan, premium.annual_yen, premium.status, due, status)


def _cover(case: Case) -> Cover | None:
    """The cover of what is handed in at the moment at which the case is looked at."""
    cover = cover_for(case.scheme, case.received(case.at)) if case.at else None
    return cover if isinstance(cover, Cover) else None
