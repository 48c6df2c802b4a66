"""How are facilities, plans and prices said where one chooses?"""

from __future__ import annotations

from django.utils.translation import gettext as _

from sonae.app.common import dates
from sonae.app.enrolments.models import CoverPeriod
from sonae.app.parties.models import Facility
from sonae.app.quoting import actions as quoting
from sonae.app.quoting import said
from sonae.core.compare import Comparison
from sonae.core.rating import ESTIMATE
from sonae.core.scheme import Plan, Scheme


def facility(scheme: Scheme, one: Facility) -> str:
    """A facility by name, kind and size: 博多病院(病院、120床)."""
    rule = scheme.kinds.get(one.kind)
    kind = said.text(rule.label) if rule else one.kind
    measure = rule.measure(rule.size_measure) if rule and rule.size_measure else None
    size = said.count(measure, one.size) if measure and one.size else ""
    return _("%(name)s(%(about)s)") % {"name": one.name, "about": "、".join(part for part in (kind, size) if part)}


def joining(scheme: Scheme, one: Facility, already: CoverPeriod | None) -> str:
    """A facility as it can be chosen, with the enrolment it has already and until when."""
    if already is None:
        return facility(scheme, one)
    return _("%(facility)s: 加入済み %(number)s、%(until)sまで") % {
        "facility": facility(scheme, one),
        "number": already.enrolment.number,
        "until": dates.moment(already.valid_to),
    }


def choices(scheme: Scheme, one: Facility) -> list[tuple[str, str]]:
    """The plans on sale for a facility with limits and annual price, as `family:code` and words."""
    plans = [plan for plan in scheme.plans_for(one.kind) if plan.on_sale]
    if not plans:
        return []
    prices = {}
    for family in dict.fromkeys(plan.family for plan in plans):
        compared = quoting.compare_plans(scheme, one.to_ask(family=family, plan=""))
        for offer in compared.offers if isinstance(compared, Comparison) else ():
            prices[offer.plan.family, offer.plan.code] = _price(offer.premium.annual_yen, offer.premium.status)
    families = len({plan.family for plan in plans}) > 1
    return [
        (f"{plan.family}:{plan.code}", _plan(plan, prices.get((plan.family, plan.code), ""), families=families))
        for plan in plans
    ]


def _price(annual_yen: int | None, status: str) -> str:
    if annual_yen is None:
        return _("個別見積")
    words = _("約%(price)s") if status == ESTIMATE else _("年%(price)s")
    return words % {"price": said.amount(annual_yen)}


def _plan(plan: Plan, price: str, *, families: bool) -> str:
    family = f"{said.say(f'family.{plan.family}')} " if families else ""
    limits = _("賠償%(liability)s・費用%(cost)s") % {
        "liability": said.round_amount(plan.liability_limit),
        "cost": said.round_amount(plan.cost_limit),
    }
    return f"{family}{plan.code}: {limits} {price}".strip()
