"""Joining writes one enrolment with its event and periods, once; or nothing, and says everything that is wrong."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from sonae.app.common.models import AuditEntry
from sonae.app.enrolments.joining import NotEnrolledError
from sonae.app.enrolments.models import CoverPeriod, Enrolment, Event
from sonae.app.enrolments.queries import covered
from sonae.app.parties.models import Facility, Paper
from sonae.core.enrolment_events import Office
from sonae.core.written_quotation import Condition
from tests.app.enrolments import joiners
from tests.app.enrolments.joiners import END, RECORDED, START, at, join, part, state_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def problems(*args, **more):
    with pytest.raises(NotEnrolledError) as refusal:
        join(*args, **more)
    return [(one.field, one.key.removeprefix("problem.")) for one in refusal.value.problems]


def test_a_clinic_joins():
    member = joiners.aoki()
    enrolment = join(member)
    state = state_of(enrolment, START, RECORDED)
    (facility,) = state.facilities
    assert (facility.name, facility.plan, facility.annual_yen) == ("青木医院", "S1", 20_160)
    assert facility.address == "福岡県福岡市中央区天神1-1-1"
    assert (state.holder.name, state.way, state.shared) == ("青木 一郎", "deduction", False)
    assert enrolment.edition_digest == joiners.scheme().digest


def test_limits_are_the_plans_of_the_scheme():
    enrolment = join(joiners.aoki())
    plan = joiners.scheme().plans["clinic", "all_risk", "S1"]
    period = enrolment.periods.get()
    assert (period.liability_limit, period.cost_limit) == (plan.liability_limit, plan.cost_limit)
    assert (period.valid_from, period.valid_to, period.follows) == (START, END, None)


def test_what_it_was_decided_on_is_stored_with_it():
    member = joiners.aoki()
    about = {"kind": "application", "name": "申込書.pdf", "sha256": "a" * 64, "size": 1, "made_at": RECORDED}
    paper = Paper.objects.create(member=member, **about)
    conditions = [Condition("VPN装置を更新すること。", date(2026, 6, 30)), Condition("バックアップを取ること。")]
    event = join(member, papers=[paper], conditions=conditions).events.get()
    event.refresh_from_db()
    assert event.trace == {"key": "quote", "value": 20_160}
    assert event.conditions == [
        {"text": "VPN装置を更新すること。", "due_on": "2026-06-30"},
        {"text": "バックアップを取ること。", "due_on": None},
    ]
    assert [one.sha256 for one in event.papers.all()] == ["a" * 64]


def test_facilities_of_a_corporation_share_their_limits_and_offices_are_declared():
    member = joiners.yoshida()
    state = state_of(join(member, shared=True, offices=[Office("o1", "法人本部")]), START, RECORDED)
    assert state.shared
    assert [one.name for one in state.offices] == ["法人本部"]
    assert CoverPeriod.objects.filter(shared=True).count() == 2


def test_an_office_that_is_only_on_file_is_not_declared():
    member = joiners.yoshida()
    member.offices.create(name="分室", recorded_by="x", recorded_at=RECORDED)
    assert state_of(join(member), START, RECORDED).offices == ()


def test_what_is_owed_is_the_sum_of_the_parts():
    member = joiners.yoshida()
    parts = [part(one, payable_yen=10_001) for one in member.facilities.all()]
    assert join(member, parts).events.get().premium_yen == 20_002


def test_numbers_are_counted_by_year():
    fukuoka = joiners.association()
    first = join(joiners.aoki(fukuoka))
    second = join(joiners.aoki(fukuoka, "00013"))
    later = join(joiners.aoki(fukuoka, "00014"), start=at(1, 5, 2027))
    assert [one.number for one in (first, second, later)] == ["K-2026-000001", "K-2026-000002", "K-2027-000001"]


def test_the_same_join_twice_gives_the_first_enrolment():
    member = joiners.aoki()
    assert join(member, key="application A-1") == join(member, key="application A-1", at=at(4, 2))
    assert (Enrolment.objects.count(), Event.objects.count(), CoverPeriod.objects.count()) == (1, 1, 1)


def test_the_act_stands_in_the_audit_trail():
    member = joiners.aoki()
    enrolment = join(member)
    entry = AuditEntry.objects.filter(action="enrolment.joined").get()
    assert (entry.subject, entry.about_id) == (f"enrolment:{enrolment.pk}", member.organisation_id)


def test_a_facility_that_is_enrolled_already_is_refused_with_the_number_it_has():
    member = joiners.aoki()
    first = join(member)
    facility = member.facilities.get()
    with pytest.raises(NotEnrolledError) as refusal:
        join(member, [part(facility, "S3")], start=at(8, 5))
    (found,) = refusal.value.problems
    assert (found.field, found.key) == ("parts.1.facility", "problem.facility_enrolled_already")
    assert dict(found.params) == {"facility": "青木医院", "number": first.number, "until": END}
    assert Enrolment.objects.count() == 1


def test_the_next_term_can_be_joined_from_the_moment_the_last_one_ends():
    member = joiners.aoki()
    join(member)
    assert join(member, start=END, end=at(5, 5, 2028)).periods.get().valid_from == END


def test_everything_that_is_wrong_is_told_at_once():
    member = joiners.yoshida()
    other = joiners.aoki().facilities.get()
    hospital, clinic = member.facilities.order_by("pk")
    Facility.objects.filter(pk=clinic.pk).update(closed_on=date(2026, 5, 1))
    clinic.refresh_from_db()
    parts = [part(hospital, "Z9"), part(clinic), part(hospital), part(other)]
    assert problems(member, parts, end=RECORDED, start=RECORDED) == [
        ("term", "enrolment_term_empty"),
        ("term", "enrolment_term_ended"),
        ("parts.1.plan", "plan_of_another_kind"),
        ("parts.3.facility", "facility_named_twice"),
        ("parts.4.facility", "facility_not_of_member"),
    ]
    assert problems(member, parts[1:2]) == [("parts.1.facility", "facility_closed")]
    assert not Enrolment.objects.exists()


def test_another_members_enrolment_is_not_told_to_whoever_names_its_facility():
    other = joiners.aoki()
    join(other)
    member = joiners.yoshida()
    found = problems(member, [part(other.facilities.get())])
    assert found == [("parts.1.facility", "facility_not_of_member")]


def test_a_facility_that_nobody_knows_and_no_facility_at_all_are_refused():
    member = joiners.aoki()
    unknown = SimpleNamespace(pk=0, name="?", kind="clinic", closed_on=None)
    nobody_knows = replace(part(member.facilities.get()), facility=unknown)
    assert problems(member, [nobody_knows]) == [("parts.1.facility", "facility_not_of_member")]
    assert problems(member, []) == [("parts", "no_facility")]


def test_a_term_that_ended_is_refused():
    assert problems(joiners.aoki(), at=END) == [("term", "enrolment_term_ended")]


def test_every_refusal_has_words(small_catalogue):
    keys = ("facility_not_of_member", "facility_named_twice", "facility_closed", "facility_enrolled_already")
    keys += ("plan_of_another_kind", "enrolment_term_ended", "enrolment_term_empty")
    assert all(small_catalogue.words.has(f"problem.{key}") for key in keys)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(START, END, 1), (at(4, 1), START, 0), (END, at(5, 5, 2028), 0), (at(4, 1), at(5, 6), 1)],
)
def test_asked_who_is_covered_already_it_tells_those_covered_at_some_moment_between(start, end, expected):
    member = joiners.aoki()
    join(member)
    assert len(covered(member.facilities.all(), start, end)) == expected
