"""Who has lost every second factor comes back through somebody who has seen that it is he, and enrols anew."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from sonae.app.accounts import actions
from sonae.app.accounts.factor_actions import NotRemovedError, agree, refusal, remove_factors
from sonae.app.accounts.factor_models import VALID, FactorRemoval
from sonae.app.accounts.letting_in import GoneError
from sonae.app.accounts.models import Role
from sonae.app.accounts.waiting import waits_for
from sonae.app.common.jobs_actions import work_off
from sonae.app.common.models import AuditEntry
from sonae.app.common.person import of_system
from tests.app.accounts.test_proof import show

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
SEEN = {"basis": "in_person", "note": "11月28日、事務局で運転免許証を確認"}


def enrol(role):
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=role.user, type=kind, data={"secret": "x", "seed": "x"})
    return role


def factors(role):
    return Authenticator.objects.filter(user=role.user).count()


def address(role):
    return f"/work/people/roles/{role.pk}/factors/"


@pytest.fixture
def clerk(cast):
    return enrol(cast.roles["fukuoka", "office_clerk"])


@pytest.fixture
def underwriter(cast):
    return enrol(cast.roles["insurer", "underwriter"])


@pytest.fixture
def second(cast):
    """A second administrator of the insurer."""
    about = {"email": "second@insurer.example.org", "name": "二人目", "role": "administrator"}
    actions.give_role(organisation=cast.organisations["insurer"], by=of_system("test"), at=timezone.now(), **about)
    role = Role.objects.get(user__email=about["email"])
    cast.roles["insurer", "second"] = role
    return cast.person("insurer", "second")


def test_they_are_gone_with_all_sessions_and_their_owner_is_told(enter, client, clerk):
    lost = client.__class__()
    lost.force_login(clerk.user)
    UserSession.objects.create(user=clerk.user, session_key=lost.session.session_key, ip="192.0.2.1", user_agent="x")
    assert lost.get("/work/").status_code == 200
    page = enter("fukuoka", "office_head").get("/work/people/").content.decode()
    assert address(clerk) in page
    answer = client.post(address(clerk), SEEN)
    assert answer["Location"] == f"/work/people/{clerk.organisation_id}/"
    assert (factors(clerk), lost.get("/work/").status_code) == (0, 302)
    work_off(worker="test")
    assert (mail.outbox[-1].to, "二段階認証の登録が外されました" in mail.outbox[-1].subject) == (
        [clerk.user.email],
        True,
    )
    entry = AuditEntry.objects.get(action="factors.removed")
    assert (entry.about_id, "運転免許証" in entry.after, "in_person" in entry.after) == (
        clerk.organisation_id,
        True,
        True,
    )


def test_who_removes_them_shows_his_own_a_moment_before(enter, cast, clerk):
    enrol(cast.roles["fukuoka", "office_head"])
    client = enter("fukuoka", "office_head", second=False)
    show(client, "password", "mfa", ago=3600)
    assert client.post(address(clerk), SEEN)["Location"].startswith("/accounts/reauthenticate/second/")
    assert factors(clerk) == 2
    show(client, "password", "mfa")
    client.post(address(clerk), SEEN)
    assert factors(clerk) == 0


@pytest.mark.parametrize("left_out", ["basis", "note"])
def test_how_it_was_seen_is_always_said(enter, clerk, left_out):
    said = {name: value for name, value in SEEN.items() if name != left_out}
    assert enter("fukuoka", "office_head").post(address(clerk), said).status_code == 422
    assert factors(clerk) == 2


def test_nobody_removes_his_own(enter, cast):
    own = enrol(cast.roles["fukuoka", "office_head"])
    assert enter("fukuoka", "office_head").post(address(own), SEEN).status_code == 403
    assert str(refusal(role=own, by=cast.person("fukuoka", "office_head"))).startswith("ご自分の")


def test_an_office_helps_a_members_head_and_the_head_his_people(cast):
    head, staff = enrol(cast.roles["hakata", "head"]), enrol(cast.roles["hakata", "staff"])
    office, at = cast.person("fukuoka", "office_head"), timezone.now()
    with pytest.raises(NotRemovedError, match="その加入者の代表者が"):
        remove_factors(role=staff, **SEEN, by=office, at=at)
    assert remove_factors(role=head, **SEEN, by=office, at=at)
    assert remove_factors(role=staff, **SEEN, by=cast.person("hakata", "head"), at=at)
    assert (factors(head), factors(staff)) == (0, 0)


@pytest.mark.parametrize("who", [("mie", "office_head"), ("aoki", "head"), ("agency", "administrator")])
def test_to_all_others_there_is_no_such_page(enter, cast, who):
    head = enrol(cast.roles["hakata", "head"])
    assert enter(*who).post(address(head), SEEN).status_code == 404
    assert factors(head) == 2


def test_who_acts_elsewhere_too_is_not_opened_from_here(cast, clerk):
    other = cast.organisations["insurer"]
    Role.objects.create(user=clerk.user, organisation=other, name="underwriter", since=timezone.now())
    with pytest.raises(NotRemovedError, match="ほかの組織"):
        remove_factors(role=clerk, **SEEN, by=cast.person("fukuoka", "office_head"), at=timezone.now())
    assert factors(clerk) == 2


def test_where_somebody_binds_two_people_must_agree(cast, underwriter, second):
    first, at = cast.person("insurer", "administrator"), timezone.now()
    assert not remove_factors(role=underwriter, **SEEN, by=first, at=at)
    removal = FactorRemoval.objects.get()
    assert ([one.subject for one in waits_for(second, at)], list(waits_for(first, at))) == ([underwriter.user.name], [])
    with pytest.raises(NotRemovedError, match="もう一人"):
        agree(removal=removal, by=first, at=at)
    with pytest.raises(GoneError):
        remove_factors(role=underwriter, **SEEN, by=second, at=at)
    assert factors(underwriter) == 2
    agree(removal=removal, by=second, at=at)
    assert (factors(underwriter), list(waits_for(second, at))) == (0, [])
    with pytest.raises(GoneError):
        agree(removal=removal, by=second, at=at)
    assert [one.action for one in AuditEntry.objects.filter(action__startswith="factors.")] == [
        "factors.asked",
        "factors.removed",
    ]


def test_the_programs_of_who_has_lost_them_end_too(cast, clerk):
    token = cast.tokens["fukuoka", "office_clerk"]
    assert token.is_open(timezone.now())
    remove_factors(role=clerk, **SEEN, by=cast.person("fukuoka", "office_head"), at=timezone.now())
    token.refresh_from_db()
    assert not token.is_open(timezone.now())


@pytest.mark.usefixtures("second")
def test_ending_the_role_that_binds_spares_nobody_the_second_pair_of_eyes(cast, underwriter):
    first, at = cast.person("insurer", "administrator"), timezone.now()
    about = {"email": underwriter.user.email, "name": "x", "role": "auditor"}
    auditor = actions.give_role(organisation=cast.organisations["insurer"], by=of_system("test"), at=at, **about)
    actions.end_role(role=underwriter, by=first, at=at)
    assert not remove_factors(role=auditor, **SEEN, by=first, at=at)
    assert factors(auditor) == 2


def test_somebody_let_in_after_it_was_asked_is_no_second_pair_of_eyes(cast, underwriter, second):
    at = timezone.now()
    remove_factors(role=underwriter, **SEEN, by=cast.person("insurer", "administrator"), at=at)
    Role.objects.filter(user=second.user_id).update(since=at + timedelta(seconds=1))
    with pytest.raises(NotRemovedError, match="もう一人"):
        agree(removal=FactorRemoval.objects.get(), by=second, at=at + timedelta(minutes=1))
    assert factors(underwriter) == 2


@pytest.mark.usefixtures("second")
def test_the_second_agrees_to_what_he_has_seen_and_to_nothing_else(enter, underwriter):
    first = enter("insurer", "administrator")
    first.post(address(underwriter), SEEN)
    assert "もう一人の確認を待っています" in first.get(address(underwriter)).content.decode()
    other = enter("insurer", "second")
    page = other.get(address(underwriter)).content.decode()
    assert "運転免許証" in page
    other.post(address(underwriter), SEEN)
    assert factors(underwriter) == 2
    other.post(address(underwriter), {"removal": FactorRemoval.objects.get().pk})
    assert factors(underwriter) == 0


def test_what_nobody_has_agreed_to_lapses(cast, underwriter, second):
    at = timezone.now()
    remove_factors(role=underwriter, **SEEN, by=cast.person("insurer", "administrator"), at=at)
    late = at + VALID + timedelta(seconds=1)
    with pytest.raises(GoneError):
        agree(removal=FactorRemoval.objects.get(), by=second, at=late)
    assert list(waits_for(second, late)) == []
    assert not remove_factors(role=underwriter, **SEEN, by=second, at=late), "it may be asked for anew"


def test_where_nothing_is_there_nothing_is_removed(cast):
    role = cast.roles["fukuoka", "office_clerk"]
    with pytest.raises(GoneError):
        remove_factors(role=role, **SEEN, by=cast.person("fukuoka", "office_head"), at=timezone.now())


def test_who_has_lost_them_enrols_anew_before_he_binds(cast, client, underwriter, second):
    at = timezone.now()
    remove_factors(role=underwriter, **SEEN, by=cast.person("insurer", "administrator"), at=at)
    agree(removal=FactorRemoval.objects.get(), by=second, at=at)
    client.force_login(underwriter.user)
    assert client.get("/work/")["Location"] == "/accounts/second/"


def test_whoever_runs_the_house_helps_where_nobody_is_left(underwriter):
    told = {"basis": "called_back", "note": "会社の代表電話で確認"}
    call_command("remove_factors", underwriter.user.email.upper(), **told)
    assert factors(underwriter) == 0
    assert AuditEntry.objects.get(action="factors.removed").person == "remove_factors"
    for email in (underwriter.user.email, "nobody@example.org"):
        with pytest.raises(CommandError):
            call_command("remove_factors", email, **told)
