"""What a member's page, and the home of its people, say of its enrolments."""

from __future__ import annotations

from datetime import datetime

from django.template.loader import render_to_string

from sonae.app.accounts.roles import APPLY, MEMBER, READ, may
from sonae.app.common.person import Person
from sonae.app.enrolments import listing
from sonae.app.parties.models import Member


def of_member(member: Member, person: Person, now: datetime) -> str:
    """The member's enrolments, the newest first; nothing for whoever may not read cover."""
    if not may(person.role, READ):
        return ""
    found = listing.enrolments(listing.Asked({}), person, now).filter(member=member)
    return render_to_string("enrolments/of_member.html", {"rows": list(listing.rows(found, now))})


def of_home(person: Person, now: datetime) -> str:
    """For a member's own people: the cover and its certificates, or how to apply for one."""
    if person.kind != MEMBER or not may(person.role, READ):
        return ""
    found = listing.enrolments(listing.Asked({}), person, now)
    own = Member.objects.visible_to(person).select_related("association").filter(organisation=person.organisation_id)
    values = {"rows": list(listing.rows(found, now)), "member": own.first(), "may_apply": may(person.role, APPLY)}
    return render_to_string("enrolments/of_home.html", values)
