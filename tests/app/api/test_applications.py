"""Applications for programs: a token reads what its organisation sees, and nothing of Mie's."""

import pytest

from tests.support.cast import build

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
ADDRESS = "/api/v1/applications"


def asked(client, cast, organisation, role, **query):
    key = cast.keys[organisation, role]
    return client.get(ADDRESS, query, headers={"Authorization": f"Bearer {key}"})


@pytest.mark.parametrize(
    ("organisation", "role", "numbers"),
    [("fukuoka", "office_clerk", ["A-hakata"]), ("mie", "office_clerk", ["A-mie_member"]), ("aoki", "head", [])],
)
def test_each_organisation_reads_its_own_applications(client, organisation, role, numbers):
    answer = asked(client, build(), organisation, role)
    assert answer.status_code == 200
    assert [one["number"] for one in answer.json()["applications"]] == numbers


def test_a_row_says_whose_turn_it_is(client):
    row = asked(client, build(), "agency", "agency_clerk", q="かな").json()["applications"][0]
    assert (row["state"], row["step"], row["member_number"]) == ("submitted", "agency", "00034")


def test_without_a_token_nobody_reads_anything(client):
    assert client.get(ADDRESS).status_code == 401


def test_a_role_that_reads_no_disclosures_reads_no_applications(client):
    assert asked(client, build(), "desk", "desk_operator").status_code == 403
