"""Submitting freezes what was given; what is wanting is told beside its field and leaves no trace."""

import hashlib
import json
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from sonae.app.accounts.mail_models import Mail
from sonae.app.accounts.models import User
from sonae.app.applications import draft_actions, submit_actions
from sonae.app.applications.agreed import agreed
from sonae.app.applications.allowed import allowed
from sonae.app.applications.content import thawed
from sonae.app.applications.drafts import case_of, procedure_of
from sonae.app.applications.letters_actions import receivers
from sonae.app.applications.models import Application
from sonae.app.applications.refusals import NotNowError, StaleError, WantingError
from sonae.app.enrolments.models import Enrolment
from sonae.app.parties.actions import record_association, record_facility, record_member
from sonae.app.parties.models import Facility
from sonae.core.moments import tokyo
from tests.app.applications.conftest import (
    AT,
    HOUSE,
    MEMBERS_OWN,
    approved,
    begun,
    given,
    person,
    submitted,
    with_paper,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
FAX = {"basis": "fax", "basis_note": "6月10日 受付の山田様"}


def test_what_was_submitted_is_frozen_with_its_hash_its_paper_and_a_mail(cast):
    row = submitted(cast.aoki, cast.clinic)
    one = row.submissions.get()
    assert hashlib.sha256(one.content.encode()).hexdigest() == one.sha256
    assert json.loads(one.content)["facilities"][0]["annual_yen"] > 0
    assert (one.paper.kind, row.received_at) == ("application", AT)
    letters = Mail.objects.filter(template="application_received")
    assert sorted(letters.values_list("to", flat=True)) == [to for to, _language in receivers(row)]


def test_a_frozen_submission_cannot_be_changed(cast):
    one = submitted(cast.aoki, cast.clinic).submissions.get()
    one.content = "{}"
    with pytest.raises(DatabaseError), transaction.atomic():
        one.save()


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("proofs.member_number", "", "proofs"),
        ("explained.important_matters", "", "explained.important_matters"),
        ("explained.important_matters", "2024", "explained.important_matters"),
        ("needs.premium", "no", "needs.premium"),
        ("declared.way", "", "declared"),
        ("declared.statements.entries_true", "", "declared.statements.entries_true"),
        ("facilities", [], "facilities"),
        ("facilities", ["999999"], "facilities"),
    ],
)
def test_what_is_wanting_is_told_by_its_field_and_nothing_is_written(cast, name, value, field):
    draft = begun(cast.aoki, cast.clinic, **{name: value})
    with pytest.raises(WantingError) as told:
        submit_actions.submit(application=draft, version=draft.version, by=cast.aoki, at=AT)
    assert field in [one.field for one in told.value.problems]
    assert (draft.submissions.count(), draft.moves.count()) == (0, 0)


def test_a_plan_of_another_kind_is_refused_beside_the_plan(cast):
    draft = begun(cast.aoki, cast.clinic, plan="all_risk:S999")
    with pytest.raises(WantingError) as told:
        submit_actions.submit(application=draft, version=draft.version, by=cast.aoki, at=AT)
    assert "plan" in [one.field.rpartition(".")[2] for one in told.value.problems]


def test_a_facility_that_stands_nowhere_is_refused_by_its_name(cast):
    facility = cast.clinic.facilities.get()
    Facility.objects.filter(pk=facility.pk).update(city="")
    draft = begun(cast.aoki, cast.clinic)
    with pytest.raises(WantingError) as told:
        submit_actions.submit(application=draft, version=draft.version, by=cast.aoki, at=AT)
    (wrong,) = told.value.problems
    assert (wrong.field, wrong.key) == ("facilities", "problem.facility_without_address")
    assert dict(wrong.params)["facility"] == facility.name


def test_a_facility_that_is_covered_already_is_refused(cast):
    approved(submitted(cast.aoki, cast.clinic), cast.agency, cast.office, cast.underwriter)
    again = begun(cast.aoki, cast.clinic)
    with pytest.raises(WantingError) as told:
        submit_actions.submit(application=again, version=again.version, by=cast.aoki, at=AT)
    assert [(one.field, one.key) for one in told.value.problems] == [
        ("facilities", "problem.facility_enrolled_already")
    ]
    assert Enrolment.objects.count() == 1


