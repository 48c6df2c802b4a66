"""A password may be long and of any kind, is kept as a slow hash, and those that have become known are refused."""

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from sonae.app.accounts.mail_models import Mail
from sonae.app.accounts.models import User
from sonae.app.common.jobs_actions import work_off
from tests.support.cast import build
from tests.support.letters import code_of

pytestmark = pytest.mark.django_db
PASSWORD, OTHER = "neko-wa-kotatsu-de", "inu-wa-niwa-kakemawari"
KNOWN = "qwertyuiop123"  # in Django's list of passwords that have become known, and long enough


@pytest.fixture
def clerk():
    user = build().roles["fukuoka", "office_clerk"].user
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, user, password):
    return client.post("/accounts/login/", {"login": user.email, "password": password})


@pytest.mark.parametrize(
    "password",
    [
        "x9" * 32,
        "x9" * 64,
        "ねこはこたつでまるくなる",
        "🐈 🐕 🐈 🐕 🐈 🐕 🐈",
        "  neko   wa kotatsu  ",
        "ばばばばばばばばばばばば",
    ],
)
def test_any_characters_and_up_to_128_of_them_will_do(password):
    assert validate_password(password) is None


@pytest.mark.parametrize("password", ["x9" * 64 + "x", "short-one-1", KNOWN])
def test_too_long_too_short_and_known_ones_are_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


def test_it_is_kept_as_a_slow_salted_hash_of_the_whole(clerk):
    first, user = clerk.password, User(email="other@example.org")
    hasher = identify_hasher(first)
    said = hasher.decode(first)
    user.set_password(PASSWORD)
    assert (hasher.algorithm, said["iterations"] >= 310_000, len(said["salt"]) >= 16) == ("pbkdf2_sha256", True, True)
    assert user.password != first, "the same password has another salt"
    user.set_password("x9" * 64)
    assert not check_password("x9" * 63, user.password)


def test_spaces_around_it_are_part_of_it(client, clerk):
    clerk.set_password(f"  {PASSWORD}  ")
    clerk.save()
    assert sign_in(client, clerk, PASSWORD).status_code == 200
    assert sign_in(client, clerk, f"  {PASSWORD}  ").status_code == 302


def test_changing_it_wants_the_present_one_tells_the_owner_and_ends_other_sessions(client, clerk):
    other = client.__class__()
    for one in (client, other):
        sign_in(one, clerk, PASSWORD)
    told = {"password1": OTHER, "password2": OTHER}
    assert client.post("/accounts/password/change/", told | {"oldpassword": "wrong"}).status_code == 200
    assert client.post("/accounts/password/change/", told | {"oldpassword": PASSWORD}).status_code == 302
    work_off(worker="test")
    assert Mail.objects.filter(to=clerk.email, body__contains="パスワードが変更されました").count() == 1
    assert (client.get("/work/").status_code, other.get("/work/").status_code) == (200, 302)


@pytest.mark.django_db(transaction=True)
def test_a_forgotten_one_is_set_anew_by_a_code_and_never_shown(client, clerk):
    other = client.__class__()
    sign_in(other, clerk, PASSWORD)
    client.post("/accounts/password/reset/", {"email": clerk.email})
    client.post("/accounts/password/reset/confirm/", {"code": code_of(clerk.email)})
    page = client.post("/accounts/password/reset/complete/", {"password1": KNOWN, "password2": KNOWN})
    assert (page.status_code, PASSWORD in page.content.decode()) == (200, False)
    client.post("/accounts/password/reset/complete/", {"password1": OTHER, "password2": OTHER})
    assert other.get("/work/").status_code == 302
    assert sign_in(client, clerk, PASSWORD).status_code == 200
    assert sign_in(client, clerk, OTHER).status_code == 302


def test_one_that_has_become_known_since_opens_no_longer(client, clerk):
    clerk.set_password(KNOWN)
    clerk.save()
    page = sign_in(client, clerk, KNOWN)
    assert "広く知られている" in page.content.decode()
    assert client.get("/work/").status_code == 302


def test_managers_of_passwords_may_fill_the_fields(client):
    assert 'autocomplete="current-password"' in client.get("/accounts/login/").content.decode()


def test_there_is_no_hint_no_question_and_no_date_by_which_it_ends():
    fields = {field.name for field in User._meta.get_fields() if getattr(field, "concrete", False)}
    assert fields == {"id", "password", "last_login", "email", "name", "language", "is_active", "date_joined"}


def test_a_new_installation_has_no_account():
    assert User.objects.count() == 0


def test_one_like_the_own_address_is_refused_in_words_without_the_name_of_a_column(clerk):
    with pytest.raises(ValidationError) as refused:
        validate_password(clerk.email, clerk)
    assert refused.value.messages == ["名前やメールアドレスに似たパスワードは使えません。"]


def test_the_page_that_sends_a_code_before_a_grave_act_says_whereto_in_japanese(client, clerk):
    client.force_login(clerk)
    page = client.get("/accounts/reauthenticate/code/").content.decode()
    assert "送り先" in page
    assert "Recipient" not in page
