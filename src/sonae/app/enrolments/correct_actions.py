"""Putting an event of the ledger right: at once, or above an authority amount by two people of the insurer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from sonae.app.accounts.acting import still_acts
from sonae.app.accounts.roles import COUNTERSIGN, UNDERWRITE, may
from sonae.app.common.person import SYSTEM, Person
from sonae.app.enrolments import correcting
from sonae.app.enrolments.actions import append, note
from sonae.app.enrolments.certificate_actions import issue
from sonae.app.enrolments.correcting import Planned
from sonae.app.enrolments.models import AGREED, LAPSED, RETURNED, Enrolment, Proposal
from sonae.core import enrolment_events as core
from sonae.core.enrolment import live
from sonae.core.enrolment_answer import changes_answer
from sonae.core.trace import as_dict

LONGEST_NAME = 200  # of `recorded_by`


class ChangedMeanwhileError(Exception):
    """Something was recorded since the page was drawn, so that a correction would do another thing than it showed."""


class ProposalWaitsError(Exception):
    """Another correction of the same enrolment waits for its second person."""


class SamePersonError(Exception):
    """Nobody agrees to what he has put forward himself."""


@transaction.atomic
def correct(
    *,
    enrolment: Enrolment,
    number: int,
    changes: tuple[core.Operation, ...],
    reason: str,
    by: Person,
    at: datetime,
    basis: str = "",
    trace: Mapping[str, Any] = MappingProxyType({}),
    valid_from: datetime | None = None,
    version: int | None = None,
) -> Enrolment:
    """Record what event `number` should have said; above the authority amount, put it forward for a second person.

    The same correction twice is recorded once. `version` is the number of the last event seen, where a page showed what
    would happen. Raises ChangedMeanwhileError where that is no longer the last, PermissionDenied for a role that may
    not, ProposalWaitsError, core's ImpossibleEventsError, or NotEnrolledError for a facility that is another's or
    enrolled elsewhere.
    """
    together = {one.pk: one for one in correcting.together(enrolment).select_for_update()}  # as they are judged
    enrolment = together[enrolment.pk]
    known = enrolment.to_core()
    wanted = (number, changes, reason)
    same = (one for one in live(known) if (one.corrects, one.changes, one.reason) == wanted)
    if any(valid_from in {None, one.valid_from} for one in same):
        return enrolment
    if version is not None and version != known[-1].number:
        raise ChangedMeanwhileError(str(enrolment))
    will = correcting.planned(enrolment, number=number, changes=changes, reason=reason, at=at, valid_from=valid_from)
    if by.role != SYSTEM:
        _allowed(by, correcting.act_for(known[number - 1], changes, valid_from))
    eyes = correcting.four_eyes(enrolment, will)
    if not eyes.needed or by.role == SYSTEM:
        _record(enrolment, will, by=by, at=at, basis=basis, trace=trace)
        return enrolment
    _close_stale(enrolment, known[-1].number, at)
    _propose(enrolment, will, valid_from, by=by, at=at, basis=basis, trace={**trace, "four_eyes": as_dict(eyes.line)})
    return enrolment


@transaction.atomic
def agree(*, proposal: Proposal, by: Person, at: datetime) -> Enrolment:
    """Agree as the second, who is another person than the first, and record what was put forward.

    Raises PermissionDenied, SamePersonError, ChangedMeanwhileError where it is decided already or where anything was
    recorded since, and the errors of `correct`.
    """
    row, enrolment = _waiting(proposal)
    _allowed(by, COUNTERSIGN)
    if by.user_id == row.made_by_id:
        raise SamePersonError
    if enrolment.to_core()[-1].number != row.seen:
        raise ChangedMeanwhileError(str(enrolment))
    will = correcting.planned_of(row, at)
    _decide(row, AGREED, by=by, at=at)
    both = replace(by, name=f"{row.made_by}・{by.name}"[:LONGEST_NAME])
    _record(enrolment, will, by=both, at=at, basis=row.basis, trace=row.trace)
    return enrolment


@transaction.atomic
def give_back(*, proposal: Proposal, words: str, by: Person, at: datetime) -> Enrolment:
    """Record nothing of what was put forward, for a reason; whoever put it forward takes it back so."""
    row, enrolment = _waiting(proposal)
    _allowed(by, UNDERWRITE if by.user_id == row.made_by_id else COUNTERSIGN)
    _decide(row, RETURNED, by=by, at=at, words=words)
    after = {"event": row.corrects, "reason": words}
    note(enrolment, "enrolment.correction_returned", by=by, at=at, after=after)
    return enrolment


def _allowed(by: Person, act: str) -> None:
    """Raise PermissionDenied for whoever may not, or holds his role no longer since the page was asked for."""
    if not may(by.role, act) or not still_acts(by):
        raise PermissionDenied


def _waiting(proposal: Proposal) -> tuple[Proposal, Enrolment]:
    """Hold a proposal and its enrolment, in the order in which everybody holds them."""
    enrolment = Enrolment.objects.select_for_update().get(pk=proposal.enrolment_id)
    row = enrolment.proposals.waiting().filter(pk=proposal.pk).first()
    if row is None:
        raise ChangedMeanwhileError(str(enrolment))
    return row, enrolment


def _propose(
    enrolment: Enrolment,
    will: Planned,
    valid_from: datetime | None,
    *,
    by: Person,
    at: datetime,
    basis: str,
    trace: Mapping[str, Any],
) -> None:
    right = will.right
    proposal = Proposal(
        enrolment=enrolment,
        corrects=right.corrects or 0,
        changes=changes_answer(right.changes),
        valid_from=valid_from,
        reason=right.reason,
        basis=basis,
        trace=trace,
        seen=will.known[-1].number,
        made_by=by.name,
        made_by_id=by.user_id or 0,
        made_at=at,
    )
    proposal.save(force_insert=True)
    note(enrolment, "enrolment.correction_proposed", by=by, at=at, after=_said(will))


def _close_stale(enrolment: Enrolment, last: int, at: datetime) -> None:
    """One waits at a time; what was put forward before the last event can be agreed to no longer."""
    for row in enrolment.proposals.waiting():
        if row.seen == last:
            raise ProposalWaitsError(str(enrolment))
        row.state, row.decided_at = LAPSED, at
        row.save(update_fields=["state", "decided_at"])


def _decide(row: Proposal, state: str, *, by: Person, at: datetime, words: str = "") -> None:
    row.state, row.words = state, words
    row.decided_by, row.decided_by_id, row.decided_at = by.name, by.user_id, at
    row.save(update_fields=["state", "words", "decided_by", "decided_by_id", "decided_at"])


def _record(
    enrolment: Enrolment, will: Planned, *, by: Person, at: datetime, basis: str, trace: Mapping[str, Any]
) -> None:
    append(enrolment, will.events, by=by, basis=basis, trace=trace)
    issue.enqueue(organisation_id=enrolment.member.organisation_id, enrolment_id=enrolment.pk)
    note(enrolment, "enrolment.corrected", by=by, at=max(at, will.events[-1].recorded_at), after=_said(will))


def _said(will: Planned) -> dict[str, object]:
    return {"event": will.right.corrects, "reason": will.right.reason, "premium_yen": will.premium_yen}