def test_a_second_application_for_a_facility_waits_until_the_first_has_ended(cast):
    second = begun(cast.aoki, cast.clinic)
    first = submitted(cast.aoki, cast.clinic)
    with pytest.raises(WantingError) as told:
        submit_actions.submit(application=second, version=second.version, by=cast.aoki, at=AT)
    (wrong,) = told.value.problems
    assert (wrong.field, wrong.key) == ("facilities", "problem.facility_applied_for")
    assert dict(wrong.params)["number"] == first.number
    submit_actions.withdraw(application=first, version=first.version, words="", by=cast.aoki, at=AT)
    assert submit_actions.submit(application=second, version=second.version, by=cast.aoki, at=AT).state == "submitted"


def test_when_the_term_has_ended_nobody_can_submit(cast):
    late = tokyo(date(2026, 6, 1))
    member = record_member(
        association=record_association(code="fukuoka", name="福岡", scheme_code="fukuoka-2025", by=cast.office, at=AT),
        number="00001",
        form="person",
        name="津 花子",
        kana="ツ ハナコ",
        by=HOUSE,
        at=AT,
    )
    record_facility(member=member, name="津医院", kana="ツイイン", kind="clinic", by=HOUSE, at=AT)
    draft = begun(person(member.organisation, "head", "津 花子"), member, at=late)
    assert "received" in [one.field for one in submit_actions.problems(case_of(draft), late)]


def test_an_answer_cannot_be_withdrawn_after_submission(cast):
    row = submitted(cast.hakata, cast.hospital)
    with pytest.raises(NotNowError):
        draft_actions.save_step(application=row, version=row.version, typed={"facilities": []}, by=cast.hakata, at=AT)
    assert Application.objects.get(pk=row.pk).given["facilities"] != []


def test_two_clerks_on_one_draft_the_second_is_told(cast):
    draft = begun(cast.aoki, cast.clinic)
    seen = draft.version
    draft_actions.save_step(application=draft, version=seen, typed={"way": "deduction"}, by=cast.aoki, at=AT)
    with pytest.raises(StaleError):
        draft_actions.save_step(application=draft, version=seen, typed={"way": ""}, by=cast.aoki, at=AT)
    assert Application.objects.get(pk=draft.pk).given["way"] == "deduction"


def test_keyed_in_without_a_signature_waits_for_the_member_and_is_received_when_confirmed(cast):
    draft = _keyed_in(cast)
    row = submit_actions.submit(application=draft, version=draft.version, by=cast.agency, at=AT)
    assert (row.state, row.received_at) == ("confirming", None)
    assert Mail.objects.filter(template="application_confirm").exists()
    later = tokyo(date(2026, 6, 12))
    row = submit_actions.confirm(application=row, version=row.version, given=MEMBERS_OWN, by=cast.aoki, at=later)
    assert (row.state, row.step, row.received_at) == ("submitted", "agency", later)


def test_the_paper_says_declared_only_after_the_member_declared_and_is_an_unconfirmed_copy_before(cast):
    draft = _keyed_in(cast)
    row = submit_actions.submit(application=draft, version=draft.version, by=cast.agency, at=AT)
    copy = thawed(row.submissions.get().content)
    assert not [name for name in copy["given"] if name.startswith(("explained.", "declared.statements"))]
    assert agreed(copy, "", procedure_of("example")).declaration.at is None
    assert "未確認の写し" in row.submissions.get().paper.name
    later = tokyo(date(2026, 6, 12))
    row = submit_actions.confirm(application=row, version=row.version, given=MEMBERS_OWN, by=cast.aoki, at=later)
    last = row.submissions.last()
    paper = agreed(thawed(last.content), "", procedure_of("example"))
    assert (paper.declaration.at, paper.declaration.name, last.by) == (later, "青木 一郎", "青木 一郎")
    assert {one.by for one in paper.explained} == {"青木 一郎"}
    assert {tuple(one.papers) for one in Mail.objects.filter(template="application_received")} == {(last.paper_id,)}


def test_the_member_confirms_nothing_without_reading_and_declaring(cast):
    draft = _keyed_in(cast)
    row = submit_actions.submit(application=draft, version=draft.version, by=cast.agency, at=AT)
    with pytest.raises(WantingError) as refused:
        submit_actions.confirm(application=row, version=row.version, given={}, by=cast.aoki, at=AT)
    fields = {one.field for one in refused.value.problems}
    assert {"explained.important_matters", "declared.statements.entries_true", "declared.name"} <= fields
    assert row.submissions.count() == 1


