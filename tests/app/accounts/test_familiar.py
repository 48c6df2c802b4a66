"""Somebody who is signed in from a browser that has not let them in before hears of it, and only then."""

import pytest
from django.core import mail
from django.test import Client

from sonae.app.common.jobs_actions import work_off
from tests.support.cast import build

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
PASSWORD = "neko-wa-kotatsu-de"


@pytest.fixture
def cast():
    cast = build()
    for who in ("office_clerk", "office_head"):
        user = cast.roles["fukuoka", who].user
        user.set_password(PASSWORD)
        user.save()
    return cast


def sign_in(client, cast, who="office_clerk"):
    user = cast.roles["fukuoka", who].user
    assert client.post("/accounts/login/", {"login": user.email, "password": PASSWORD}).status_code == 302
    client.post("/accounts/logout/")


def told(cast, who="office_clerk"):
    work_off(worker="test")
    to = cast.roles["fukuoka", who].user.email
    return [one for one in mail.outbox if one.to == [to] and "これまで使われていない端末" in one.body]


def test_a_new_browser_is_told_and_one_that_is_known_is_not(client, cast):
    for _time in range(3):
        sign_in(client, cast)
    assert len(told(cast)) == 1
    sign_in(Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Firefox/140.0"}), cast)
    assert len(told(cast)) == 2
    assert "Windows の Firefox" in told(cast)[-1].body


def test_it_is_known_for_each_who_has_signed_in_from_it(client, cast):
    for who in ("office_clerk", "office_head", "office_clerk", "office_head"):
        sign_in(client, cast, who)
    assert (len(told(cast)), len(told(cast, "office_head"))) == (1, 1)


def test_a_cookie_that_nobody_signed_makes_no_browser_known(client, cast):
    client.cookies["sonae_browser"] = str(cast.roles["fukuoka", "office_clerk"].user_id)
    sign_in(client, cast)
    assert len(told(cast)) == 1


def test_a_wrong_password_tells_nobody(client, cast):
    email = cast.roles["fukuoka", "office_clerk"].user.email
    client.post("/accounts/login/", {"login": email, "password": "wrong"})
    assert told(cast) == []
