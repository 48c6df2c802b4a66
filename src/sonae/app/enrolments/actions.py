"""Writing the ledger of cover: events are appended, what is believed no longer is closed. Core says which and what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction

from sonae.app.common.audit_actions import record as audit
from sonae.app.common.numbers_actions import next_number
from sonae.app.common.person import Person
from sonae.app.enrolments import joining
from sonae.app.enrolments.certificate_actions import issue
from sonae.app.enrolments.joining import JoinPart, NotEnrolledError
from sonae.app.enrolments.models import CoverPeriod, Enrolment, Event
from sonae.app.parties.models import Member, Paper
from sonae.core import enrolment_events as core
from sonae.core.answer import Json
from sonae.core.enrolment_answer import changes_answer
from sonae.core.enrolment_history import record as recorded
from sonae.core.enrolment_periods import Period, periods
from sonae.core.moments import TOKYO, Term
from sonae.core.scheme import Scheme
from sonae.core.written_quotation import Condition

JOIN = "join"


@transaction.atomic
def join(
    *,
    key: str,
    member: Member,
    holder: core.Holder,
    parts: Sequence[JoinPart],
    offices: Sequence[core.Office] = (),
    shared: bool,
    start: datetime,
    end: datetime,
    scheme: Scheme,
    trace: Mapping[str, Any],
    papers: Sequence[Paper] = (),
    conditions: Sequence[Condition] = (),
    way: str,
    instalments: int,
    by: Person,
    at: datetime,
) -> Enrolment:
    """Take facilities into the ledger as one stack of limits, with the holder and the facts that were agreed.

    `key` names what asks for it: asked with the same key again, it gives the first enrolment.
    Raises NotEnrolledError with everything for which they cannot join; then nothing is written.
    """
    term = Term(start, end)
    own = joining.held(member, (one.facility.pk for one in parts))
    if same := Enrolment.objects.filter(member=member, asked_as=key).first():
        return same
    wrong = list(joining.problems(parts, own, scheme, term, at))
    wanted = [(f"parts.{place}.facility", one.facility, term) for place, one in enumerate(parts, start=1)]
    wrong += joining.taken([one for one in wanted if one[1].pk in own])
    if wrong:
        raise NotEnrolledError(wrong)
    changes = joining.operations(
        holder, parts, scheme, offices=offices, shared=shared, way=way, instalments=instalments
    )
    payable = sum(one.payable_yen for one in parts)
    events = recorded(
        (), kind=JOIN, valid_from=start, recorded_at=at, changes=changes, price=lambda *_states: payable, term=term
    )
    enrolment = _opened(key, member, scheme, term, at)
    append(enrolment, events, by=by, trace=trace, conditions=conditions, papers=papers)
    issue.enqueue(organisation_id=member.organisation_id, enrolment_id=enrolment.pk)
    note(enrolment, "enrolment.joined", by=by, at=at, after={"facilities": sorted(own), "premium_yen": payable})
    return enrolment


def _opened(key: str, member: Member, scheme: Scheme, term: Term, at: datetime) -> Enrolment:
    """A new enrolment with the next number of its year, and no event yet."""
    return Enrolment.objects.create(
        member=member,
        association_id=member.association_id,
        scheme_code=scheme.code,
        edition_digest=scheme.digest,
        number=next_number("K", term.start.astimezone(TOKYO).year),
        asked_as=key,
        term_start=term.start,
        term_end=term.end,
        recorded_at=at,
    )


def append(
    enrolment: Enrolment,
    events: Sequence[core.Event],
    *,
    by: Person,
    trace: Mapping[str, Any] = MappingProxyType({}),
    conditions: Sequence[Condition] = (),
    papers: Sequence[Paper] = (),
    basis: str | None = None,
) -> None:
    """Write events down, and what is believed from now on; what was decided on stands beside the first new one."""
    new = next((one.number for one in events if one.reverses is None and one.reapplies is None), 0)
    for one in events:
        is_new = one.number == new
        row = Event(
            enrolment=enrolment,
            recorded_by=by.name,
            recorded_for=by.organisation_name,
            **{name: getattr(one, name) for name in core.Event.__slots__ if name != "changes"},
            changes=changes_answer(one.changes),
            basis=basis if is_new else None,
            trace=dict(trace) if is_new else {},
            conditions=[_condition(one) for one in conditions] if is_new else [],
        )
        row.save(force_insert=True)
        if is_new:
            row.papers.set(papers)
    _believe(enrolment, events[-1].recorded_at)


def _condition(one: Condition) -> Json:
    return {"text": one.text, "due_on": one.due_on.isoformat() if one.due_on else None}


def _believe(enrolment: Enrolment, at: datetime) -> None:
    """Bring the periods to what is known at `at`: what is believed no longer is closed, the last stretch first."""
    rows = {one.number: one for one in enrolment.events.all()}
    told = periods([one.to_core() for one in rows.values()], term=enrolment.term, as_known=at)
    believed = {(one.facility_id, one.valid_from): one for one in enrolment.periods.live().order_by("valid_from")}
    kept: set[int] = set()
    new = []
    for one in told:
        columns = _columns(one, rows[one.number])
        row = believed.get((columns["facility_id"], one.valid_from))
        if row and _says(row, columns) and (row.follows_id in kept if one.follows else row.follows_id is None):
            kept.add(row.pk)
        else:
            new.append((one, columns))
    for row in reversed(believed.values()):
        if row.pk not in kept:
            CoverPeriod.objects.filter(pk=row.pk).update(recorded_to=at)
    for one, columns in new:
        ends_there = enrolment.periods.live().filter(facility=columns["facility_id"], valid_to=one.valid_from)
        follows = ends_there.get() if one.follows else None
        CoverPeriod.objects.create(enrolment=enrolment, follows=follows, recorded_from=at, **columns)


def _columns(period: Period, event: Event) -> dict[str, Any]:
    same = ("family", "plan", "liability_limit", "cost_limit", "deductible", "annual_yen", "shared")
    return {name: getattr(period, name) for name in (*same, "valid_from", "valid_to")} | {
        "facility_id": joining.facility_pk(period.facility_key),
        "event_id": event.pk,
        "riders": dict(period.riders),
    }


def _says(row: CoverPeriod, columns: Mapping[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in columns.items())


def note(enrolment: Enrolment, action: str, *, by: Person, at: datetime, after: Mapping[str, object]) -> None:
    """Write into the trail what was done to an enrolment."""
    about, subject = enrolment.member.organisation_id, f"enrolment:{enrolment.pk}"
    audit(by=by, at=at, action=action, subject=subject, subject_name=enrolment.number, about=about, after=after)
