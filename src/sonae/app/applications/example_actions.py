"""What is under way in the demonstration: a hospital's application that waits for the underwriter."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sonae.app.accounts.acting import person_of
from sonae.app.accounts.models import Role
from sonae.app.applications.approval_actions import approve
from sonae.app.applications.draft_actions import begin
from sonae.app.applications.drafts import NO, YES, Given, procedure_of
from sonae.app.applications.models import Application
from sonae.app.applications.submit_actions import submit
from sonae.app.parties.models import Member

HOSPITAL = "example:00034"
NO_TO = ("systems_used", "incidents", "known_circumstances", "other_cover")


@transaction.atomic
def seed_referral(*, at: datetime) -> Application | None:
    """Have the hospital apply, and agency and office pass it on; None where it has applied already."""
    member = Member.objects.select_related("association").get(organisation__code=HOSPITAL)
    if member.applications.exists():
        return None
    head = person_of(_role(HOSPITAL, "head"))
    row = begin(member=member, given=_given(member), by=head, at=at)
    row = submit(application=row, version=row.version, by=head, at=at)
    for organisation, role in (("example-agency", "agency_clerk"), ("example", "office_clerk")):
        row = approve(application=row, version=row.version, by=person_of(_role(organisation, role)), at=at)
    return row


def _role(organisation: str, name: str) -> Role:
    return Role.objects.in_force().select_related("user").get(organisation__code=organisation, name=name)


def _given(member: Member) -> Given:
    facility, procedure = member.facilities.get(), procedure_of(member.association.scheme_code)
    chosen = [(facility.kind, "all_risk")]
    code, name = member.association.scheme_code, f"facilities.{facility.key}"
    plan: dict[str, str | list[str]] = {"facilities": [str(facility.pk)], f"{name}.plan": "all_risk:S3"}
    return (
        plan
        | {"shared_records": NO, "way": "deduction"}
        | {f"{name}.answers.{question}": NO for question in NO_TO}
        | {"proofs.member_number": member.number}
        | {f"explained.{one.id}": one.edition for one in procedure.explanations_for(code, chosen)}
        | {f"needs.{one.id}": YES for one in procedure.needs_for(code, chosen)}
        | {f"declared.statements.{one}": YES for one in procedure.declaration.statements}
        | {"declared.way": "web", "declared.capacity": "representative", "declared.name": member.representative_name}
    )
