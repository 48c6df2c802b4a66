"""Whatever goes wrong leaves as a problem in words: never HTML, never a stack trace, never half an answer."""

import json

import pytest

from sonae.app.api import quotes
from sonae.app.api.problems import ProblemDetails
from sonae.app.common import catalogue
from sonae.loader import CatalogueError

CLINIC = {"scheme": "fukuoka-2025", "kind": "clinic", "family": "all_risk", "plan": "S1"}


def problem(response, status):
    assert response.status_code == status, response.content[:500]
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert int(response.headers["Content-Length"]) == len(response.content)
    found = ProblemDetails.model_validate_json(response.content, strict=True, extra="forbid")
    assert found.status == status
    assert found.title
    assert found.detail
    assert "Traceback" not in response.content.decode()
    return found


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    "path", ["/api/v1/nothing", "/api/v2/quotes", "/api/", "/api/v1/schemes/none", "/api/v1/schemes/"]
)
def test_an_unknown_address_is_404_in_the_caller_s_language(client, path, language):
    response = client.get(path, headers={"Accept-Language": language})
    found = problem(response, 404)
    assert found.title == {"ja": "見つかりません", "en": "Not found"}[language]
    assert response.headers["Content-Language"] == language


def test_a_wrong_method_is_405_and_names_the_right_one(client):
    response = client.delete("/api/v1/quotes")
    problem(response, 405)
    assert response.headers["Allow"] == "POST"
    problem(client.post("/api/v1/schemes", {}, content_type="application/json"), 405)
    problem(client.post("/api/v1/openapi.json"), 405)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        "診療所".encode("cp932"),
        b'{"size": NaN}',
        b'{"size": Infinity}',
        b'{"size": 1e999}',
        b'{"kind": "\\ud800"}',
        b'{"kind": "\x00"}',
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b"\xef\xbb\xbf{}",
    ],
    ids=lambda body: repr(body[:16]),
)
def test_what_is_no_json_is_400(ask, body):
    problem(ask("quotes", body), 400)


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_another_media_type_is_415(ask, content_type):
    problem(ask("quotes", json.dumps(CLINIC), content_type=content_type), 415)


def test_a_charset_beside_the_media_type_does_no_harm(ask):
    assert ask("quotes", CLINIC, content_type="application/json; charset=utf-8").status_code == 200


def test_a_large_body_is_413_and_is_not_read(ask):
    problem(ask("quotes", b" " * (64 * 1024 + 1)), 413)
    problem(ask("quotes.pdf", b" " * 3_000_000), 413)


@pytest.mark.parametrize(
    ("length", "status"),
    [("-1", 400), ("many", 400), ("0", 422), ("", 422), ("٣", 400), ("9" * 20, 413), ("9" * 5_000, 413)],
)
def test_a_length_that_is_none_is_no_fault_of_ours(client, length, status):
    told = {"content_type": "application/json", "CONTENT_LENGTH": length}
    problem(client.generic("POST", "/api/v1/quotes", b"{ }", **told), status)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"size": True}, ("size", "api.invalid.count_type")),
        ({"size": 5.0}, ("size", "api.invalid.count_type")),
        ({"size": [5]}, ("size", "api.invalid.count_type")),
        ({"size": 10**400}, ("size", "api.invalid.count_range")),
        ({"size": -(10**16)}, ("size", "api.invalid.count_range")),
        ({"size": "9" * 65}, ("size", "api.invalid.string_too_long")),
        ({"kind": "x" * 65}, ("kind", "api.invalid.string_too_long")),
        ({"kind": "x" * 50_000}, ("kind", "api.invalid.string_too_long")),
        ({"plan": "S1\x00"}, ("plan", "api.invalid.string_pattern_mismatch")),
        ({"plan": 1}, ("plan", "api.invalid.string_type")),
        ({"measures": {"beds": {}}}, ("measures.beds", "api.invalid.count_type")),
        ({"measures": []}, ("measures", "api.invalid.dict_type")),
        ({"measures": {str(n): n for n in range(21)}}, ("measures", "api.invalid.too_long")),
        ({"language": "fr"}, ("language", "api.invalid.literal_error")),
        ({"at": "2025-06-15"}, ("at", "api.invalid.moment")),
        ({"at": "2025-06-15T09:00:00"}, ("at", "api.invalid.moment")),
        ({"at": 1_750_000_000}, ("at", "api.invalid.moment")),
        ({"at": "1949-12-31T23:59:59+09:00"}, ("at", "api.invalid.moment_range")),
        ({"at": "9999-12-31T23:59:59-23:59"}, ("at", "api.invalid.moment_range")),
        ({"paln": "S1"}, ("paln", "api.invalid.extra_forbidden")),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_field_of_the_wrong_shape_is_named(refused, change, error):
    assert refused("quotes", CLINIC | change) == [error]


def test_every_shape_that_is_wrong_is_named_at_once(refused):
    asked = {"kind": 1, "size": 0.5, "plan": None, "at": "soon", "colour": "red"}
    assert sorted(refused("quotes", asked)) == [
        ("at", "api.invalid.moment"),
        ("colour", "api.invalid.extra_forbidden"),
        ("kind", "api.invalid.string_type"),
        ("plan", "api.invalid.string_type"),
        ("scheme", "api.invalid.missing"),
        ("size", "api.invalid.count_type"),
    ]


@pytest.mark.parametrize("body", ["[]", '"text"', "5", "null"])
def test_a_body_that_is_no_object_is_said_to_be_none(ask, body):
    assert problem(ask("quotes", body), 422).errors[0].field == "body"


@pytest.mark.parametrize(("language", "word"), [("ja", "必須の項目です。"), ("en", "This field is required.")])
def test_messages_are_in_the_language_of_the_body_before_that_of_the_header(ask, language, word):
    other = {"ja": "en", "en": "ja"}[language]
    assert problem(ask("quotes", {"language": language}, language=other), 422).errors[0].message == word


def test_every_problem_has_words_in_both_languages():
    words = catalogue.current().words
    for status in (400, 403, 404, 405, 412, 413, 415, 422, 429, 500):
        for part in ("title", "detail"):
            text = words.texts[f"api.{part}.{status}"]
            assert text.ja.strip()
            assert text.en.strip() not in {"", text.ja.strip()}


def test_a_fault_of_ours_is_500_and_tells_nothing_of_itself(ask, monkeypatch):
    def broken(*_arguments, **_more):
        raise RuntimeError("the secret is 42")

    monkeypatch.setattr(quotes, "price", broken)
    response = ask("quotes", CLINIC)
    assert "X-Request-ID" in problem(response, 500).detail
    assert "42" not in response.content.decode()
    assert response.headers["X-Request-ID"]


def test_even_a_broken_catalogue_is_a_problem(ask, client, monkeypatch):
    def broken():
        raise CatalogueError([])

    for module in ("asked", "problems", "quotes"):
        monkeypatch.setattr(f"sonae.app.api.{module}.current", broken)
    monkeypatch.setattr("sonae.app.quoting.arrivals.current", broken)
    assert problem(ask("quotes", CLINIC), 500).title == "Internal Server Error"
    problem(client.get("/api/v1/schemes"), 500)
    assert problem(ask("quotes", {}), 422).errors


def test_a_host_that_is_not_ours_is_a_problem_too(client):
    problem(client.get("/api/v1/schemes", headers={"Host": "evil.example"}), 400)