def test_keyed_in_with_the_signed_paper_is_received_at_once_and_a_copy_is_mailed(cast):
    draft = with_paper(cast.agency, _keyed_in(cast, **{"declared.way": "paper"}))
    row = submit_actions.submit(application=draft, version=draft.version, by=cast.agency, at=AT)
    assert (row.state, row.received_at) == ("submitted", AT)
    letters = Mail.objects.filter(template="application_received")
    assert {tuple(one.papers) for one in letters} == {(row.submissions.get().paper_id,)}


def test_who_keyed_it_in_cannot_confirm_for_the_member(cast):
    draft = _keyed_in(cast)
    row = submit_actions.submit(application=draft, version=draft.version, by=cast.agency, at=AT)
    with pytest.raises(NotNowError):
        submit_actions.confirm(application=row, version=row.version, given=MEMBERS_OWN, by=cast.agency, at=AT)
    assert row.state == "confirming"


def _keyed_in(cast, **more):
    return draft_actions.begin(member=cast.clinic, given=given(cast.clinic, **more), **FAX, by=cast.agency, at=AT)


@pytest.mark.parametrize("who", ["mie", "stranger"])
def test_mies_office_and_a_stranger_see_nothing_at_all(cast, who):
    row = submitted(cast.aoki, cast.clinic)
    assert not Application.objects.visible_to(getattr(cast, who)).exists()
    with pytest.raises(Application.DoesNotExist):
        submit_actions.withdraw(application=row, version=row.version, words="", by=getattr(cast, who), at=AT)


def test_a_draft_is_seen_by_its_member_alone(cast):
    begun(cast.aoki, cast.clinic)
    assert [Application.objects.visible_to(one).count() for one in (cast.aoki, cast.agency, cast.office)] == [1, 0, 0]


def test_the_paper_says_whether_records_are_shared(cast):
    row = submitted(cast.aoki, cast.clinic, shared_records="yes", others_share="yes", warning_read="yes")
    paper = agreed(thawed(row.submissions.get().content), "", procedure_of("example"))
    told = {one.text.en: one.answer.en for one in paper.statements}
    assert told["Do you use patients' records (an EHR, say) together with other facilities?"] == "Yes"
    assert told["Does a facility that is not on record share them too?"] == "Yes"
    assert told["I have read that joining in part can mean that an incident is not paid for"] == "Yes"


def test_whoever_may_not_read_applications_gets_no_mail_of_them(cast):
    manager = person(cast.clinic.organisation, "administrator", "管理 者子")
    row = submitted(cast.aoki, cast.clinic)
    address = User.objects.get(pk=manager.user_id).email
    assert receivers(row)
    assert address not in {to for to, _language in receivers(row)}


def _confirming(cast, **more):
    draft = _keyed_in(cast, **more)
    return submit_actions.submit(application=draft, version=draft.version, by=cast.agency, at=AT)


def test_who_keyed_it_in_takes_it_back_while_nobody_confirms(cast):
    row = _confirming(cast)
    assert allowed(cast.agency, row) == ("withdraw",)
    assert allowed(cast.office, row) == ()
    row = submit_actions.withdraw(application=row, version=row.version, words="", by=cast.agency, at=AT)
    assert row.state == "withdrawn"


def test_confirmed_in_another_month_it_joins_as_the_member_declared_it_then(cast):
    row, late = _confirming(cast), tokyo(date(2026, 11, 16))
    row = submit_actions.confirm(application=row, version=row.version, given=MEMBERS_OWN, by=cast.aoki, at=late)
    before, after = (json.loads(one.content)["payable_yen"] for one in row.submissions.all())
    row = approved(row, cast.agency, cast.office, cast.underwriter, at=late)
    assert before > after == row.joined.get().enrolment.to_core()[0].premium_yen


def test_of_the_members_people_its_head_alone_declares_as_the_representative(cast):
    draft = begun(cast.hakata_staff, cast.hospital)
    with pytest.raises(WantingError) as told:
        submit_actions.submit(application=draft, version=draft.version, by=cast.hakata_staff, at=AT)
    assert [one.key for one in told.value.problems] == ["problem.not_the_head"]
    row = submitted(cast.hakata_staff, cast.hospital, **{"declared.capacity": "authorised"})
    assert row.state == "submitted"
