"""What a member's page, and the home of its people, say of its enrolments."""

from __future__ import annotations

from datetime import datetime

from django.template.loader import render_to_string

from sonae.app.accounts.roles import APPLY, MEMBER, READ, may
from sonae.app.common.person import Person
from sonae.app.enrolments import listing
from sonae.app.enrolments.models import Certificate
from sonae.app.parties.models import Member

SHOWN = 5


def of_member(member: Member, person: Person, now: datetime) -> str:
    """The member's enrolments, the newest first; nothing for whoever may not read cover."""
    if not may(person.role, READ):
        return ""
    found = listing.listed(listing.enrolments(listing.Asked({}), person, now).filter(member=member))
    return render_to_string("enrolments/of_member.html", {"rows": list(listing.rows(found, now))})


def of_home(person: Person, now: datetime) -> str:
    """For a member's own people the cover and its certificates, or how to apply; for others what has happened last."""
    if not may(person.role, READ):
        return ""
    if person.kind != MEMBER:
        return _of_office(person, now)
    found = listing.listed(listing.enrolments(listing.Asked({}), person, now))
    own = Member.objects.visible_to(person).select_related("association").filter(organisation=person.organisation_id)
    values = {"rows": list(listing.rows(found, now)), "member": own.first(), "may_apply": may(person.role, APPLY)}
    return render_to_string("enrolments/of_home.html", values)


def _of_office(person: Person, now: datetime) -> str:
    """The certificates issued last, and the terms that end next."""
    issued = Certificate.objects.visible_to(person).order_by("-pk")[:SHOWN].prefetch_related("enrolment__member")
    ending = listing.enrolments(listing.Asked({"state": listing.ENDING}), person, now).order_by("term_end", "pk")
    values = {
        "issued": list(issued),
        "ending": list(ending.select_related("member")[:SHOWN]),
        "filter": listing.ENDING,
        "more": ending[SHOWN:].exists(),
    }
    return render_to_string("enrolments/of_office.html", values) if values["issued"] or values["ending"] else ""
