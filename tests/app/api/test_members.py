"""A program reads members with a token: those its organisation serves, as far as its role sees them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sonae.app.accounts.models import Reach
from sonae.app.api.member_shapes import MemberAnswer, MemberList
from sonae.app.parties import actions
from tests.support.cast import NOW, build

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def cast():
    return build()


@pytest.fixture
def read(client, cast):
    """`read("fukuoka", "office_clerk", "members")` asks with that person's token."""

    def read(organisation, role, path):
        return client.get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {cast.keys[organisation, role]}"})

    return read


def test_lists_the_members_that_the_organisation_serves(read):
    response = read("fukuoka", "office_clerk", "members?sort=-number")
    found = MemberList.model_validate_json(response.content, extra="forbid")
    assert ([one.number for one in found.members], found.count) == (["00034", "00012"], 2)
    assert found.members[0].facilities[0].beds == 120


@pytest.mark.parametrize(("question", "count"), [("q=はくた", 0), ("q=博多", 1), ("kind=clinic", 1), ("page=99", 2)])
def test_finds_and_filters_like_the_page(read, question, count):
    assert len(read("fukuoka", "office_clerk", f"members?{question}").json()["members"]) == count


def test_reads_one_member_with_its_zeros(read):
    found = MemberAnswer.model_validate_json(read("hakata", "head", "members/00034").content, extra="forbid")
    offices = [office.name for office in found.offices]
    assert (found.number, found.association, offices) == ("00034", "fukuoka", ["◇博多本部"])


def test_what_a_role_does_not_see_is_absent(read):
    found = read("desk", "desk_operator", "members/00034").json()
    assert ("phone" in found, "corporate_number" in found, "offices" in found) == (True, False, False)


@pytest.mark.parametrize(("organisation", "role"), [("aoki", "head"), ("mie", "office_clerk")])
def test_a_member_of_others_is_not_there(read, organisation, role):
    assert read(organisation, role, "members/00034").status_code == 404


def test_a_number_of_two_associations_wants_to_be_told_whose(cast, read):
    Reach.objects.create(organisation=cast.organisations["agency"], association=cast.organisations["mie"])
    refused = read("agency", "agency_clerk", "members/00012")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "association")
    assert read("agency", "agency_clerk", "members/00012?association=mie").json()["association"] == "mie"


def test_without_a_token_nothing_is_told(client):
    assert client.get("/api/v1/members").status_code == 401


def test_a_page_that_is_no_number_is_refused(read):
    assert read("fukuoka", "office_clerk", "members?page=x").json()["errors"][0]["field"] == "page"


def test_asks_as_many_questions_for_one_member_as_for_many(cast, read):
    clerk = cast.person("fukuoka", "office_clerk")
    few = questions(read)
    for number in range(20):
        about = {"number": f"9{number}", "form": "person", "name": "某", "kana": "ボウ"}
        member = actions.record_member(association=cast.associations["fukuoka"], **about, by=clerk, at=NOW)
        actions.record_facility(member=member, name="某医院", kana="ボウ", kind="clinic", by=clerk, at=NOW)
    assert questions(read) == few


def questions(read):
    """How often the database was asked about members for a list of them."""
    with CaptureQueriesContext(connection) as asked:
        assert read("fukuoka", "office_clerk", "members").status_code == 200
    return sum("parties_" in one["sql"] for one in asked.captured_queries)
