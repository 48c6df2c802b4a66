"""A token is shown once, may less than its maker, and ends."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from sonae.app.accounts.access_models import Token
from sonae.app.accounts.mail_models import Mail
from sonae.app.accounts.token_actions import AHEAD, make_token, tell_ending
from sonae.app.common.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
ASKED = {"name": "台帳との連携", "acts": ["read"], "days": "30", "once": "once-1"}


@pytest.fixture
def made(enter):
    """The clerk's browser, and the key that was shown."""
    client = enter("fukuoka", "office_clerk")
    page = client.post("/accounts/tokens/", ASKED).content.decode()
    return client, re.search(r"sonae_\d+_[\w-]{43}", page)[0]


def me(client, key):
    client.logout()
    return client.get("/api/v1/me", headers={"Authorization": f"Bearer {key}"})


def test_it_is_shown_once_and_only_its_hash_is_kept(made):
    client, key = made
    assert key not in client.get("/accounts/tokens/").content.decode()
    assert key not in str(list(Token.objects.values()))
    assert Token.objects.get(name=ASKED["name"]).start == key[: len(Token.objects.get(name=ASKED["name"]).start)]
    assert AuditEntry.objects.filter(action="token.made", subject_name__startswith=ASKED["name"]).count() == 1


def test_it_says_for_whom_it_acts(made):
    answer = me(*made).json()
    assert (answer["role"], answer["organisation"]["kind"], answer["acts"]) == ("office_clerk", "association", ["read"])
    assert Token.objects.get(name=ASKED["name"]).last_used_at is not None


def test_a_revoked_one_is_refused(made):
    client, key = made
    client.post(f"/accounts/tokens/{Token.objects.get(name=ASKED['name']).pk}/revoke/")
    response = me(client, key)
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")


def test_an_expired_one_is_refused(made):
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert me(*made).status_code == 401


def test_one_of_somebody_suspended_is_refused(made, cast):
    user = cast.roles["fukuoka", "office_clerk"].user
    user.is_active = False
    user.save()
    assert me(*made).status_code == 401


@pytest.mark.parametrize("key", ["", "x", "sonae_1_x", "sonae_99_" + "a" * 43, "invite_1_" + "a" * 43, "sonae_1_'--"])
def test_what_is_no_token_is_refused(client, key):
    assert me(client, key).status_code == 401


def test_a_session_is_no_token(enter):
    assert enter("fukuoka", "office_clerk").get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("act", ["people", "underwrite", "countersign"])
def test_no_program_lets_people_in_or_binds(cast, act):
    role = cast.roles["insurer", "senior_underwriter"]
    with pytest.raises(ValueError, match=act):
        make_token(
            role=role,
            name="x",
            acts=[act],
            expires_at=timezone.now(),
            by=cast.person("insurer", "senior_underwriter"),
            at=timezone.now(),
        )


@pytest.mark.parametrize("change", [{"acts": ["people"]}, {"acts": []}, {"days": "9999"}, {"name": ""}])
def test_what_makes_no_sense_is_refused(enter, change):
    before = Token.objects.count()
    assert enter("fukuoka", "office_clerk").post("/accounts/tokens/", ASKED | change).status_code == 422
    assert Token.objects.count() == before


def test_its_maker_hears_once_in_time_that_it_ends(cast):
    token = cast.tokens["fukuoka", "office_clerk"]
    for ends_in, mails in ((AHEAD + timedelta(hours=1), 0), (AHEAD - timedelta(hours=1), 1), (timedelta(hours=1), 1)):
        Token.objects.filter(pk=token.pk).update(expires_at=timezone.now() + ends_in)
        tell_ending.call()
        assert Mail.objects.filter(template="token_ends", to=token.role.user.email).count() == mails


@pytest.mark.parametrize("over", [{"revoked_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(days=1)}])
def test_of_one_that_has_ended_nobody_hears(cast, over):
    token = cast.tokens["fukuoka", "office_clerk"]
    Token.objects.filter(pk=token.pk).update(**{"expires_at": timezone.now() + timedelta(days=1)} | over)
    tell_ending.call()
    assert not Mail.objects.filter(template="token_ends").exists()
