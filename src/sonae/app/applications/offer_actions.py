"""The member's answer to an offer, and what becomes of one that nobody answers."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from sonae.app.accounts.acting import still_acts
from sonae.app.accounts.models import Organisation
from sonae.app.accounts.roles import ACCEPT_FOR, ASSOCIATION, may
from sonae.app.applications.acceptance_actions import enter
from sonae.app.applications.allowed import HEAD
from sonae.app.applications.drafts import YES, below, procedure_of, text
from sonae.app.applications.letters_actions import tell
from sonae.app.applications.models import (
    ACCEPTED,
    EXPIRED,
    ISSUED,
    LAPSED,
    OFFERED,
    TAKEN,
    WEB,
    Acceptance,
    Application,
    Offer,
    is_of,
)
from sonae.app.applications.refusals import NotNowError, OtherFiguresError, WantingError
from sonae.app.applications.row_actions import changed, locked, move, stand
from sonae.app.applications.starts import as_shown, due, start_of
from sonae.app.common import clock, walls
from sonae.app.common.jobs import job
from sonae.app.common.person import Person, of_system
from sonae.app.parties import paper_actions
from sonae.app.parties.models import Paper
from sonae.core.moments import day_of
from sonae.core.problems import Problem, problem
from sonae.core.procedure import PAPER, REFERENCE, Procedure

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TakenDown:
    """An acceptance that came otherwise than on the screen: in which way, on which day, with what in evidence."""

    way: str
    declared: Mapping[str, str]
    accepted_on: date
    evidence: str = ""
    paper: UploadedFile[bytes] | None = None


@transaction.atomic
def accept_offer(
    *,
    application: Application,
    version: int,
    declared: Mapping[str, str],
    shown: str | None = None,
    by: Person,
    at: datetime,
) -> Application:
    """The head of the member accepts what was offered and declares again; with it the member has joined.

    `shown` are the figures that were read on a page, if on one: OtherFiguresError where these are others now.
    """
    row = locked(application, version, {OFFERED}, by=by)
    if not is_of(by, row) or by.role != HEAD or not still_acts(by):
        raise NotNowError(by.role)
    offer = _open_offer(row, shown, at)
    if wrong := _undeclared(procedure_of(row.scheme_code), declared):
        raise WantingError(wrong)
    acceptance = Acceptance(offer=offer, way=WEB, accepted_on=day_of(at))
    return _accepted(row, acceptance, "offer_accepted", declared, by=by, at=at)


@transaction.atomic
def take_down(
    *, application: Application, version: int, taken: TakenDown, shown: str | None = None, by: Person, at: datetime
) -> Application:
    """Who serves the member takes down that it has accepted, in a way of the procedure; with it the member has joined.

    Raises OtherFiguresError as `accept_offer` does; and ValidationError, under `paper`, for a file that is not what
    it says.
    """
    row = locked(application, version, {OFFERED}, by=by)
    if not may(by.role, ACCEPT_FOR) or not still_acts(by):
        raise NotNowError(by.role)
    offer, procedure = _open_offer(row, shown, at), procedure_of(row.scheme_code)
    if wrong := (*_wrongly_taken(procedure, offer, taken, at), *_undeclared(procedure, taken.declared)):
        raise WantingError(wrong)
    acceptance = Acceptance(
        offer=offer,
        way=taken.way,
        accepted_on=taken.accepted_on,
        evidence=taken.evidence,
        paper=_kept(row, taken.paper, by, at) if taken.paper else None,
        taken_down_by=Organisation.objects.get(pk=by.organisation_id),
    )
    return _accepted(row, acceptance, "acceptance_recorded", taken.declared, by=by, at=at)


def _accepted(
    row: Application, acceptance: Acceptance, kind: str, declared: Mapping[str, str], *, by: Person, at: datetime
) -> Application:
    offer, procedure = acceptance.offer, procedure_of(row.scheme_code)
    offer.state = TAKEN
    offer.save(update_fields=["state"])
    acceptance.member, acceptance.by, acceptance.at = row.member, by.name, at
    acceptance.declared, acceptance.name = dict(declared), text(declared, "declared.name")
    acceptance.save(force_insert=True)
    after = {
        "declared": acceptance.declared,
        "way": acceptance.way,
        "accepted_on": str(acceptance.accepted_on),
        "evidence": acceptance.evidence or (acceptance.paper.sha256 if acceptance.paper else ""),
    }
    move(row, kind, state=ACCEPTED, by=by, at=at, step=procedure.order.steps[-1].id, after=after)
    stand(row, procedure)
    enter(row, offer=offer, acceptance=acceptance, by=by, at=at)
    return changed(row)


def _open_offer(row: Application, shown: str | None, at: datetime) -> Offer:
    """What can still be accepted. Raises NotNowError once its time is over, OtherFiguresError for what was not read."""
    offer = row.offers.get(state=ISSUED)
    if offer.valid_until is None or offer.valid_until <= at:
        raise NotNowError(offer.state)
    if shown is not None and shown != as_shown(start_of(row, at=at, offer=offer), due(row, offer, at=at)):
        raise OtherFiguresError
    return offer


def _kept(row: Application, file: UploadedFile[bytes], by: Person, at: datetime) -> Paper:
    return paper_actions.upload(member=row.member, kind="acceptance", file=file, by=by, at=at)


def _wrongly_taken(procedure: Procedure, offer: Offer, taken: TakenDown, at: datetime) -> Iterator[Problem]:
    """What is missing or wrong in an acceptance that somebody else takes down."""
    way = procedure.accepting.get(taken.way)
    if way is None:
        yield problem("way", "accepting_way")
    elif way.evidence == PAPER and taken.paper is None:
        yield problem("paper", "evidence_paper")
    elif way.evidence == REFERENCE and not taken.evidence:
        yield problem("evidence", "evidence_reference")
    first, last = day_of(offer.issued_at or offer.made_at), day_of(at)
    if not first <= taken.accepted_on <= last:
        yield problem("accepted_on", "accepted_on", first=first, last=last)


@job(steps=True)
def expire_late() -> None:
    """Every offer nobody accepted in time ends, behind the wall of each association."""
    for organisation in Organisation.objects.filter(kind=ASSOCIATION).order_by("pk"):
        with walls.within(organisation.pk):
            expire_offers(by=of_system("offers", organisation.pk, ASSOCIATION), at=clock.now())


@transaction.atomic
def expire_offers(*, by: Person, at: datetime) -> int:
    """End every application whose offer nobody accepted in time; how many these were. Twice ends none twice."""
    late = Offer.objects.visible_to(by).filter(state=ISSUED, valid_until__lte=at)
    rows = Application.objects.select_for_update(of=("self",)).select_related("member", "association")
    ended = 0
    for row in rows.filter(state=OFFERED, pk__in=list(late.values_list("application_id", flat=True))).order_by("pk"):
        try:
            with transaction.atomic():
                _expire(row, by=by, at=at)
        except Exception:  # one that fails keeps no other waiting
            log.exception("the offer of %s did not expire", row)
        else:
            ended += 1
    return ended


def _expire(row: Application, *, by: Person, at: datetime) -> None:
    offer = row.offers.get(state=ISSUED)
    offer.state = LAPSED
    offer.save(update_fields=["state"])
    move(row, "expired", state=EXPIRED, by=by, at=at, after={"offer": offer.number})
    tell(row, "expired", at=at, by=by)
    changed(row)


def _undeclared(procedure: Procedure, declared: Mapping[str, str]) -> tuple[Problem, ...]:
    said = below(declared, "declared.statements")
    wrong = [
        problem(f"declared.statements.{name}", "not_declared")
        for name in procedure.declaration.statements
        if said.get(name) != YES
    ]
    return (*wrong, *([] if text(declared, "declared.name") else [problem("declared.name", "declaration_name")]))
