"""The door opens to those who have shown who they are, recently enough, and by two factors where a role binds."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sonae.app.accounts.mail_models import Mail
from sonae.app.accounts.sitting import BEGAN, SEEN
from sonae.app.common.jobs_actions import work_off
from sonae.app.common.person import of_system
from sonae.app.parties.actions import seed_example

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
PASSWORD = "neko-wa-kotatsu-de"


def sit(client, **moments):
    session = client.session
    session.update(moments)
    session.save()
    return client.get("/work/")


def test_a_role_that_binds_needs_a_second_factor(enter, cast):
    client = enter("insurer", "underwriter", second=False)
    assert client.get("/work/")["Location"] == "/accounts/second/"
    assert "二段階認証が必要です" in client.get("/accounts/second/").content.decode()
    Authenticator.objects.create(
        user=cast.roles["insurer", "underwriter"].user, type=Authenticator.Type.TOTP, data={"secret": "x"}
    )
    assert client.get("/work/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(enter, cast):
    user = cast.roles["insurer", "underwriter"].user
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x"})
    assert enter("insurer", "underwriter", second=False).get("/work/").status_code == 302


def test_a_role_that_does_not_bind_needs_none(enter):
    assert enter("fukuoka", "office_clerk", second=False).get("/work/").status_code == 200


def test_the_demonstrations_factor_counts_in_a_demonstration_only(enter, settings):
    client = enter("insurer", "underwriter")
    assert client.get("/work/").status_code == 200
    settings.SONAE_EXAMPLE = False
    assert client.get("/work/").status_code == 302
    assert client.get("/accounts/demonstration/").status_code == 404
    assert client.post("/accounts/demonstration/", {"role": "1"}).status_code == 404


def test_one_click_signs_in_as_each_of_the_cast(client):
    seed_example(by=of_system("test"), at=timezone.now())
    page = client.get("/accounts/demonstration/").content.decode()
    assert page.count('name="role"') == 17
    assert "二段階認証が必要な役割でも" in page
    role = page.partition('name="role" value="')[2].partition('"')[0]
    assert client.post("/accounts/demonstration/", {"role": role})["Location"] == "/work/"
    assert client.get("/work/").status_code == 200
    assert client.post("/accounts/demonstration/", {"role": "0"}).status_code == 404


def test_only_invented_people_can_be_played(client, cast):
    role = cast.roles["fukuoka", "office_head"]
    assert client.post("/accounts/demonstration/", {"role": role.pk}).status_code == 404
    assert client.get("/work/").status_code == 302


def test_who_has_not_been_seen_for_long_is_signed_out(enter, settings):
    client, now = enter("fukuoka", "office_clerk"), int(time.time())
    assert sit(client, **{BEGAN: now, SEEN: now - settings.SONAE_SESSION_IDLE + 60}).status_code == 200
    assert sit(client, **{SEEN: now - settings.SONAE_SESSION_IDLE - 1}).status_code == 302
    assert client.get("/accounts/roles/").status_code == 302


def test_a_session_ends_however_busy_it_is(enter, settings):
    client, now = enter("fukuoka", "office_clerk"), int(time.time())
    began = now - settings.SONAE_SESSION_LONGEST
    assert sit(client, **{BEGAN: began + 60, SEEN: now}).status_code == 200
    assert sit(client, **{BEGAN: began - 1, SEEN: now}).status_code == 302


def test_an_act_that_binds_asks_again_who_sits_there_and_keeps_the_form(enter, cast, client):
    user = cast.roles["fukuoka", "office_clerk"].user
    user.set_password(PASSWORD)
    user.save()
    enter("fukuoka", "office_clerk", second=False)
    asked = client.post("/accounts/tokens/", {"name": "link", "acts": ["read"], "days": "30", "once": "x"})
    assert asked["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Ftokens%2F"
    done = client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/accounts/tokens/"})
    assert "sonae_" in done.content.decode()


def test_own_sessions_are_listed_and_others_can_be_ended(cast, client):
    user, other = cast.roles["fukuoka", "office_clerk"].user, client.__class__()
    user.set_password(PASSWORD)
    user.save()
    for one in (client, other):
        assert one.post("/accounts/login/", {"login": user.email, "password": PASSWORD}).status_code == 302
    assert client.get("/accounts/sessions/").content.decode().count('scope="row"') == 2
    client.post("/accounts/sessions/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/accounts/sessions/"})
    assert (client.get("/work/").status_code, other.get("/work/").status_code) == (200, 302)
    assert Session.objects.count() == 1


def test_many_failures_lock_out_even_the_right_password(cast, client):
    user = cast.roles["fukuoka", "office_clerk"].user
    user.set_password(PASSWORD)
    user.save()
    for _time in range(6):
        client.post("/accounts/login/", {"login": user.email, "password": "wrong"})
    response = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert "しばらくログインできません" in response.content.decode()
    assert client.get("/work/").status_code == 302


@pytest.mark.parametrize("path", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_nobody_learns_which_addresses_are_known(cast, client, path):
    """Neither from the answer nor from the clock: the same questions are asked, and nothing is mailed meanwhile."""
    work_off(worker="test")
    before, asked, answers = Mail.objects.count(), [], []
    for email in (cast.roles["fukuoka", "office_clerk"].user.email, "nobody@example.org"):
        browser = client.__class__()
        with CaptureQueriesContext(connection) as questions:
            answers.append(browser.post(path, {"email": email}))
        asked.append(len(questions))
        page = browser.get(answers[-1]["Location"]).content.decode()
        assert "確認コードをお送りしました" in page
    known, unknown = answers
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert (asked[0] - asked[1], Mail.objects.count()) == (0, before)
    work_off(worker="test")
    assert Mail.objects.count() == before + 1


def test_a_code_works_three_times_only_as_a_guess(cast, client):
    client.post("/accounts/login/code/", {"email": cast.roles["fukuoka", "office_clerk"].user.email})
    answers = [client.post("/accounts/login/code/confirm/", {"code": f"{number:06}"}) for number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert client.get("/accounts/login/code/confirm/").status_code == 302


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "confirm-email/", "social/", "2fa/", "password/reset/key/1-2-3/"]
)
def test_what_the_house_does_not_want_is_not_there(client, path):
    assert client.get(f"/accounts/{path}").status_code == 404


def test_addresses_of_the_cast_are_verified(cast):
    assert EmailAddress.objects.filter(user=cast.roles["aoki", "head"].user, verified=True).count() == 1


def test_processes_count_together_in_the_database():
    here, there = DatabaseCache("common_cache", {}), DatabaseCache("common_cache", {})
    assert here.add("tries", 1)
    assert not there.add("tries", 1)
    there.incr("tries")
    assert here.get("tries") == 2


@pytest.mark.postgres(only=True)
def test_a_request_steps_behind_the_wall_once(enter):
    client = enter("fukuoka", "office_clerk")
    client.get("/work/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/accounts/tokens/")
    walls = [one["sql"] for one in asked if "set_config('role', 'sonae_app'" in one["sql"]]
    assert len(walls) == 1
