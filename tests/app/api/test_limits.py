"""The API keeps to its limits and says in every answer what is left."""

import pytest

from sonae.app.common.rate_limit import Limit

CLINIC = {"scheme": "fukuoka-2025", "kind": "clinic", "family": "all_risk", "plan": "S1"}


@pytest.fixture(autouse=True)
def _two_each(_no_limits, settings):
    settings.SONAE_RATE_LIMITS = {"api": Limit(2, 60), "papers": Limit(1, 60)}


def test_answers_429_with_the_time_to_wait(ask):
    answers = [ask("quotes", CLINIC) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert [one.headers["RateLimit-Remaining"] for one in answers] == ["1", "0", "0"]
    assert answers[2].headers["Retry-After"] == "30"
    assert answers[2].json()["detail"] == "Too many requests from this address. Try again in 30 seconds."


def test_counts_refusals_and_reads_alike(ask, client):
    assert ask("quotes", {}).status_code == 422
    assert client.get("/api/v1/schemes").status_code == 200
    assert client.get("/api/v1/schemes").status_code == 429


def test_papers_have_a_limit_of_their_own(ask):
    assert [ask("quotes.pdf", CLINIC).status_code for _ in range(2)] == [200, 429]
    assert ask("quotes", CLINIC).status_code == 200


def test_other_callers_are_not_held_up(client):
    told = [client.get("/api/v1/costs", REMOTE_ADDR=f"203.0.113.{last}").status_code for last in (1, 1, 1, 2)]
    assert told == [200, 200, 429, 200]


def test_the_document_is_never_refused(client):
    assert {client.get("/api/v1/openapi.json").status_code for _ in range(5)} == {200}
