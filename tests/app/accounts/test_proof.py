"""Some acts are done only by somebody who has just shown a second factor; reading and drafting ask for none."""

import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY as SHOWN
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY as OF_USER
from allauth.mfa.models import Authenticator

from sonae.app.accounts.access_models import Invitation
from sonae.app.accounts.roles import ROLES, may

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
SAKURA = {"name": "新井 さくら", "email": "sakura@example.org", "language": "ja", "once": "once-1"}
PEOPLE = [
    ("aoki", "head", "staff"),
    ("fukuoka", "office_head", "office_clerk"),
    ("insurer", "administrator", "auditor"),
]


def show(client, *methods, ago=0):
    """What the library notes in the session when somebody shows who he is."""
    session = client.session
    session[OF_USER] = client.session["_auth_user_id"]
    session[SHOWN] = [{"method": method, "at": time.time() - ago, "reauthenticated": True} for method in methods]
    session.save()


def set_up(cast, *who):
    Authenticator.objects.create(user=cast.roles[who].user, type=Authenticator.Type.TOTP, data={"secret": "x"})


def invited():
    return Invitation.objects.filter(email=SAKURA["email"]).exists()


@pytest.mark.parametrize(("organisation", "role", "wanted"), PEOPLE)
def test_who_lets_people_in_needs_a_second_factor_to_act_but_not_to_read(enter, organisation, role, wanted):
    client = enter(organisation, role, second=False)
    show(client, "password")
    assert client.get("/work/people/").status_code == 200
    assert client.post("/work/people/", SAKURA | {"role": wanted})["Location"] == "/accounts/second/"
    assert "この操作には二段階認証が必要です" in client.get("/accounts/second/").content.decode()
    assert not invited()


def test_a_password_alone_is_not_proof_enough_for_who_has_more(enter, cast):
    set_up(cast, "aoki", "head")
    client = enter("aoki", "head", second=False)
    asked = SAKURA | {"role": "staff"}
    for shown, ago in (((), 0), (("password",), 0), (("code",), 0), (("password", "mfa"), 3600)):
        show(client, *shown, ago=ago)
        assert client.post("/work/people/", asked)["Location"].startswith("/accounts/reauthenticate/second/")
    assert not invited()
    show(client, "password", "mfa")
    assert client.post("/work/people/", asked)["Location"].startswith("/work/people/")
    assert invited()


@pytest.mark.parametrize("path", ["invitations/1/resend/", "invitations/1/withdraw/", "roles/1/end/"])
def test_so_do_all_acts_on_people(enter, path):
    client = enter("fukuoka", "office_head", second=False)
    assert client.post(f"/work/people/{path}")["Location"] == "/accounts/second/"


def test_so_does_accepting_an_offer_and_only_a_head_may(enter):
    head = enter("hakata", "head", second=False)
    assert head.post("/work/applications/1/offer/")["Location"] == "/accounts/second/"
    assert head.get("/work/applications/1/offer/").status_code in {404, 409}  # looking wants no proof
    assert enter("hakata", "staff").post("/work/applications/1/offer/").status_code == 403


def test_the_demonstrations_one_click_counts(enter):
    assert (
        enter("aoki", "head").post("/work/people/", SAKURA | {"role": "staff"})["Location"].startswith("/work/people/")
    )
    assert invited()


def test_mails_are_read_only_by_who_may_read_what_they_tell(enter, cast):
    held = [key for key in cast.roles if may(key[1], "read")]
    found = {key: enter(*key).get("/work/mails/").status_code for key in held}
    assert found == {key: 200 if may(key[1], "disclosed") else 403 for key in held}
    assert {key for key, status in found.items() if status == 403} == {
        ("insurer", "claims_handler"),
        ("desk", "desk_operator"),
        ("desk", "desk_auditor"),
    }


def test_the_menu_shows_mails_to_those_only(enter):
    assert "/work/mails/" not in enter("desk", "desk_operator").get("/work/").content.decode()
    assert "/work/mails/" in enter("fukuoka", "office_clerk").get("/work/").content.decode()


def test_nobody_of_a_desk_reads_disclosures():
    assert [name for name, rule in ROLES.items() if "desk" in rule.kinds and may(name, "disclosed")] == []
