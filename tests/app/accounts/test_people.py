"""People come in by an invitation that works once, and are out as soon as their role has ended."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from sonae.app.accounts import actions
from sonae.app.accounts.access_models import Invitation
from sonae.app.accounts.letting_in import GoneError
from sonae.app.accounts.models import Role, User
from sonae.app.common.jobs_actions import work_off
from sonae.app.common.models import AuditEntry
from sonae.app.parties.models import Member

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
SAKURA = {"name": "新井 さくら", "email": "sakura@example.org", "role": "office_clerk", "language": "ja"}
PASSWORD = "neko-wa-kotatsu-de"


def invite(client, **changed):
    work_off(worker="test")
    mail.outbox.clear()
    response = client.post("/work/people/", SAKURA | {"once": "once-1"} | changed)
    work_off(worker="test")
    return response


def link():
    work_off(worker="test")
    return re.search(r"http\S+", mail.outbox[-1].body)[0].removeprefix("http://testserver")


def accept(client, address, **changed):
    client.logout()
    key = address.partition("key=")[2]
    return client.post("/accounts/invitation/", {"key": key, "name": "新井 さくら", "password": PASSWORD} | changed)


def test_an_invitation_names_organisation_and_role_and_works_once(enter, client):
    assert invite(enter("fukuoka", "office_head")).status_code == 302
    address = link()
    assert "fukuoka医師会" in mail.outbox[0].subject
    client.logout()
    page = client.get(address).content.decode()
    assert "fukuoka医師会" in page
    assert "団体事務局の担当者" in page
    assert accept(client, address)["Location"] == "/work/"
    assert client.get("/work/").status_code == 200
    assert accept(client, address).status_code == 404
    assert User.objects.get(email=SAKURA["email"]).check_password(PASSWORD)
    assert AuditEntry.objects.filter(action="invitation.accepted").count() == 1


def test_the_invitation_says_what_becomes_of_personal_data(enter, client):
    invite(enter("fukuoka", "office_head"))
    page = client.get(link()).content.decode()
    assert [words in page for words in ("個人情報の取扱い", "デモンストレーション用の文例")] == [True, True]


def test_only_its_hash_is_kept(enter):
    invite(enter("fukuoka", "office_head"))
    assert link().partition("key=")[2] not in str(list(Invitation.objects.values()))


def test_a_mail_in_english_says_the_same(enter):
    invite(enter("fukuoka", "office_head"), language="en")
    assert mail.outbox[0].subject.startswith("[Sonae] Your invitation")
    assert "Association office clerk" in mail.outbox[0].body


def test_a_doubled_click_invites_once(enter):
    client = enter("fukuoka", "office_head")
    invite(client)
    assert client.post("/work/people/", SAKURA | {"once": "once-1"}).status_code == 302
    assert len(mail.outbox) == 1
    assert Invitation.objects.filter(email=SAKURA["email"]).count() == 1


@pytest.mark.parametrize("change", [{"role": "underwriter"}, {"email": "no address"}, {"name": ""}])
def test_what_makes_no_sense_is_refused_beside_its_field_and_kept(enter, change):
    response = invite(enter("fukuoka", "office_head"), **change)
    assert response.status_code == 422
    assert "error-summary" in response.content.decode()
    assert mail.outbox == []


def test_a_name_may_not_break_the_mail(enter):
    invite(enter("fukuoka", "office_head"), name="<b>=cmd|' /C calc'!A0</b>")
    assert len(mail.outbox) == 1
    assert "\n" not in mail.outbox[0].subject


def test_an_invitation_expires(enter, client):
    invite(enter("fukuoka", "office_head"))
    address = link()
    Invitation.objects.filter(email=SAKURA["email"]).update(expires_at=timezone.now() - timedelta(seconds=1))
    client.logout()
    assert client.get(address).status_code == 404
    assert accept(client, address).status_code == 404
    assert not User.objects.filter(email=SAKURA["email"]).exists()


def test_sending_again_makes_the_old_link_useless_and_withdrawing_both(enter, client):
    head = enter("fukuoka", "office_head")
    invite(head)
    old = link()
    invitation = Invitation.objects.get(email=SAKURA["email"])
    head.post(f"/work/people/invitations/{invitation.pk}/resend/")
    new = link()
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    head.post(f"/work/people/invitations/{invitation.pk}/withdraw/")
    assert client.get(new).status_code == 404


@pytest.mark.parametrize("password", ["short", "password1234", "新井 さくら", "sakura@example.org"])
def test_a_weak_password_is_refused(enter, client, password):
    invite(enter("fukuoka", "office_head"))
    response = accept(client, link(), password=password)
    assert response.status_code == 422
    assert not User.objects.filter(email=SAKURA["email"]).exists()


def test_somebody_known_gets_the_role_but_must_sign_in(enter, client, cast):
    known = cast.roles["mie", "office_clerk"].user
    invite(enter("fukuoka", "office_head"), email=known.email.upper())
    response = accept(client, link())
    assert response["Location"] == "/work/"
    assert client.get("/work/")["Location"].startswith("/accounts/login/")
    assert Role.objects.in_force().filter(user=known).count() == 2
    known.refresh_from_db()
    assert not known.has_usable_password()
    work_off(worker="test")
    assert mail.outbox[-1].to == [known.email], "whoever has the account hears that a link has added a role"
    assert "役割が加わりました" in mail.outbox[-1].subject


def test_the_office_lets_in_the_first_people_of_a_member(enter, cast):
    mail.outbox.clear()
    response = invite_head(enter, cast)
    assert response.status_code == 302
    assert Invitation.objects.get(email=SAKURA["email"]).organisation == cast.organisations["hakata"]


def invite_head(enter, cast, **changed):
    """Fukuoka's office head lets a head into Hakata, which has none (any more)."""
    organisation = cast.organisations["hakata"]
    Role.objects.filter(organisation=organisation, name="head").update(ended_at=timezone.now())
    Member.objects.filter(organisation=organisation).update(contact_email="jimu@hakata.example.org")
    path = f"/work/people/{organisation.pk}/"
    return enter("fukuoka", "office_head").post(path, SAKURA | {"role": "head", "once": "once-2"} | changed)


