"""Codes are good once and for a moment; what they are reckoned from says nothing to whoever steals the database."""

import json
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from cryptography.fernet import InvalidToken
from django.core.management import CommandError, call_command
from django.test import Client

from sonae.app.accounts import secrets
from sonae.app.accounts.mail_models import Mail
from sonae.app.common.jobs_actions import work_off
from tests.support.cast import build
from tests.support.letters import code_of

pytestmark = pytest.mark.django_db
with_mail = pytest.mark.django_db(transaction=True)  # mails go out when their transaction is over
PASSWORD = "neko-wa-kotatsu-de"
RFC_4226 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # its secret, and in appendix D its first codes
STEP = 30  # seconds


@pytest.fixture
def clerk():
    user = build().roles["fukuoka", "office_clerk"].user
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def secret(clerk):
    secret = generate_totp_secret()
    TOTP.activate(clerk, secret)
    RecoveryCodes.activate(clerk)
    return secret


def told(user, words):
    """How many mails to somebody say this."""
    work_off(worker="test")
    return Mail.objects.filter(to=user.email, body__contains=words).count()


def at_second_factor(client, clerk):
    answer = client.post("/accounts/login/", {"login": clerk.email, "password": PASSWORD})
    assert answer["Location"] == "/accounts/login/second/"
    return client


def lets_in(client, clerk, code):
    at_second_factor(client, clerk).post("/accounts/login/second/", {"code": code})
    inside = client.get("/work/").status_code == 200
    client.post("/accounts/logout/")
    return inside


def recovery_code(user):
    return RecoveryCodes(Authenticator.objects.get(user=user, type="recovery_codes")).get_unused_codes()[0]


def code_at(secret, moment):
    return format_hotp_value(hotp_value(secret, int(moment) // STEP))


def test_codes_are_those_of_rfc_4226():
    codes = [format_hotp_value(hotp_value(RFC_4226, counter)) for counter in range(3)]
    assert codes == ["755224", "287082", "359152"]


def test_a_code_of_the_app_is_good_for_a_moment_and_once(client, clerk, secret):
    now = time.time()
    assert not lets_in(client, clerk, code_at(secret, now - 4 * STEP))
    assert lets_in(client, clerk, code_at(secret, now))
    assert told(clerk, "もう一度入力されました") == 0
    for _time in range(2):
        assert not lets_in(client, clerk, code_at(secret, now))
    assert told(clerk, "もう一度入力されました") == 1, "once, and not at each try"


def test_a_factor_shown_at_sign_in_is_fresh_for_the_first_act(client, clerk, secret):
    at_second_factor(client, clerk).post("/accounts/login/second/", {"code": code_at(secret, time.time())})
    made = client.post("/accounts/tokens/", {"name": "link", "acts": ["read"], "days": "30", "once": "x"})
    assert (made.status_code, "sonae_" in made.content.decode()) == (200, True)


@with_mail
def test_so_it_is_behind_a_code_by_mail(client, clerk, secret):
    client.post("/accounts/login/code/confirm/", {"code": asked_for_a_code(client, clerk)})
    client.post("/accounts/login/second/", {"code": code_at(secret, time.time())})
    made = client.post("/accounts/tokens/", {"name": "link", "acts": ["read"], "days": "30", "once": "x"})
    assert (made.status_code, "sonae_" in made.content.decode()) == (200, True)


@pytest.mark.usefixtures("secret")
def test_a_recovery_code_is_good_once(client, clerk):
    code = recovery_code(clerk)
    assert lets_in(client, clerk, code)
    assert not lets_in(client, clerk, code)


def test_secrets_are_sealed_in_the_database(clerk, secret, settings):
    kept = json.dumps([one.data for one in Authenticator.objects.filter(user=clerk)])
    assert secret not in kept
    sealed = Authenticator.objects.get(user=clerk, type="totp").data["secret"]
    assert secrets.unsealed(sealed) == secret
    settings.SECRET_KEY = "another key that has never sealed anything in this house"
    with pytest.raises(InvalidToken):
        secrets.unsealed(sealed)


def test_a_new_key_opens_what_an_earlier_one_has_sealed_as_long_as_it_is_named(settings):
    sealed, settings.SECRET_KEY_FALLBACKS = secrets.sealed("x"), [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key that has never sealed anything in this house"
    assert secrets.unsealed(sealed) == "x"
    again, settings.SECRET_KEY_FALLBACKS = secrets.sealed("x"), []
    assert secrets.unsealed(again) == "x"


def test_after_resealing_the_earlier_key_may_be_forgotten(clerk, secret, settings):
    earlier, settings.SECRET_KEY = settings.SECRET_KEY, "another key that has never sealed anything in this house"
    with pytest.raises(CommandError, match="SONAE_SECRET_KEYS_EARLIER"):
        call_command("reseal")
    settings.SECRET_KEY_FALLBACKS = [earlier]
    call_command("reseal")
    settings.SECRET_KEY_FALLBACKS = []
    assert secrets.unsealed(Authenticator.objects.get(user=clerk, type="totp").data["secret"]) == secret
    assert recovery_code(clerk)


def test_removing_the_app_is_told_to_its_owner_and_takes_effect_at_once(client, clerk, secret):
    at_second_factor(client, clerk).post("/accounts/login/second/", {"code": code_at(secret, time.time())})
    asked = client.post("/accounts/second/app/off/")
    assert asked["Location"].startswith("/accounts/reauthenticate/second/")  # who has one proves by it
    client.post(asked["Location"], {"code": recovery_code(clerk)})
    client.post("/accounts/second/app/off/")
    assert not Authenticator.objects.filter(user=clerk, type="totp").exists()
    assert told(clerk, "無効になりました") == 1


def asked_for_a_code(client, clerk):
    client.post("/accounts/login/code/", {"email": clerk.email})
    return code_of(clerk.email)


@with_mail
def test_a_code_by_mail_is_long_enough_and_each_is_another(clerk):
    codes = {asked_for_a_code(Client(), clerk) for _time in range(3)}
    assert len(codes) == 3
    assert all(re.fullmatch(r"[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}", code) for code in codes), "34 bits"


@with_mail
def test_a_code_by_mail_opens_once_and_only_where_it_was_asked_for(client, clerk):
    other = client.__class__()
    code = asked_for_a_code(client, clerk)
    assert other.post("/accounts/login/code/confirm/", {"code": code})["Location"].startswith("/accounts/login/")
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert client.get("/work/").status_code == 200
    client.post("/accounts/logout/")
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert client.get("/work/").status_code == 302


@with_mail
def test_a_code_by_mail_is_too_old_after_ten_minutes(client, clerk):
    code = asked_for_a_code(client, clerk)
    session = client.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= 601
    session.save()
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert client.get("/work/").status_code == 302


def test_a_passkey_answers_a_challenge_of_its_own(client):
    asked = [
        client.get("/accounts/login/passkey/", headers={"X-Requested-With": "XMLHttpRequest"}).json() for _i in "ab"
    ]
    challenges = {one["request_options"]["publicKey"]["challenge"] for one in asked}
    assert len(challenges) == 2
    assert all(len(one) >= 43 for one in challenges), "32 bytes in base64"
