"""An institution joins once: the same one under another member is told to all who check, and bound by nobody."""

import pytest
from django.urls import reverse

from sonae.app.applications.models import Application
from sonae.app.applications.refusals import WantingError
from sonae.app.enrolments.models import Enrolment
from sonae.app.parties.actions import record_facility, record_member
from tests.app.applications.conftest import AT, HOUSE, approved, person, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
TOLD = "別の加入者として加入しています"


def applied(cast, *, code):
    """Another member, one of whose facilities has this code, has applied, and agency and office have approved it."""
    other = record_member(
        association=cast.clinic.association, number="00999", form="person", name="別人", kana="ベツ", by=HOUSE, at=AT
    )
    about = {"kind": "clinic", "institution_code": code, "prefecture": "福岡県", "city": "福岡市"}
    record_facility(member=other, name="別院", kana="ベツイン", by=HOUSE, at=AT, **about)
    head = person(other.organisation, "head", "別人")
    return approved(submitted(head, other), cast.agency, cast.office), head


@pytest.fixture
def joined(cast):
    approved(submitted(cast.aoki, cast.clinic), cast.agency, cast.office, cast.underwriter)
    return cast.clinic.facilities.get().institution_code


def shown(client, row):
    return client.get(reverse("applications:case", args=[row.pk])).content.decode()


@pytest.mark.parametrize("before", ["", "401"])
def test_the_insurer_cannot_bind_it_twice_with_or_without_its_prefecture(cast, joined, before):
    row, _head = applied(cast, code=before + joined)
    with pytest.raises(WantingError) as told:
        approved(row, cast.underwriter)
    (wrong,) = told.value.problems
    assert wrong.key == "problem.institution_enrolled_elsewhere"
    assert (Enrolment.objects.count(), Application.objects.get(pk=row.pk).state) == (1, "submitted")


def test_whoever_checks_is_told_and_the_member_learns_nothing_of_others(cast, joined, sign_in):
    row, head = applied(cast, code=joined)
    pages = [shown(sign_in(one), row) for one in (cast.agency, cast.office, cast.underwriter, head)]
    assert [TOLD in page for page in pages] == [True, True, True, False]
    assert Enrolment.objects.get().number not in pages[-1]


def test_another_code_is_another_institution(cast, joined):
    row, _head = applied(cast, code=str((int(joined) + 10) % 10**7).zfill(7))
    approved(row, cast.underwriter)
    assert Enrolment.objects.count() == 2
