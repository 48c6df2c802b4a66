"""What a member's page says of its applications."""

from __future__ import annotations

from datetime import datetime

from django.template.loader import render_to_string

from sonae.app.accounts.roles import DISCLOSED, KEY_IN, may
from sonae.app.applications import list_page
from sonae.app.applications.models import Application
from sonae.app.common.person import Person
from sonae.app.parties.models import Member


def of_member(member: Member, person: Person, now: datetime) -> str:
    """The member's applications, the newest first; nothing for whoever may not read them."""
    if not may(person.role, DISCLOSED):
        return ""
    found = Application.objects.visible_to(person).filter(member=member).select_related("member", "keyed_in_by")
    rows = [list_page.row(one, now) for one in found.order_by("-pk")]
    values = {"rows": rows, "member": member, "may_key_in": may(person.role, KEY_IN)}
    return render_to_string("applications/of_member.html", values)
