"""Above the authority amount a correction is put forward by one and agreed to by another; until then nothing is so."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sonae.app.accounts.models import Organisation, Reach
from sonae.app.common.models import AuditEntry
from sonae.app.common.person import Person
from sonae.app.enrolments.correct_actions import ChangedMeanwhileError, SamePersonError, agree, correct, give_back
from sonae.app.enrolments.models import Proposal
from sonae.core.enrolment_events import Insure
from tests.app.enrolments import joiners
from tests.app.enrolments.correctors import BASIS, WHY, confirmed, insurer_of, looked_at, seated, words
from tests.app.enrolments.joiners import BY, join

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


def second(fukuoka, user_id=77, role="senior_underwriter"):
    insurer = insurer_of(fukuoka)
    return Person(user_id, "引受 三郎", insurer.pk, insurer.name, insurer.kind, role)


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
    with pytest.raises(SamePersonError):
        agree(proposal=proposal, by=second(fukuoka, proposal.made_by_id), at=timezone.now())
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
    agree(proposal=proposal, by=second(fukuoka), at=timezone.now())
    with pytest.raises(ChangedMeanwhileError):
        give_back(proposal=proposal, words="遅い", by=second(fukuoka, 78), at=timezone.now())


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
