"""Above the authority amount a correction is put forward by one and agreed to by another; until then nothing is so."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sonae.app.accounts.acting import person_of
from sonae.app.accounts.models import Organisation, Reach, Role, User
from sonae.app.common import walls
from sonae.app.common.models import AuditEntry
from sonae.app.enrolments.correct_actions import ChangedMeanwhileError, SamePersonError, agree, correct, give_back
from sonae.app.enrolments.models import Proposal
from sonae.core.enrolment_events import Insure
from tests.app.enrolments import joiners
from tests.app.enrolments.correctors import BASIS, WHY, confirmed, insurer_of, looked_at, seated, words
from tests.app.enrolments.joiners import BY, RECORDED, join, part

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LARGE = "2,000,000"


@pytest.fixture
def fukuoka():
    return joiners.association()


@pytest.fixture
def aoki(fukuoka):
    return join(joiners.aoki(fukuoka))


@pytest.fixture
def underwriter(client, fukuoka):
    return seated(client, insurer_of(fukuoka), "underwriter", "引受 一郎")


@pytest.fixture
def senior(fukuoka):
    return seated(Client(), insurer_of(fukuoka), "senior_underwriter", "引受 二郎")


def key_of(enrolment):
    return enrolment.member.facilities.get().key


@pytest.fixture
def proposal(underwriter, aoki):
    """A premium of two millions, put forward by the underwriter on the page."""
    page = looked_at(underwriter, aoki, **{f"{key_of(aoki)}.annual_yen": LARGE})
    assert "二人目の確認に回す" in words(page)
    confirmed(underwriter, aoki, page)
    return aoki.proposals.get()


def address(proposal):
    return reverse("enrolments:proposal", args=[proposal.enrolment.number, proposal.pk])


def pressed(client, proposal, typed):
    """One of the two buttons on the page of a proposal."""
    return client.post(address(proposal), {"once": "".join(typed.values())} | typed)


def second(fukuoka, role="senior_underwriter", name="引受 三郎"):
    """Another of the insurer, in a role that is in force."""
    insurer = insurer_of(fukuoka)
    user = User.objects.create(email=f"{role}@example.jp", name=name)
    return person_of(Role.objects.create(user=user, organisation=insurer, name=role, since=RECORDED))


def test_what_is_put_forward_changes_nothing_in_the_ledger(proposal, aoki):
    assert (proposal.state, proposal.made_by, proposal.basis) == ("proposed", "引受 一郎", BASIS)
    assert (aoki.events.count(), aoki.periods.count()) == (1, 1)
    assert AuditEntry.objects.filter(action="enrolment.correction_proposed").count() == 1


def test_below_the_amount_one_is_enough(underwriter, aoki):
    page = looked_at(underwriter, aoki, **{f"{key_of(aoki)}.annual_yen": "1,000,000"})
    assert "二人目の確認に回す" not in words(page)
    confirmed(underwriter, aoki, page)
    assert (aoki.events.count(), aoki.proposals.count()) == (3, 0)


def test_one_yen_above_the_amount_two_are_needed(underwriter, aoki):
    assert "二人目の確認に回す" in words(looked_at(underwriter, aoki, **{f"{key_of(aoki)}.annual_yen": "1,000,001"}))


def test_what_is_only_printed_needs_no_second_person_whatever_the_premium(underwriter, senior, proposal, aoki):
    pressed(senior, proposal, {"agree": "yes"})
    page = looked_at(underwriter, aoki, number=3, **{f"{key_of(aoki)}.name": "青木内科"})
    assert "二人目の確認に回す" not in words(page)


def test_the_second_sees_it_on_the_home_and_agrees(senior, proposal, aoki):
    assert "加入の記録の訂正案を確認する" in words(senior.get("/work/"))
    shown = words(senior.get(address(proposal)))
    assert all(one in shown for one in ("2,000,000円", WHY, BASIS, "引受 一郎", "同意して記録する"))
    assert pressed(senior, proposal, {"agree": "yes"}).status_code == 302
    event = aoki.events.get(kind="correction")
    assert (event.recorded_by, event.basis) == ("引受 一郎・引受 二郎", BASIS)
    assert aoki.periods.live().get().annual_yen == 2_000_000
    assert event.trace["four_eyes"]["key"] == "four_eyes.needed"
    assert "訂正案を確認する" not in words(senior.get("/work/"))


def test_who_put_it_forward_does_not_see_it_waiting_and_cannot_agree(underwriter, proposal, aoki, fukuoka):
    assert "訂正案を確認する" not in words(underwriter.get("/work/"))
    assert "同意して記録する" not in words(underwriter.get(address(proposal)))
    own = replace(second(fukuoka), user_id=proposal.made_by_id)
    Role.objects.create(user_id=own.user_id, organisation_id=own.organisation_id, name=own.role, since=RECORDED)
    with pytest.raises(SamePersonError):
        agree(proposal=proposal, by=own, at=timezone.now())
    assert pressed(underwriter, proposal, {"agree": "yes"}).status_code == 403
    assert aoki.events.count() == 1


@pytest.mark.parametrize("role", ["underwriter", "claims_handler", "auditor"])
def test_who_may_not_countersign_agrees_to_nothing(proposal, fukuoka, role):
    with pytest.raises(PermissionDenied):
        agree(proposal=proposal, by=second(fukuoka, role=role), at=timezone.now())


def test_it_is_given_back_with_a_reason(senior, underwriter, proposal, aoki):
    assert pressed(senior, proposal, {"words": " "}).status_code == 422
    pressed(senior, proposal, {"words": "原本の写しがない"})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by, aoki.events.count()) == ("returned", "引受 二郎", 1)
    assert "原本の写しがない" in words(underwriter.get(reverse("enrolments:enrolment", args=[aoki.number])))


def test_it_is_taken_back_by_whoever_put_it_forward(underwriter, proposal):
    pressed(underwriter, proposal, {"words": "金額の誤り"})
    proposal.refresh_from_db()
    assert proposal.state == "returned"


def test_what_was_recorded_since_makes_it_stale(senior, proposal, aoki):
    hold, insure, *rest = aoki.to_core()[0].changes
    renamed = (hold, Insure(insure.facility.amended((("name", "青木内科"),))), *rest)
    correct(enrolment=aoki, number=1, changes=renamed, reason="名称", by=BY, at=timezone.now())
    assert "もう同意できません" in words(senior.get(address(proposal)))
    assert pressed(senior, proposal, {"agree": "yes"}).status_code == 409
    assert aoki.periods.live().get().annual_yen == 20_160


@pytest.mark.usefixtures("proposal")
def test_a_stale_one_gives_way_to_the_next(underwriter, aoki):
    hold, insure, *rest = aoki.to_core()[0].changes
    renamed = (hold, Insure(insure.facility.amended((("name", "青木内科"),))), *rest)
    correct(enrolment=aoki, number=1, changes=renamed, reason="名称", by=BY, at=timezone.now())
    page = looked_at(underwriter, aoki, number=3, **{f"{key_of(aoki)}.annual_yen": LARGE})
    confirmed(underwriter, aoki, page, number=3)
    assert [one.state for one in aoki.proposals.all()] == ["lapsed", "proposed"]


@pytest.mark.usefixtures("proposal")
def test_a_second_one_beside_it_is_refused_with_words(underwriter, aoki):
    page = looked_at(underwriter, aoki, **{f"{key_of(aoki)}.annual_yen": "3,000,000"})
    refused = confirmed(underwriter, aoki, page)
    assert (refused.status_code, aoki.proposals.count()) == (409, 1)
    assert "別の訂正案が二人目の確認を待っています" in words(refused)


def test_it_is_decided_once(proposal, fukuoka):
    senior = second(fukuoka)
    agree(proposal=proposal, by=senior, at=timezone.now())
    with pytest.raises(ChangedMeanwhileError):
        give_back(proposal=proposal, words="遅い", by=senior, at=timezone.now())


@pytest.mark.parametrize(("kind", "role"), [("association", "office_head"), ("member", "head")])
def test_nobody_but_the_insurer_sees_it(sign_in, proposal, aoki, fukuoka, kind, role):
    organisation = aoki.member.organisation if kind == "member" else fukuoka.organisation
    client = sign_in(organisation, role)
    assert client.get(address(proposal)).status_code == 403
    assert "訂正案" not in words(client.get(reverse("enrolments:enrolment", args=[aoki.number])))


def test_another_insurer_finds_no_such_proposal(proposal):
    mie = joiners.association("mie")
    other = Organisation.objects.create(kind="insurer", code="other", name="他社")
    Reach.objects.create(organisation=other, association=mie.organisation)
    assert seated(Client(), other, "senior_underwriter").get(address(proposal)).status_code == 404


def refused(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_the_database_refuses_an_agreement_by_the_same_person(proposal):
    about = {"state": "agreed", "decided_by_id": proposal.made_by_id, "decided_at": timezone.now()}
    refused(lambda: Proposal.objects.filter(pk=proposal.pk).update(**about))
    assert Proposal.objects.get().state == "proposed"


@pytest.mark.parametrize("field", ["reason", "changes", "made_by_id", "seen"])
def test_the_database_keeps_what_was_put_forward(proposal, field):
    refused(lambda: Proposal.objects.filter(pk=proposal.pk).update(**{field: 9}))
    refused(proposal.delete)
    assert Proposal.objects.get().reason == WHY


def test_the_database_lets_one_wait_at_a_time_and_decides_it_once(proposal, fukuoka):
    same = {one.attname: getattr(proposal, one.attname) for one in Proposal._meta.concrete_fields} | {"id": None}
    refused(lambda: Proposal.objects.create(**same))
    give_back(proposal=proposal, words="やり直し", by=second(fukuoka), at=timezone.now())
    refused(lambda: Proposal.objects.filter(pk=proposal.pk).update(state="proposed", decided_at=None))
    Proposal.objects.create(**same)
    assert Proposal.objects.count() == 2


def test_two_names_of_any_length_are_kept_as_those_who_recorded_it(underwriter, aoki, fukuoka, proposal):
    pressed(underwriter, proposal, {"words": "起案し直す"})
    first, senior = second(fukuoka, "underwriter", "あ" * 100), second(fukuoka, name="い" * 100)
    hold, insure, *rest = aoki.to_core()[0].changes
    dearer = (hold, Insure(replace(insure.facility, annual_yen=2_000_000)), *rest)
    correct(enrolment=aoki, number=1, changes=dearer, reason=WHY, basis=BASIS, by=first, at=timezone.now())
    agree(proposal=aoki.proposals.waiting().get(), by=senior, at=timezone.now())
    assert aoki.events.get(kind="correction").recorded_by == f"{'あ' * 100}・{'い' * 99}"


def test_what_is_at_stake_is_all_that_a_member_has_of_the_term(underwriter, fukuoka):
    """Each is below what one may decide alone, both together are above."""
    member = joiners.yoshida(fukuoka)
    first, other = (join(member, [part(one, annual_yen=450_000)]) for one in member.facilities.order_by("pk"))
    key = first.to_core()[0].changes[1].facility.key
    assert "二人目の確認に回す" not in words(looked_at(underwriter, first, **{f"{key}.annual_yen": "550,000"}))
    confirmed(underwriter, first, looked_at(underwriter, first, **{f"{key}.annual_yen": "550,001"}))
    assert (first.proposals.count(), first.events.count(), other.events.count()) == (1, 1, 1)


def test_whoever_no_longer_acts_decides_and_corrects_nothing(proposal, aoki, fukuoka):
    senior = second(fukuoka)
    Role.objects.filter(user=senior.user_id).update(ended_at=RECORDED)
    about = {"number": 1, "changes": aoki.to_core()[0].changes, "reason": WHY, "by": senior, "at": timezone.now()}
    for act in (
        lambda: correct(enrolment=aoki, valid_from=joiners.at(6, 5), **about),
        lambda: agree(proposal=proposal, by=senior, at=timezone.now()),
        lambda: give_back(proposal=proposal, words="遅い", by=senior, at=timezone.now()),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert (Proposal.objects.get().state, aoki.events.count()) == ("proposed", 1)


@pytest.mark.postgres(only=True)
@pytest.mark.parametrize(("kind", "count"), [("insurer", 1), ("association", 0), ("agency", 0), ("member", 0)])
def test_behind_the_second_wall_only_the_insurer_sees_and_changes_it(proposal, aoki, fukuoka, kind, count):
    organisations = {
        "insurer": insurer_of(fukuoka).pk,
        "association": fukuoka.organisation.pk,
        "agency": joiners.agency("agency", fukuoka).organisation_id,
        "member": aoki.member.organisation_id,
    }
    with walls.within(organisations[kind]):
        assert Proposal.objects.count() == count
        assert Proposal.objects.update(state="lapsed", decided_at=RECORDED) == count
    assert Proposal.objects.get(pk=proposal.pk).state == ("lapsed" if count else "proposed")
