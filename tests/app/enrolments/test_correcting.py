"""A correction appends, closes and opens: nothing that was believed is lost, and nothing is owed twice."""

import pytest

from sonae.app.common.models import AuditEntry
from sonae.app.enrolments.correct_actions import correct
from sonae.app.enrolments.joining import NotEnrolledError, insured, operations
from sonae.app.enrolments.models import CoverPeriod, Event
from sonae.core.enrolment_checks import ImpossibleEventsError
from sonae.core.enrolment_events import Insure
from sonae.core.enrolment_premium import owed
from tests.app.enrolments import joiners
from tests.app.enrolments.joiners import BY, END, RECORDED, START, at, holder_of, join, part, state_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
FOUND_OUT = at(5, 20)


def changes_of(member, parts, **more):
    about = {"shared": False, "way": "deduction", "instalments": 1}
    return operations(holder_of(member), parts, joiners.scheme(), **about | more)


def put_right(enrolment, changes, number=1, reason="加入タイプの入力誤り", recorded_at=FOUND_OUT, **more):
    about = {"number": number, "changes": changes, "reason": reason, "by": BY, "at": recorded_at}
    return correct(enrolment=enrolment, **about | more)


def plans(member, on, as_known):
    (enrolment,) = member.enrolments.all()
    return [one.plan for one in state_of(enrolment, on, as_known).facilities]


def test_the_ledger_answers_what_was_believed_on_10_may_about_cover_on_1_april():
    """Aoki's cover runs from 5 March; the wrong plan is found out on 20 May."""
    member = joiners.aoki()
    enrolment = join(member, start=at(3, 5), end=at(3, 5, 2027), at=at(2, 1))
    put_right(enrolment, changes_of(member, [part(member.facilities.get(), "S3", 30_000)]))
    assert plans(member, at(4, 1), at(5, 10)) == ["S1"]
    assert plans(member, at(4, 1), FOUND_OUT) == ["S3"]


def test_the_wrong_event_is_reversed_and_the_right_one_appended():
    member = joiners.aoki()
    enrolment = join(member)
    put_right(enrolment, changes_of(member, [part(member.facilities.get(), "S3", 30_000)]))
    rows = [(one.number, one.kind, one.reverses, one.corrects, one.premium_yen) for one in enrolment.events.all()]
    assert rows == [
        (1, "join", None, None, 20_160),
        (2, "reversal", 1, None, -20_160),
        (3, "correction", None, 1, 30_000),
    ]
    assert owed(enrolment.to_core(), as_known=FOUND_OUT).yen == 30_000


def test_periods_believed_no_longer_are_closed_and_the_right_ones_opened():
    member = joiners.aoki()
    enrolment = join(member)
    put_right(enrolment, changes_of(member, [part(member.facilities.get(), "S3", 30_000)]))
    rows = CoverPeriod.objects.order_by("pk").values_list("plan", "valid_from", "recorded_from", "recorded_to")
    assert list(rows) == [("S1", START, RECORDED, FOUND_OUT), ("S3", START, FOUND_OUT, None)]


def test_a_wrong_moment_moves_the_cover():
    member = joiners.aoki()
    enrolment = join(member)
    changes = changes_of(member, [part(member.facilities.get())])
    put_right(enrolment, changes, reason="開始日の誤り", valid_from=at(8, 5))
    assert CoverPeriod.objects.live().get().valid_from == at(8, 5)
    assert owed(enrolment.to_core(), as_known=END).yen == 15_120


def test_a_price_that_was_agreed_apart_stays_where_nothing_that_costs_has_changed():
    member = joiners.aoki()
    facility = member.facilities.get()
    enrolment = join(member, [part(facility, payable_yen=19_000, priced="quotation")])
    renamed = changes_of(member, [part(facility, priced="quotation")], way="bank_transfer")
    put_right(enrolment, renamed, reason="払込方法の誤り")
    assert owed(enrolment.to_core(), as_known=END).yen == 19_000


def test_a_correction_can_be_corrected():
    member = joiners.aoki()
    enrolment = join(member)
    facility = member.facilities.get()
    put_right(enrolment, changes_of(member, [part(facility, "S3", 30_000)]))
    put_right(enrolment, changes_of(member, [part(facility, "S5", 40_000)]), number=3, recorded_at=at(6, 1))
    assert plans(member, START, at(6, 1)) == ["S5"]
    assert owed(enrolment.to_core(), as_known=END).yen == 40_000
    assert CoverPeriod.objects.count() == 3


def test_the_same_correction_twice_is_recorded_once():
    member = joiners.aoki()
    enrolment = join(member)
    changes = changes_of(member, [part(member.facilities.get(), "S3", 30_000)])
    put_right(enrolment, changes)
    put_right(enrolment, changes, recorded_at=at(5, 21))
    assert Event.objects.count() == 3
    assert AuditEntry.objects.filter(action="enrolment.corrected").count() == 1


def test_an_event_that_does_not_stand_cannot_be_corrected():
    member = joiners.aoki()
    enrolment = join(member)
    facility = member.facilities.get()
    put_right(enrolment, changes_of(member, [part(facility, "S3", 30_000)]))
    with pytest.raises(ImpossibleEventsError):
        put_right(enrolment, changes_of(member, [part(facility, "S5", 40_000)]))
    assert Event.objects.count() == 3


def test_nothing_is_recorded_before_what_was_recorded_last():
    """Two people act at once: the second has looked at the clock before the first one's turn was over."""
    member = joiners.aoki()
    enrolment = join(member)
    facility = member.facilities.get()
    put_right(enrolment, changes_of(member, [part(facility, "S3", 30_000)]))
    again = changes_of(member, [part(facility, "S5", 40_000)])
    put_right(enrolment, again, number=3, recorded_at=at(5, 19))
    assert Event.objects.get(number=5).recorded_at == FOUND_OUT
    assert CoverPeriod.objects.live().get().plan == "S5"


def test_a_facility_cannot_come_in_by_a_correction_where_it_has_another_enrolment():
    member = joiners.yoshida()
    hospital, clinic = member.facilities.order_by("pk")
    first = join(member, [part(hospital)])
    join(member, [part(clinic)])
    with pytest.raises(NotEnrolledError) as refusal:
        put_right(first, changes_of(member, [part(hospital), part(clinic)]))
    assert [one.key for one in refusal.value.problems] == ["problem.facility_enrolled_already"]
    assert CoverPeriod.objects.live().count() == 2


def test_another_members_facility_cannot_come_in_by_a_correction():
    member, other = joiners.yoshida(), joiners.aoki()
    enrolment = join(member)
    changes = changes_of(member, [part(one) for one in member.facilities.all()])
    foreign = Insure(insured(part(other.facilities.get()), joiners.scheme()))
    with pytest.raises(NotEnrolledError) as refusal:
        put_right(enrolment, (*changes, foreign))
    assert [one.key for one in refusal.value.problems] == ["problem.facility_not_of_member"]


def test_every_live_stretch_stands_on_the_event_that_says_it_now():
    member = joiners.yoshida()
    hospital, clinic = member.facilities.order_by("pk")
    enrolment = join(member)
    put_right(enrolment, changes_of(member, [part(hospital), part(clinic, "S3", 30_000)]))
    live = CoverPeriod.objects.live().order_by("facility")
    assert [(one.plan, one.event.number) for one in live] == [("S1", 3), ("S3", 3)]
