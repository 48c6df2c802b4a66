"""What of a public quote can an application begin with?"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from sonae.app.applications.drafts import MEMBER_NUMBER, NO, SHARED, YES, procedure_of
from sonae.app.applications.figures import about
from sonae.app.parties.models import Facility, Member
from sonae.app.quoting import actions as quoting
from sonae.app.quoting import said
from sonae.app.quoting.typed import Row, Typed
from sonae.core.asking import Ask
from sonae.core.problems import Refusal
from sonae.core.scheme import Scheme


def prefilled(member: Member, scheme: Scheme, asked: Typed, *, own: bool) -> dict[str, str | list[str]]:
    """The facilities of the member that the quote speaks of, with the plans it was asked for.

    A row of the quote goes to the first facility of its kind that no row has taken yet; the measures are those
    recorded of the facility, which are the ones that count. What is only one is chosen already; the member's `own`
    number proves, as it is on record.
    """
    free = list(Facility.objects.filter(member=member, closed_on=None).order_by("pk"))
    given: dict[str, str | list[str]] = {}
    taken: list[str] = []
    for row in asked.rows:
        facility = next((one for one in free if one.kind == row.get("kind")), None)
        if facility is None:
            continue
        free.remove(facility)
        taken.append(str(facility.pk))
        if row.get("plan"):
            given[f"facilities.{facility.key}.plan"] = f"{_family(scheme, row)}:{row['plan']}"
    if not taken and len(free) == 1:
        taken = [str(free[0].pk)]
    given["facilities"] = taken
    if asked.together.get("limits") == SHARED:
        given["shared_limits"] = SHARED
    if (records := asked.together.get("records")) in {YES, NO}:
        given["shared_records"] = str(records)
    if len(scheme.payment.ways) == 1:
        given["way"] = scheme.payment.ways[0]
    if own and any(one.id == MEMBER_NUMBER for one in procedure_of(scheme.code).proofs):
        given[f"proofs.{MEMBER_NUMBER}"] = member.number
    if member.representative_name:
        given["declared.name"] = member.representative_name
    return given


def facing(scheme: Scheme, asked: Typed, now: datetime) -> list[str]:
    """The quote in a line each: kind, family, plan and what it costs a year, where that stands for itself."""
    shared = asked.together.get("limits") == SHARED and len(asked.rows) > 1
    return [line for row in asked.rows if (line := _facing(scheme, row, now, shared=shared))]


def _facing(scheme: Scheme, row: Row, now: datetime, *, shared: bool) -> str:
    rule = scheme.kinds.get(row.get("kind", ""))
    if rule is None:
        return ""
    family, plan = _family(scheme, row), row.get("plan", "")
    measures = {one.name: row[one.name] for one in rule.measures if row.get(one.name)}
    quoted = quoting.price(scheme, (Ask(rule.kind, plan, family, measures=measures),), at=now)
    price = ""
    if shared:
        price = _("個別見積")
    elif not isinstance(quoted, Refusal):
        price = _("年間 %(price)s") % {"price": about(quoted.annual_yen, quoted.status)}
    named = said.say(f"family.{family}") if family else ""
    return " ".join(part for part in (said.text(rule.label), named, plan, price) if part)


def _family(scheme: Scheme, row: Row) -> str:
    named = {plan.family for plan in scheme.plans_for(row.get("kind", "")) if plan.code == row.get("plan")}
    return row.get("family") or next(iter(named), "")
