"""A program asks the ledger with a token: what did we believe on 10 May about cover on 1 April?"""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sonae.app.api.enrolment_shapes import EnrolmentAnswer, EnrolmentList
from sonae.app.enrolments.certificate_actions import issue_certificate
from sonae.app.enrolments.correct_actions import correct
from sonae.core.enrolment_events import Insure
from tests.app.enrolments.joiners import BY, RECORDED, at
from tests.support.cast import build, more_members

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def cast():
    return build()


@pytest.fixture
def read(client, cast):
    def read(organisation, role, path, **query):
        key = cast.keys[organisation, role]
        return client.get(f"/api/v1/{path}", query, headers={"Authorization": f"Bearer {key}"})

    return read


@pytest.fixture
def corrected(cast, settings, tmp_path):
    """Hakata's enrolment, renamed by a correction of 20 May."""
    settings.SONAE_STATE = tmp_path
    enrolment = cast.enrolments["hakata"]
    hold, one, *rest = enrolment.to_core()[0].changes
    changes = (hold, Insure(one.facility.amended((("name", "博多中央"),))), *rest)
    correct(enrolment=enrolment, number=1, changes=changes, reason="名称", basis="原本", by=BY, at=at(5, 20))
    return enrolment


def test_lists_the_enrolments_that_the_organisation_sees(read, cast):
    found = EnrolmentList.model_validate_json(read("fukuoka", "office_clerk", "enrolments").content, extra="forbid")
    assert [one.number for one in found.enrolments] == [cast.enrolments[name].number for name in ("hakata", "aoki")]
    row = found.enrolments[0]
    assert (row.member_number, row.state, row.certificate_edition) == ("00034", "in_force", None)
    assert row.facilities == [cast.facilities["hakata"].key]


@pytest.mark.parametrize(
    ("question", "count"),
    [({"q": "博多"}, 1), ({"state": "over"}, 0), ({"certificate": "missing"}, 2), ({"association": "mie"}, 0)],
)
def test_finds_and_filters_like_the_page(read, question, count):
    assert read("fukuoka", "office_clerk", "enrolments", **question).json()["count"] == count


@pytest.mark.parametrize(
    ("as_known", "name"), [("2026-05-10", "◇博多院"), ("令和8年5月20日", "博多中央"), ("", "博多中央")]
)
def test_tells_what_was_believed_then_about_another_day(read, corrected, as_known, name):
    answer = read("fukuoka", "office_clerk", f"enrolments/{corrected.number}", on="R8.6.1", as_known=as_known)
    found = EnrolmentAnswer.model_validate_json(answer.content, extra="forbid")
    assert ([one.name for one in found.facilities], found.on) == ([name], "2026-06-01T23:59:59.999999+09:00")
    assert found.owed_yen == 20_160


def test_tells_only_the_entries_and_certificates_there_were_by_then(read, corrected):
    number = f"enrolments/{corrected.number}"
    then = read("hakata", "head", number, as_known=(RECORDED + timedelta(days=1)).isoformat()).json()
    now = read("hakata", "head", number).json()
    assert [len(one["events"]) for one in (then, now)] == [1, 3]
    assert (now["events"][2]["corrects"], now["events"][2]["basis"], now["certificates"]) == (1, "原本", [])


def test_before_anything_was_recorded_nothing_was_believed(read, corrected):
    answer = read("fukuoka", "office_clerk", f"enrolments/{corrected.number}", on="2026-06-01", as_known="2026-01-01")
    found = answer.json()
    assert (found["in_force"], found["holder"], found["facilities"], found["owed_yen"]) == (False, None, [], 0)


def test_a_certificate_leads_to_its_public_page(read, corrected):
    issue_certificate(enrolment=corrected, by=BY, at=at(5, 21))
    (found,) = read("agency", "agency_clerk", f"enrolments/{corrected.number}").json()["certificates"]
    assert found["verify"].endswith(f"/verify/{corrected.number}/{corrected.certificates.get().code}")


def test_both_moments_that_are_none_are_told_at_once(read, corrected):
    path = f"enrolments/{corrected.number}"
    refused = read("fukuoka", "office_clerk", path, on="2026-02-30", as_known="昨日")
    assert refused.status_code == 422
    assert [one["field"] for one in refused.json()["errors"]] == ["on", "as_known"]


def test_what_is_not_over_yet_was_not_known_then_but_today_is_as_known_now(read, corrected):
    path, today = f"enrolments/{corrected.number}", timezone.localdate()
    refused = read("fukuoka", "office_clerk", path, as_known=str(today + timedelta(days=1)))
    assert (refused.status_code, [one["field"] for one in refused.json()["errors"]]) == (422, ["as_known"])
    known = read("fukuoka", "office_clerk", path, as_known=str(today)).json()["as_known"]
    assert datetime.fromisoformat(known) <= timezone.now()


@pytest.mark.parametrize("question", [{"state": "x"}, {"certificate": "zzz"}, {"association": "\0"}, {"q": "\0"}])
def test_a_question_that_cannot_be_answered_is_refused_beside_its_field(read, question):
    refused = read("fukuoka", "office_clerk", "enrolments", **question)
    assert (refused.status_code, [one["field"] for one in refused.json()["errors"]]) == (422, list(question))


@pytest.mark.parametrize(("organisation", "role"), [("aoki", "head"), ("mie", "office_clerk")])
def test_an_enrolment_of_others_is_not_there(read, cast, organisation, role):
    assert read(organisation, role, f"enrolments/{cast.enrolments['hakata'].number}").status_code == 404


def test_without_a_token_nothing_is_told(client):
    assert client.get("/api/v1/enrolments").status_code == 401


def test_asks_as_many_questions_for_one_enrolment_as_for_many(read, cast):
    few = _questions(read)
    more_members(cast, 4)
    assert _questions(read) == few


def _questions(read):
    with CaptureQueriesContext(connection) as asked:
        assert read("fukuoka", "office_clerk", "enrolments").status_code == 200
    return sum("enrolments_" in one["sql"] for one in asked.captured_queries)
