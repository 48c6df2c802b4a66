"""Recording who the members are: once, by whom, when, and nothing that makes no sense."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from sonae.app.common.person import of_system
from sonae.app.parties import actions
from sonae.app.parties.models import Association, Facility, Member
from sonae.core.moments import tokyo

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MIE, OFFICE, AGENCY = (of_system(name) for name in ("mie", "office", "agency"))
AT, LATER = tokyo(date(2026, 6, 1)), tokyo(date(2026, 7, 1))


@pytest.fixture
def member():
    association = actions.record_association(code="mie", name="三重", scheme_code="mie-2025", by=MIE, at=AT)
    return actions.record_member(
        association=association,
        number="00012",
        form="person",
        name="髙橋 花子",
        kana="タカハシ ハナコ",
        by=MIE,
        at=AT,
    )


def facility(member, **more):
    about = {"name": "𠮷田病院", "kana": "ヨシダビョウイン", "kind": "hospital", "by": MIE, "at": AT}
    return actions.record_facility(member=member, **(about | more))


def test_numbers_keep_their_zeros_and_names_their_characters(member):
    member.refresh_from_db()
    assert (member.number, member.name) == ("00012", "髙橋 花子")


def test_recording_the_same_again_changes_nothing(member):
    first = facility(member, beds=50)
    again = facility(member, beds=50, by=AGENCY, at=LATER)
    again.refresh_from_db()
    assert (again.pk, again.recorded_by, again.recorded_at) == (first.pk, "mie", AT)
    assert Facility.objects.count() == 1


def test_recording_something_else_says_who_changed_it_and_when(member):
    facility(member, beds=50)
    changed = facility(member, beds=60, by=OFFICE, at=LATER)
    changed.refresh_from_db()
    assert (changed.beds, changed.recorded_by, changed.recorded_at) == (60, "office", LATER)


@pytest.mark.parametrize(
    "wrong",
    [
        {"beds": -1},
        {"beds": 50, "capacity": 80},
        {"ward": "general"},
        {"name": ""},
        {"kana": ""},
        {"kind": ""},
        {"kind": "Not A Code"},
        {"by": of_system("")},
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(member, wrong):
    with pytest.raises(ValidationError):
        facility(member, **wrong)
    assert not Facility.objects.exists()


@pytest.mark.parametrize("wrong", [{"beds": 1, "capacity": 1}, {"ward": "general"}, {"name": ""}, {"beds": -1}])
def test_the_database_refuses_it_too(member, wrong):
    about = {"member": member, "name": "x", "kana": "x", "kind": "hospital", "recorded_by": "x", "recorded_at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        Facility.objects.create(**(about | wrong))


def test_a_member_number_is_given_once_in_an_association(member):
    about = {"form": "person", "name": "x", "kana": "x", "recorded_by": "x", "recorded_at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(association=member.association, number="00012", **about)


def test_a_form_other_than_person_or_corporation_is_refused(member):
    with pytest.raises(ValidationError):
        actions.record_member(
            association=member.association, number="2", form="ghost", name="x", kana="x", by=MIE, at=AT
        )


def test_a_corporation_has_several_facilities(member):
    facility(member, beds=50)
    facility(member, name="𠮷田クリニック", kind="clinic")
    assert member.facilities.count() == 2


def test_a_facility_becomes_a_question_for_core(member):
    ask = facility(member, beds=50, ward="general").to_ask(family="all_risk", plan="S3")
    assert (ask.kind, dict(ask.measures), ask.plan) == ("hospital", {"beds": 50, "ward": "general"}, "S3")


def test_the_cast_is_seeded_once_however_often(capsys):
    call_command("seed_example")
    call_command("seed_example")
    assert Association.objects.get().example
    assert (Member.objects.count(), Facility.objects.count()) == (8, 10)
    assert "8 members, 10 facilities" in capsys.readouterr().out


def test_the_cast_has_the_names_people_know():
    actions.seed_example(by=MIE, at=AT)
    found = {one.name: (one.kind, one.size) for one in Facility.objects.of_examples()}
    assert found["青木医院"] == ("clinic", None)
    assert found["博多病院"] == ("hospital", 120)
    assert found["髙橋歯科医院"] == ("dental_clinic", None)
    assert found["介護老人保健施設 みどりの丘"] == ("care_facility", 80)
    corporation = Member.objects.get(number="00101")
    assert corporation.facilities.count() == 3


def test_the_cast_has_no_place_among_real_members(settings):
    settings.SONAE_EXAMPLE = False
    with pytest.raises(CommandError):
        call_command("seed_example")
    assert not Association.objects.exists()
