"""Who sees which enrolment? Oneself, and those who serve one's association; the database says the same on its own."""

import pytest
from django.db import connection

from sonae.app.accounts.models import Organisation
from sonae.app.common.walls import within
from sonae.app.enrolments.certificate_actions import issue_certificate
from sonae.app.enrolments.models import Certificate, CoverPeriod, Enrolment, Event
from tests.app.enrolments import joiners
from tests.app.enrolments.joiners import join

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MODELS = (Enrolment, Event, CoverPeriod, Certificate)
ROWS = (*MODELS, Event.papers.through)


@pytest.fixture
def fukuoka():
    return joiners.association()


@pytest.fixture
def mie():
    return joiners.association("mie")


@pytest.fixture
def people(fukuoka, mie):
    """Who may see the one enrolment there is, and who may not."""
    member = joiners.aoki(fukuoka)
    enrolment = join(member)
    paper = joiners.paper_of(member)
    enrolment.events.get().papers.add(paper)
    joiners.certified(enrolment, paper)
    desk = Organisation.objects.create(kind="desk", code="desk", name="デスク")
    return {
        "herself": (joiners.staff(member), True),
        "her office": (joiners.office(fukuoka), True),
        "its agency": (joiners.agency("agency", fukuoka), True),
        "another member": (joiners.staff(joiners.aoki(fukuoka, "00099")), False),
        "mie's office": (joiners.office(mie), False),
        "mie's agency": (joiners.agency("other", mie), False),
        "a desk that serves nobody": (joiners.person(desk, "desk_operator"), False),
        "nobody": (None, False),
    }


def test_each_sees_what_is_theirs_and_nothing_else(people):
    found = {who: [model.objects.visible_to(one).exists() for model in MODELS] for who, (one, _sees) in people.items()}
    assert found == {who: [sees] * len(MODELS) for who, (_one, sees) in people.items()}


@pytest.mark.postgres(only=True)
def test_the_second_wall_says_the_same_without_the_first(people):
    found = {}
    for who, (person, _sees) in people.items():
        with within(person and person.organisation_id):
            found[who] = [model._default_manager.exists() for model in ROWS]
    assert found == {who: [sees] * len(ROWS) for who, (_one, sees) in people.items()}


@pytest.mark.postgres(only=True)
def test_nobody_writes_into_the_ledger_of_another(people):
    enrolment = Enrolment.objects.get()
    person, _sees = people["mie's office"]
    with within(person.organisation_id), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM enrolments_event WHERE enrolment_id = %s", [enrolment.pk])
        assert cursor.fetchone() == (0,)
        cursor.execute("UPDATE enrolments_coverperiod SET recorded_to = now() WHERE enrolment_id = %s", [enrolment.pk])
        assert cursor.rowcount == 0


@pytest.mark.postgres(only=True)
def test_whoever_serves_a_member_enrols_it_from_behind_the_wall(fukuoka):
    member = joiners.aoki(fukuoka)
    agency = joiners.agency("agency", fukuoka)
    with within(agency.organisation_id):
        enrolment = join(member, by=agency)
        issue_certificate(enrolment=enrolment, by=agency, at=joiners.at(4, 2))
        assert enrolment.certificates.count() == 1
