"""Beginning an application and saving what was typed: at once, whatever is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from sonae.app.accounts.models import Organisation
from sonae.app.accounts.roles import APPLY, KEY_IN, MEMBER, may
from sonae.app.applications.allowed import may_fill_in
from sonae.app.applications.drafts import DECLARED_PAPER, EVIDENCE, Given, kept, procedure_of
from sonae.app.applications.models import BASES, OPEN_TO_CHANGE, Application
from sonae.app.applications.refusals import NotNowError
from sonae.app.applications.row_actions import changed, locked
from sonae.app.common.audit_actions import record
from sonae.app.common.numbers_actions import next_number
from sonae.app.common.person import Person
from sonae.app.parties import paper_actions
from sonae.app.parties.models import Member
from sonae.core.moments import day_of


@transaction.atomic
def begin(
    *,
    member: Member,
    given: Given,
    basis: str = "",
    basis_note: str = "",
    by: Person,
    at: datetime,
) -> Application:
    """Open a draft for a member: by itself, or keyed in for it on a basis (paper, FAX, telephone)."""
    scheme_code = member.association.scheme_code
    procedure_of(scheme_code)
    own = by.kind == MEMBER
    allowed = (member.organisation_id == by.organisation_id and may(by.role, APPLY)) if own else may(by.role, KEY_IN)
    if not allowed or (not own and basis not in BASES):
        raise NotNowError(by.role)
    application = Application(
        member=member,
        association=member.association,
        scheme_code=scheme_code,
        number=next_number("A", day_of(at).year),
        waits_since=at,
        given=kept({}, given, by, at),
        keyed_in_by=None if own else Organisation.objects.get(pk=by.organisation_id),
        basis="" if own else basis,
        basis_note="" if own else basis_note,
        begun_by=by.name,
        begun_at=at,
    )
    application.save(force_insert=True)
    record(
        by=by,
        at=at,
        action="application.begun" if own else "application.keyed_in",
        subject=f"application:{application.pk}",
        subject_name=str(application),
        about=member.organisation_id,
        after={"basis": application.basis, "note": application.basis_note},
    )
    return application


@transaction.atomic
def save_step(
    *,
    application: Application,
    version: int,
    typed: Given,
    files: Mapping[str, UploadedFile[bytes]] | None = None,
    by: Person,
    at: datetime,
) -> Application:
    """Keep what was typed into some fields, whatever is still missing or wrong; files are kept as papers.

    Raises ValidationError, by field, for a file that is not what it says.
    """
    row = locked(application, version, OPEN_TO_CHANGE, by=by)
    if not may_fill_in(by, row):
        raise NotNowError(by.role)
    papers = {name: _paper(row, name, file, by, at) for name, file in (files or {}).items()}
    said = {name: value for name, value in typed.items() if name != DECLARED_PAPER}
    row.given = kept(row.given, {**said, **papers, **_evidence_anew(row.given, said)}, by, at)
    return changed(row)


def _evidence_anew(given: Given, typed: Given) -> dict[str, str]:
    """Another way to declare wants evidence of its own: what was kept for the one before counts no more."""
    same = typed.get("declared.way", given.get("declared.way", "")) == given.get("declared.way", "")
    return {} if same else {"declared.evidence": "", DECLARED_PAPER: ""}


def _paper(row: Application, name: str, file: UploadedFile[bytes], by: Person, at: datetime) -> str:
    """Keep a file, for whoever fills in the application until it is handed in; noted are its number and its name."""
    keeper = row.keyed_in_by_id or row.member.organisation_id
    try:
        paper = paper_actions.upload(member=row.member, kind=EVIDENCE, file=file, keeper=keeper, by=by, at=at)
    except ValidationError as error:
        raise ValidationError({name: error.messages}) from error
    return f"{paper.pk} {paper.name}"
