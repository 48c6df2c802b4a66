"""Every answer carries its request's id and the headers that protect the reader; the log names no person."""

import json
import logging

import pytest

from sonae.app.project import logs, middleware

pytestmark = pytest.mark.django_db


def test_returns_a_sane_id_that_came_with_the_request(client):
    assert client.get("/styleguide", headers={"X-Request-ID": "gate-7.0042"})["X-Request-ID"] == "gate-7.0042"


@pytest.mark.parametrize(
    "incoming", ["", "short", "a" * 65, "with space in it", "<script>alert</script>", "-leading-dash"]
)
def test_makes_an_id_where_none_or_an_odd_one_came(client, incoming):
    answered = client.get("/styleguide", headers={"X-Request-ID": incoming})["X-Request-ID"]
    assert answered != incoming
    assert middleware.SANE_ID.fullmatch(answered)


def test_logs_the_path_without_its_query(client, caplog):
    with caplog.at_level(logging.INFO, logs.ACCESS):
        client.get("/no-such-page?name=Aoki+Clinic")
    (line,) = [record for record in caplog.records if record.name == logs.ACCESS]
    assert (line.getMessage(), line.fields["status"]) == ("GET /no-such-page", 404)
    assert "Aoki" not in caplog.text


def test_a_line_is_one_json_object_with_the_requests_id():
    token = logs.REQUEST_ID.set("request-1")
    try:
        record = logging.LogRecord("sonae", logging.INFO, "file", 1, "did %s", ("a\nthing",), None)
        record.fields = {"status": 200}
        line = logs.JsonFormatter().format(record)
    finally:
        logs.REQUEST_ID.reset(token)
    assert "\n" not in line
    said = json.loads(line)
    assert (said["message"], said["request_id"], said["status"]) == ("did a\nthing", "request-1", 200)


def test_an_exception_stays_one_line():
    error = ValueError("no")
    record = logging.LogRecord("x", logging.ERROR, "f", 1, "broke", (), (type(error), error, None))
    line = logs.JsonFormatter().format(record)
    assert "\n" not in line
    assert json.loads(line)["exception"] == "ValueError: no"


def test_the_policy_lets_in_nothing_inline_and_nothing_foreign(client):
    policy = client.get("/styleguide")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy
    assert "style-src 'self'" in policy
    assert "script-src 'self'" in policy


def test_the_other_headers_that_protect_are_there(client):
    response = client.get("/styleguide")
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
