"""Every address, public or not: what its answers carry, and which ways of asking it does not know."""

import re

import pytest
from django.contrib.staticfiles.finders import get_finders
from django.urls import reverse

from tests.support.cast import build
from tests.support.routes import ROUTES

pytestmark = pytest.mark.django_db
PRIVATE = [route for route in ROUTES if route.acts is not None]
VERSION = re.compile(r"\d+\.\d+")


@pytest.fixture
def cast(settings):
    settings.SONAE_RATE_LIMITS = {"api": None, "papers": None, "pages": None}
    return build()


def asked(client, cast, route):
    key = cast.keys["hakata", "head"]
    headers = {"Authorization": f"Bearer {key}"} if route.token else {}
    return client.get(reverse(route.name, kwargs=dict(route.fill(cast))) + route.query, headers=headers)


def faults_of(response):
    """What is wrong with an answer's headers."""
    kind = response.get("Content-Type", "")
    textual = kind.startswith(("text/", "application/xml", "image/svg+xml"))
    expected = {
        "no type": bool(kind) or (not response.streaming and not response.content),
        "no charset": "charset" in kind or not textual,
        "sniffing": response.get("X-Content-Type-Options") == "nosniff",
        "referrer": response.get("Referrer-Policy") == "same-origin",
        "frames": "frame-ancestors 'none'" in response.get("Content-Security-Policy", "")
        or not kind.startswith("text/html"),
        "other sites": "Access-Control-Allow-Origin" not in response,
        "versions": not VERSION.search(response.get("Server", "") + response.get("X-Powered-By", "")),
        "json": "attachment" in response.get("Content-Disposition", "") or "json" not in kind,
    }
    return [name for name, right in expected.items() if not right]


def test_every_answer_carries_what_protects_its_reader(client, cast):
    client.force_login(cast.roles["hakata", "head"].user)
    answers = {route.name: asked(client, cast, route) for route in ROUTES if route.name != "account_logout"}
    answers["missing"] = client.get("/no-such-page", headers={"Origin": "null"})
    answers["missing in the api"] = client.get("/api/v1/no-such-thing")
    assert {name: faults for name, answer in answers.items() if (faults := faults_of(answer))} == {}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_carry_it_too(client, path):
    response = client.get(path)
    assert (response["X-Content-Type-Options"], response["Cache-Control"]) == ("nosniff", "no-store")


def test_nothing_that_is_not_for_everybody_is_kept_on_its_way(client, cast):
    client.force_login(cast.roles["hakata", "head"].user)
    answers = {route.name: asked(client, cast, route) for route in PRIVATE}
    shown = {name: answer["Cache-Control"] for name, answer in answers.items() if answer.status_code == 200}
    assert len(shown) > 20
    assert [name for name, said in shown.items() if "no-store" not in said] == []


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "BREW"])
@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/work/", "/api/v1/me"])
def test_other_methods_are_not_known(client, method, path):
    assert client.generic(method, path).status_code == 405


@pytest.mark.parametrize(
    "path", ["/.git/config", "/.env", "/static/", "/static/common/", "/papers/", "/var/", "/static/../src/"]
)
def test_no_folder_is_shown(client, path):
    assert client.get(path).status_code == 404


def test_only_what_pages_use_lies_among_the_static_files():
    kinds = {name.rpartition(".")[2] for finder in get_finders() for name, _storage in finder.list([])}
    assert kinds <= {"css", "js", "svg", "png", "ico", "woff2", "txt", "map", "webmanifest"}


def test_a_token_in_an_address_opens_nothing(client, cast):
    assert client.get(f"/api/v1/me?token={cast.keys['hakata', 'head']}").status_code == 401


def test_no_page_for_people_goes_without_the_token_against_forged_forms(cast):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.roles["hakata", "head"].user)
    pages = [route for route in PRIVATE if not route.token]
    answers = {route.name: strict.post(reverse(route.name, kwargs=dict(route.fill(cast)))) for route in pages}
    assert {name for name, answer in answers.items() if answer.status_code != 403} == set()
