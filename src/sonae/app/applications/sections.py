"""What the page of a member, and the home of those who serve members, say of applications."""

from __future__ import annotations

from datetime import datetime

from django.template.loader import render_to_string

from sonae.app.accounts.roles import DISCLOSED, KEY_IN, MEMBER, PEOPLE, may
from sonae.app.applications import list_page
from sonae.app.applications.models import Application
from sonae.app.common.person import Person
from sonae.app.parties.models import Member

LATEST = 5


def of_member(member: Member, person: Person, now: datetime) -> str:
    """The member's applications, the newest first; nothing for whoever may not read them."""
    if not may(person.role, DISCLOSED):
        return ""
    found = Application.objects.visible_to(person).filter(member=member).select_related("member", "keyed_in_by")
    rows = [list_page.row(one, now) for one in found.order_by("-pk")]
    values = {"rows": rows, "member": member, "may_key_in": may(person.role, KEY_IN)}
    return render_to_string("applications/of_member.html", values)


def of_home(person: Person, now: datetime) -> str:
    """For those who serve members: where to search and key in, and the cases that moved last."""
    if person.kind == MEMBER or not may(person.role, DISCLOSED):
        return ""
    found = Application.objects.visible_to(person).select_related("member", "keyed_in_by")
    values = {
        "rows": [list_page.row(one, now) for one in found.order_by("-waits_since", "-pk")[:LATEST]],
        "may_key_in": may(person.role, KEY_IN),
        "may_invite": may(person.role, PEOPLE),
    }
    return render_to_string("applications/of_home.html", values)
