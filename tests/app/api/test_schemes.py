"""A scheme can be read whole by a program, and only once as long as its edition is the same."""

import pytest

from sonae.app.api.scheme_shapes import PlanList, SchemeAnswer, SchemeList
from sonae.app.common.catalogue import current

CODES = ["dental-2025", "fukuoka-2025", "jhef-2025", "kagoshima-2025", "mie-2025"]


def test_lists_every_scheme_with_its_digest(client):
    answer = SchemeList.model_validate_json(client.get("/api/v1/schemes").content, strict=True, extra="forbid")
    assert {one.code for one in answer.schemes} == {*CODES, "example"}
    assert {one.digest for one in answer.schemes} == {one.digest for one in current().schemes.values()}


def test_shows_no_example_in_service(client, settings):
    settings.SONAE_EXAMPLE = False
    codes = [one["code"] for one in client.get("/api/v1/schemes").json()["schemes"]]
    assert sorted(codes) == CODES
    assert client.get("/api/v1/schemes/example").status_code == 404


@pytest.mark.parametrize("code", [*CODES, "example"])
def test_says_everything_of_a_scheme(client, code):
    response = client.get(f"/api/v1/schemes/{code}")
    answer = SchemeAnswer.model_validate_json(response.content, strict=True, extra="forbid")
    scheme = current().schemes[code]
    assert [kind.kind for kind in answer.kinds] == list(scheme.kinds)
    assert len(answer.plans) == len(scheme.plans)
    assert sum(len(plan.premiums) for plan in answer.plans) == len(scheme.premiums)
    assert len(answer.facts) == len(scheme.facts)
    assert len(answer.contacts) == len(scheme.contacts)
    assert [measure.name for kind in answer.kinds for measure in kind.measures] == [
        measure.name for kind in scheme.kinds.values() for measure in kind.measures
    ]
    assert (answer.term is None) == (scheme.term is None)


def test_gives_each_contact_its_hours(client):
    contacts = client.get("/api/v1/schemes/fukuoka-2025").json()["contacts"]
    hours = {one["role"]: one["hours"] for one in contacts}
    assert (hours["agency"]["opens"], hours["agency"]["closes"]) == ("09:00", "17:00")
    assert set(hours["desk"]) == {"days", "opens", "closes", "closed"}
    assert any(one["role"] == "desk" and one["phone"] for one in contacts)


def test_lists_plans_as_the_scheme_does(client):
    response = client.get("/api/v1/schemes/fukuoka-2025/plans")
    plans = PlanList.model_validate_json(response.content, strict=True, extra="forbid")
    assert response.json()["plans"] == client.get("/api/v1/schemes/fukuoka-2025").json()["plans"]
    assert plans.plans[0].premiums[0].yen == 29_380


@pytest.mark.parametrize("path", ["schemes", "schemes/fukuoka-2025", "schemes/fukuoka-2025/plans"])
def test_need_not_be_read_twice(client, path):
    first = client.get(f"/api/v1/{path}")
    assert "public" in first.headers["Cache-Control"]
    again = client.get(f"/api/v1/{path}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(f"/api/v1/{path}", headers={"If-None-Match": '"another"'})
    assert other.content == first.content


def test_tells_editions_apart(client):
    tags = {client.get(f"/api/v1/schemes/{code}").headers["ETag"] for code in CODES}
    assert len(tags) == len(CODES)
    unknown = client.get("/api/v1/schemes/mie-2025", headers={"If-Match": '"another"'})
    assert (unknown.status_code, unknown.json()["status"]) == (412, 412)
