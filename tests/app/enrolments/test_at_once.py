"""Two who act in the same moment: exactly one wins, and the other is told why; on both databases, with real threads."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import IntegrityError, connection, transaction

from sonae.app.common.audit import verify
from sonae.app.common.audit_actions import record
from sonae.app.common.models import AuditEntry
from sonae.app.enrolments.correct_actions import correct
from sonae.app.enrolments.joining import NotEnrolledError, operations
from sonae.app.enrolments.models import CoverPeriod, Enrolment
from sonae.app.enrolments.models import Event as Recorded
from sonae.app.parties.actions import change
from sonae.app.parties.models import Facility
from tests.app.enrolments import joiners, ledgers
from tests.app.enrolments.joiners import BY, at, holder_of, join, part
from tests.support.workers import shared_database

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def _shared(tmp_path):
    with shared_database(tmp_path):
        yield


def at_once(*acts):
    """What each act gives when all begin in the same moment: its answer, or the error it ends in."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            barrier.wait(10)
            return act()
        except (NotEnrolledError, IntegrityError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_of_two_who_enrol_one_facility_one_wins_and_the_other_is_told_the_number():
    member = joiners.aoki()
    facility = member.facilities.get()
    answers = at_once(*(lambda plan=plan: join(member, [part(facility, plan)]) for plan in ("S1", "S2", "S3", "S4")))
    won = [one for one in answers if isinstance(one, Enrolment)]
    lost = [one for one in answers if isinstance(one, NotEnrolledError)]
    assert (len(won), len(lost)) == (1, 3)
    (told,) = {dict(one.params)["number"] for error in lost for one in error.problems}
    assert told == won[0].number
    assert (Enrolment.objects.count(), CoverPeriod.objects.count()) == (1, 1)


def test_a_doubled_click_enrols_once():
    member = joiners.aoki()
    first, second = at_once(lambda: join(member, key="one"), lambda: join(member, key="one"))
    assert first == second
    assert Recorded.objects.count() == 1


def test_members_who_join_at_once_get_a_number_each():
    fukuoka = joiners.association()
    members = [joiners.aoki(fukuoka, f"0001{n}") for n in range(4)]
    answers = at_once(*(lambda member=member: join(member) for member in members))
    assert {one.number for one in answers} == {f"K-2026-00000{n}" for n in range(1, 5)}


def test_of_two_corrections_of_one_event_one_is_recorded():
    member = joiners.aoki()
    facility = member.facilities.get()
    enrolment = join(member)

    def corrected(plan):
        about = {"shared": False, "way": "deduction", "instalments": 1}
        changes = operations(holder_of(member), [part(facility, plan)], joiners.scheme(), **about)
        try:
            return correct(enrolment=enrolment, number=1, changes=changes, reason="x", by=BY, at=at(5, 20))
        except ValueError as error:
            return str(error)

    answers = at_once(lambda: corrected("S3"), lambda: corrected("S5"))
    assert sorted(type(one).__name__ for one in answers) == ["Enrolment", "str"]
    assert Recorded.objects.count() == 3


def test_the_database_alone_lets_one_of_two_overlapping_periods_in():
    """No action is asked: the exclusion constraint, or the trigger among writers that wait, decides."""
    member = ledgers.member()
    facility = ledgers.facility(member)
    cover = [(one, ledgers.event(one)) for one in (ledgers.enrolment(member, f"K-{n}") for n in range(2))]

    @transaction.atomic
    def written(enrolment, event):
        return ledgers.period(enrolment, facility, event)

    answers = at_once(*(lambda one=one: written(*one) for one in cover))
    assert sorted(isinstance(one, IntegrityError) for one in answers) == [False, True]
    assert CoverPeriod.objects.count() == 1


@pytest.mark.postgres(only=True)
def test_a_join_and_an_edit_of_its_facility_do_not_wait_for_each_other_in_a_circle():
    """One has told the trail and wants the facility, the other holds the facility and is to tell the trail."""
    member = joiners.aoki()
    told, holds = Event(), Event()

    @transaction.atomic
    def joined():
        record(by=BY, at=joiners.RECORDED, action="test.approved", subject="test:1")
        told.set()
        assert holds.wait(10)
        return join(member)

    @transaction.atomic
    def edited():
        facility = Facility.objects.select_for_update().get(member=member)
        holds.set()
        assert told.wait(10)
        return change(facility, values={"phone": "0921112222"}, revision=facility.revision, by=BY, at=at(4, 2))

    enrolment, facility = at_once(joined, edited)
    assert (enrolment.number, facility.revision) == ("K-2026-000001", 2)
    last = AuditEntry.objects.order_by("-number").values_list("action", flat=True)[:3]
    assert list(last) == ["enrolment.joined", "test.approved", "facility.changed"]
    assert verify() is None