def test_the_member_hears_whom_its_office_has_let_in(enter, cast):
    invite_head(enter, cast)
    work_off(worker="test")
    (told,) = (one for one in mail.outbox if "招待されました" in one.subject)
    assert told.to == ["jimu@hakata.example.org"]
    assert ("新井 さくら" in told.body, SAKURA["email"] in told.body, "key=" in told.body) == (True, True, False)


@pytest.mark.parametrize("change", [{"role": "staff"}, {"email": "office_clerk@fukuoka.example.org"}])
def test_the_office_lets_in_nobody_but_a_members_own_head(enter, cast, change):
    assert invite_head(enter, cast, **change).status_code == 422
    assert not Invitation.objects.filter(name=SAKURA["name"]).exists()


def test_a_member_that_has_a_head_lets_its_people_in_itself(enter, cast):
    path = f"/work/people/{cast.organisations['hakata'].pk}/"
    page = enter("fukuoka", "office_head").post(path, SAKURA | {"role": "head", "once": "once-2"})
    assert page.status_code == 422
    assert "すでに代表者がいます" in page.content.decode()


def test_whoever_comes_second_changes_nothing(enter, cast):
    by, at = cast.person("fukuoka", "office_head"), timezone.now()
    invite(enter("fukuoka", "office_head"))
    stale = Invitation.objects.get(email=SAKURA["email"])
    actions.accept(invitation=stale, name="x", at=at)
    acts = {
        "accept": lambda: actions.accept(invitation=stale, name="x", at=at),
        "resend": lambda: actions.resend(invitation=stale, page="http://x/", by=by, at=at),
        "withdraw": lambda: actions.withdraw(invitation=stale, by=by, at=at),
    }
    for act in acts.values():
        with pytest.raises(GoneError):
            act()
    now = Invitation.objects.get(pk=stale.pk)
    assert (now.accepted_at, now.withdrawn_at, now.hash) == (at, None, stale.hash)
    role = cast.roles["fukuoka", "office_clerk"]
    actions.end_role(role=role, by=by, at=at)
    with pytest.raises(GoneError):
        actions.end_role(role=role, by=by, at=at + timedelta(days=1))


def test_an_ended_role_ends_its_sessions_and_tokens_at_once(enter, client, cast, django_user_model):
    clerk = client.__class__()
    role = cast.roles["fukuoka", "office_clerk"]
    clerk.force_login(role.user)
    assert clerk.get("/work/").status_code == 200
    headers = {"Authorization": f"Bearer {cast.keys['fukuoka', 'office_clerk']}"}
    assert clerk.get("/api/v1/me", headers=headers).status_code == 200
    assert enter("fukuoka", "office_head").post(f"/work/people/roles/{role.pk}/end/").status_code == 302
    assert clerk.get("/work/").status_code == 302
    assert clerk.get("/api/v1/me", headers=headers).status_code == 401
    assert AuditEntry.objects.filter(action="role.ended", about_id=role.organisation_id).count() == 1
    assert django_user_model.objects.filter(pk=role.user_id).exists()
    work_off(worker="test")
    (told,) = (one for one in mail.outbox if "役割が終わりました" in one.subject)
    assert (told.to, "団体事務局の担当者" in told.body) == ([role.user.email], True)


def test_nobody_ends_the_role_he_acts_in(enter, cast):
    role = cast.roles["fukuoka", "office_head"]
    assert enter("fukuoka", "office_head").post(f"/work/people/roles/{role.pk}/end/").status_code == 403
    assert Role.objects.in_force().filter(pk=role.pk).exists()


def test_giving_a_role_twice_changes_nothing(cast):
    before = AuditEntry.objects.count()
    role = cast.roles["fukuoka", "office_clerk"]
    by = cast.person("fukuoka", "office_head")
    actions.give_role(
        organisation=role.organisation, email=role.user.email, name="x", role=role.name, by=by, at=timezone.now()
    )
    assert AuditEntry.objects.count() == before
