"""Rows of a ledger, written by hand: what the database itself lets in, before any action is asked."""

from datetime import date, time

from sonae.app.common.person import of_system
from sonae.app.enrolments.models import CoverPeriod, Enrolment, Event
from sonae.app.parties import actions
from sonae.core.moments import tokyo

BY = of_system("test")
FOUR = time(16)


def at(month, day, year=2026, clock=FOUR):
    return tokyo(date(year, month, day), clock)


START, END = at(5, 5), at(5, 5, 2027)
RECORDED = at(4, 1)


def member(code="mie", number="00012"):
    association = actions.record_association(code=code, name=code, scheme_code="example", by=BY, at=RECORDED)
    about = {"form": "person", "name": "髙橋 花子", "kana": "タカハシ ハナコ"}
    return actions.record_member(association=association, number=number, **about, by=BY, at=RECORDED)


def facility(of, name="髙橋医院"):
    return actions.record_facility(member=of, name=name, kana="タカハシ", kind="clinic", by=BY, at=RECORDED)


def enrolment(of, number="K-2026-000001", **more):
    values = {"term_start": START, "term_end": END, "scheme_code": "example", "edition_digest": "sha256:0"}
    return Enrolment.objects.create(
        member=of, association=of.association, number=number, recorded_at=RECORDED, **values | more
    )


def event(of, number=1, **more):
    values = {"kind": "join", "valid_from": START, "recorded_at": RECORDED, "changes": {}, "premium_yen": 12_000}
    return Event.objects.create(enrolment=of, number=number, recorded_by="test", **values | more)


def period(of, facility, event, **more):
    values = {
        "valid_from": START,
        "valid_to": END,
        "recorded_from": RECORDED,
        "family": "all_risk",
        "plan": "S1",
        "liability_limit": 30_000_000,
        "cost_limit": 10_000_000,
        "deductible": 0,
        "annual_yen": 12_000,
        "shared": False,
    }
    return CoverPeriod.objects.create(enrolment=of, facility=facility, event=event, **values | more)


def corrected(enrolment, at):
    """Another event, after which something else may be believed."""
    return event(enrolment, enrolment.events.count() + 1, kind="correction", recorded_at=at)


def close(period, at):
    CoverPeriod.objects.filter(pk=period.pk).update(recorded_to=at)
