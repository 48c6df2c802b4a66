"""The mails of an application: each said once, to the people of the member, in the transaction of what they tell of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from sonae.app.accounts.mail_actions import post
from sonae.app.accounts.models import Role
from sonae.app.accounts.roles import DISCLOSED, ROLES
from sonae.app.applications.drafts import procedure_of
from sonae.app.applications.models import Acceptance, Application
from sonae.app.common.person import Person
from sonae.app.parties.models import Paper
from sonae.core.words import JA


def tell(
    row: Application,
    letter: str,
    *,
    by: Person,
    at: datetime,
    words: str = "",
    reasons: Sequence[str] = (),
    papers: Sequence[Paper] = (),
    acceptance: Acceptance | None = None,
) -> None:
    """Post `mail/application_<letter>` to everybody of the member who may read it, and to its contact address."""
    procedure, member = procedure_of(row.scheme_code), row.member
    values = {
        "member": member.name,
        "number": row.number,
        "association": row.association.name,
        "words": words,
        "acceptance": acceptance,
        "moves_receipt": any(procedure.reasons[one].moves_receipt for one in reasons),
        "due_on": row.due_on,
        "link": settings.SONAE_ADDRESS + reverse("applications:case", args=[row.pk]),
    }
    for to, language in receivers(row):
        post(
            organisation=member.organisation,
            to=to,
            template=f"application_{letter}",
            values=values | {"reasons": [procedure.reasons[one].said.text.say(language) for one in reasons]},
            papers=[one.pk for one in papers],
            language=language,
            once=f"application {row.number} {row.version} {letter} {to}",
            by=by,
            at=at,
        )


def receivers(row: Application) -> list[tuple[str, str]]:
    """The addresses of the member's people who may read applications, and its contact; each once, with its language."""
    readers = [one.name for one in ROLES.values() if DISCLOSED in one.acts]
    roles = Role.objects.in_force().filter(organisation=row.member.organisation_id, name__in=readers)
    people = [(one.user.email, one.user.language) for one in roles.select_related("user")]
    contact = [(row.member.contact_email, JA)] if row.member.contact_email else []
    once = {address.casefold(): (address, language) for address, language in (*contact, *people)}
    return sorted(once.values())
