"""What of a public quote can an application begin with?"""

from __future__ import annotations

from sonae.app.applications.drafts import NO, SHARED, YES
from sonae.app.parties.models import Facility, Member
from sonae.app.quoting import said
from sonae.app.quoting.typed import Row, Typed
from sonae.core.scheme import Scheme


def prefilled(member: Member, scheme: Scheme, asked: Typed) -> dict[str, str | list[str]]:
    """The facilities of the member that the quote speaks of, with the plans it was asked for.

    A row of the quote goes to the first facility of its kind that no row has taken yet; the measures are those
    recorded of the facility, which are the ones that count. What is only one is chosen already.
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
    if member.representative_name:
        given["declared.name"] = member.representative_name
    return given


def facing(scheme: Scheme, asked: Typed) -> list[str]:
    """The quote in a line each: kind and plan."""
    lines = []
    for row in asked.rows:
        rule = scheme.kinds.get(row.get("kind", ""))
        if rule:
            lines.append(" ".join(part for part in (said.text(rule.label), row.get("plan", "")) if part))
    return lines


def _family(scheme: Scheme, row: Row) -> str:
    named = {plan.family for plan in scheme.plans_for(row.get("kind", "")) if plan.code == row.get("plan")}
    return row.get("family") or next(iter(named), "")
