"""What should a facility's size, plan or limits have been, and what does it cost then? Fields of a correction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from sonae.app.common import clock
from sonae.app.common.widgets import OneLine
from sonae.app.enrolments.joining import JoinPart, facts_of, insured
from sonae.app.enrolments.models import Enrolment
from sonae.app.enrolments.queries import covered
from sonae.app.parties.models import Facility
from sonae.app.quoting import actions as quoting
from sonae.app.quoting import said
from sonae.core.asking import Ask
from sonae.core.enrolment_events import InsuredFacility
from sonae.core.problems import Refusal
from sonae.core.quotation import stands_as_quoted
from sonae.core.rating import PRINTED
from sonae.core.scheme import Measure, Plan, Scheme
from sonae.core.trace import as_dict

LIMITS = ("liability_limit", "cost_limit", "deductible")
QUOTATION = "quotation"
ADD = "add"
NO_CHANGE = ("", "-")


@dataclass(frozen=True, slots=True)
class Listed:
    """What the tariff says: whole yen a year where that is a price somebody can join at, whence, and its trace."""

    annual_yen: int | None = None
    status: str = ""
    trace: Mapping[str, Any] | None = None


def listed(scheme: Scheme, ask: Ask, *, riders: bool = False) -> Listed:
    quoted = quoting.price(scheme, (ask,), at=clock.now())
    if isinstance(quoted, Refusal):
        return Listed()
    (found,) = quoted.quotes
    stands = stands_as_quoted(scheme, ask.kind, found.premium.status, riders=riders)
    return Listed(found.premium.annual_yen if stands else None, found.premium.status, as_dict(found.line))


def fields_of(scheme: Scheme, one: InsuredFacility) -> Iterator[tuple[str, forms.Field]]:
    """The fields of size, plan or limits, and premium of one facility, by their names without its key."""
    rule, given = scheme.kinds.get(one.kind), dict(one.measures)
    at_list = rule is not None and stands_as_quoted(scheme, one.kind, PRINTED, riders=bool(one.riders))
    for measure in rule.measures if rule else ():
        yield measure.name, _measure(measure, given.get(measure.name, ""))
    if one.plan:
        plans = [(f"{plan.family}:{plan.code}", plan_words(plan)) for plan in scheme.plans_for(one.kind)]
        yield "plan", forms.ChoiceField(label=_("加入タイプ"), choices=plans, initial=f"{one.family}:{one.plan}")
    else:
        for name in LIMITS:
            yield name, line(said.say(f"enrolment.facility.{name}"), initial=f"{getattr(one, name):,}")
    yield "annual_yen", line(_("年間保険料(円)"), _hint(one, at_list=at_list), initial=f"{one.annual_yen:,}")


def _hint(one: InsuredFacility, *, at_list: bool) -> str:
    if not one.plan:
        return ""
    if one.priced == QUOTATION:
        return _("個別見積の保険料です。病床数・定員・加入タイプを直しても、書き直さない限り変わりません。")
    if not at_list:
        return _("料率表では決まらない保険料です。病床数・定員・加入タイプを直すときは、保険料も書き直してください。")
    return _("病床数・定員・加入タイプを直すと、書き直さない限り料率表の保険料になります。")


def _measure(measure: Measure, given: object) -> forms.Field:
    label = said.text(measure.label)
    if measure.choices:
        choices = [NO_CHANGE] if not measure.required else []
        choices += [(code, said.text(words)) for code, words in measure.choices]
        return forms.ChoiceField(label=label, choices=choices, initial=given, required=False)
    return line(label, initial=str(given))


def line(label: str, hint: str = "", *, initial: str = "", required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label[:1].upper() + label[1:],
        help_text=hint,
        initial=initial,
        required=required,
        max_length=200,
        widget=OneLine(attrs={"autocomplete": "off"}),
        error_messages={"required": _("入力してください。")},
    )


def plan_words(plan: Plan) -> str:
    about = {"family": said.say(f"family.{plan.family}"), "code": plan.code}
    about |= {"liability": said.round_amount(plan.liability_limit), "cost": said.round_amount(plan.cost_limit)}
    return _("%(family)s %(code)s(賠償%(liability)s・費用%(cost)s)") % about


def left_out(enrolment: Enrolment, scheme: Scheme, known: set[str]) -> dict[str, tuple[Facility, Plan]]:
    """The member's facilities that are in no enrolment of the term, with each plan of theirs: what could be missing."""
    rows = [one for one in enrolment.member.facilities.order_by("pk") if one.key not in known and not one.closed_on]
    elsewhere = {one.facility_id for one in covered(rows, enrolment.term_start, enrolment.term_end)}
    return {
        f"{one.key}:{plan.family}:{plan.code}": (one, plan)
        for one in rows
        if one.pk not in elsewhere
        for plan in scheme.plans_for(one.kind)
    }


def choices_of(missing: Mapping[str, tuple[Facility, Plan]]) -> list[tuple[str, Any]]:
    """What could be added, by facility."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, (facility, plan) in missing.items():
        groups.setdefault(facility.name, []).append((code, plan_words(plan)))
    return [("", _("加えない")), *groups.items()]


def added(facility: Facility, plan: Plan, scheme: Scheme, annual: int | None) -> tuple[InsuredFacility | None, Listed]:
    """The facility as recorded now, at this premium or else that of the tariff; None where it has none."""
    found = listed(scheme, facility.to_ask(family=plan.family, plan=plan.code))
    if annual is None and found.annual_yen is None:
        return None, found
    at_list = annual in {None, found.annual_yen}
    yen, priced = (found.annual_yen or 0, found.status) if at_list else (annual or 0, QUOTATION)
    part = JoinPart(facility, facts_of(facility), plan.family, plan.code, yen, yen, priced)
    return insured(part, scheme), found
