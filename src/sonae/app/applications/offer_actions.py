"""The member's answer to an offer, and what becomes of one that nobody answers."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from sonae.app.accounts.models import Organisation
from sonae.app.accounts.roles import ASSOCIATION
from sonae.app.applications.acceptance_actions import enter
from sonae.app.applications.allowed import HEAD
from sonae.app.applications.drafts import YES, below, procedure_of, text
from sonae.app.applications.letters_actions import tell
from sonae.app.applications.models import ACCEPTED, EXPIRED, ISSUED, LAPSED, OFFERED, TAKEN, Application, Offer, is_of
from sonae.app.applications.refusals import NotNowError, WantingError
from sonae.app.applications.row_actions import changed, locked, move, stand
from sonae.app.common import clock, walls
from sonae.app.common.jobs import job
from sonae.app.common.person import Person, of_system
from sonae.core.problems import Problem, problem
from sonae.core.procedure import Procedure

log = logging.getLogger(__name__)


@transaction.atomic
def accept_offer(
    *, application: Application, version: int, declared: Mapping[str, str], by: Person, at: datetime
) -> Application:
    """The head of the member accepts what was offered and declares again; with it the member has joined."""
    row = locked(application, version, {OFFERED}, by=by)
    offer, procedure = row.offers.get(state=ISSUED), procedure_of(row.scheme_code)
    if not is_of(by, row) or by.role != HEAD or offer.valid_until is None or offer.valid_until <= at:
        raise NotNowError(by.role)
    if wrong := _undeclared(procedure, declared):
        raise WantingError(wrong)
    offer.state = TAKEN
    offer.save()
    step = procedure.order.steps[-1].id
    move(row, "offer_accepted", state=ACCEPTED, by=by, at=at, step=step, after={"declared": dict(declared)})
    stand(row, procedure)
    enter(row, offer=offer, by=by, at=at)
    return changed(row)


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
    offer.save()
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
