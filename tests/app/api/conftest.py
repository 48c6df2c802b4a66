"""What do the tests of the API share? A caller without limits, and the moment they all ask at."""

import json

import pytest

AT = "2025-02-20T10:00:00+09:00"


@pytest.fixture(autouse=True)
def _no_limits(settings):
    """Tests ask faster than people; those about limits set their own."""
    settings.SONAE_RATE_LIMITS = {"api": None, "papers": None, "pages": None}


@pytest.fixture
def ask(client):
    """`ask("quotes", {...})` posts a body, in English unless told otherwise."""

    def ask(resource, body, language="en", **more):
        content = body if isinstance(body, bytes | str) else json.dumps(body)
        headers = {"Accept-Language": language} | more.pop("headers", {})
        return client.post(
            f"/api/v1/{resource}", content, content_type=more.pop("content_type", "application/json"), headers=headers
        )

    return ask


@pytest.fixture
def refused(ask):
    """The errors of a refused body, as (field, key)."""

    def refused(resource, body, status=422):
        response = ask(resource, body)
        assert response.status_code == status, response.content
        assert response.headers["Content-Type"] == "application/problem+json"
        return [(error["field"], error["key"]) for error in response.json()["errors"]]

    return refused
