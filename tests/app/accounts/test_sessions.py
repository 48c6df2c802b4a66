"""A session begins with a new name, stands in a cookie and nowhere else, and is over when it is over."""

import logging

import pytest
from django.conf import settings
from django.test import Client

from tests.support.cast import build

pytestmark = pytest.mark.django_db
PASSWORD = "neko-wa-kotatsu-de"
COOKIE = settings.SESSION_COOKIE_NAME


@pytest.fixture
def clerk():
    user = build().roles["fukuoka", "office_clerk"].user
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, user, **more):
    return client.post("/accounts/login/", {"login": user.email, "password": PASSWORD} | more)


def test_signing_in_gives_the_session_a_new_name_that_nobody_can_guess(client, clerk):
    session = client.session  # somebody has laid one down before
    session.save()
    before = client.cookies[COOKIE].value
    answer = sign_in(client, clerk)
    after = client.cookies[COOKIE].value
    assert before != after
    assert len(after) == 32, "of 36 letters and digits: 165 bits"
    assert after not in answer["Location"]
    assert after not in client.get("/work/").content.decode()


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client, clerk):
    cookies = sign_in(client, clerk).cookies
    assert set(cookies) <= {COOKIE, "sonae_browser", "csrftoken", "messages"}
    for name in (COOKIE, "sonae_browser"):
        said = cookies[name]
        assert (said["httponly"], said["samesite"], said["domain"]) == (True, "Lax", "")


def test_signing_out_ends_it_and_leaves_nothing_to_go_back_to(client, clerk):
    sign_in(client, clerk)
    kept = client.cookies[COOKIE].value
    assert "no-store" in client.get("/work/")["Cache-Control"]
    client.post("/accounts/logout/")
    client.cookies[COOKIE] = kept
    assert client.get("/work/").status_code == 302


def test_ending_other_sessions_asks_who_sits_there(client, clerk):
    client.force_login(clerk)
    assert client.get("/accounts/sessions/").status_code == 200
    assert client.post("/accounts/sessions/")["Location"].startswith("/accounts/reauthenticate/")


def test_it_is_kept_as_json():
    assert settings.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(client, clerk, target):
    assert sign_in(client, clerk, next=target)["Location"] == "/work/"


def test_what_is_posted_is_read_from_the_body_alone(client, clerk):
    client.post(f"/accounts/login/?login={clerk.email}&password={PASSWORD}")
    assert client.get("/work/").status_code == 302


def test_nobody_takes_a_role_of_somebody_else(client, clerk):
    from sonae.app.accounts.models import Role

    foreign = Role.objects.get(user__email="office_head@mie.example.org")
    sign_in(client, clerk)
    client.post("/accounts/roles/", {"role": foreign.pk})
    assert "三重" not in client.get("/work/").content.decode()


def test_a_form_without_its_token_is_refused_whatever_origin_it_names(clerk):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(
        "/accounts/login/", {"login": clerk.email, "password": PASSWORD}, headers={"Origin": "http://testserver"}
    )
    assert (answer.status_code, COOKIE in strict.cookies) == (403, False)


def test_who_came_in_and_who_did_not_is_logged_without_what_was_typed(client, clerk, caplog):
    with caplog.at_level(logging.INFO):
        client.post("/accounts/login/", {"login": clerk.email, "password": "wrong-and-secret"})
        for _time in range(5):
            client.post("/accounts/login/", {"login": clerk.email, "password": "wrong-and-secret"})
        client.post("/accounts/login/code/", {"email": clerk.email})
        client.post("/accounts/login/code/confirm/", {"code": "wrong-code"})
    said = [(one.getMessage(), getattr(one, "fields", {}).get("why", "")) for one in caplog.records]
    assert {("sign-in failed", ""), ("sign-in refused", "too_many_login_attempts")} <= set(said)
    assert ("sign-in refused", "incorrect_code") in said
    assert "127.0.0.1" in {one.fields.get("from") for one in caplog.records if hasattr(one, "fields")}
    written = caplog.text + str([vars(one) for one in caplog.records if one.name.startswith("sonae")])
    assert "secret" not in written
    assert clerk.email not in written
    assert client.cookies[COOKIE].value not in written


def test_a_success_and_whoever_was_refused_a_page_are_logged_by_number(client, clerk, caplog):
    with caplog.at_level(logging.INFO):
        sign_in(client, clerk)
        assert client.get("/work/trail/").status_code == 403
    assert clerk.pk in {one.fields.get("user") for one in caplog.records if one.getMessage() == "signed in"}
    (refused,) = [one.fields for one in caplog.records if one.getMessage() == "GET /work/trail/"]
    assert (refused["status"], refused["user"], refused["role"], refused["from"]) == (
        403,
        clerk.pk,
        "office_clerk",
        "127.0.0.1",
    )
    assert PASSWORD not in caplog.text
