"""A hospital is referred: what the underwriter may decide, the second pair of eyes, and the member's acceptance."""

from datetime import date, time, timedelta
from fractions import Fraction

import pytest

from sonae.app.accounts.models import Role
from sonae.app.applications import approval_actions, offer_actions, submit_actions, underwriting_actions
from sonae.app.applications.allowed import RETURN, allowed
from sonae.app.applications.content import thawed
from sonae.app.applications.models import Application
from sonae.app.applications.refusals import NotNowError, WantingError
from sonae.app.applications.underwriting_actions import Decision
from sonae.app.common import walls
from sonae.app.parties import actions as parties
from sonae.core.moments import tokyo
from tests.app.applications.conftest import AT, approved, begun, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
DECLARED = {
    "declared.name": "博多 次郎",
    "declared.statements.entries_true": "yes",
    "declared.statements.no_antisocial_forces": "yes",
    "declared.statements.data_passed_on": "yes",
}


def referred(cast, **more):
    row = approved(submitted(cast.hakata, cast.hospital, **more), cast.agency, cast.office)
    assert row.state == "referred"
    return row


def frozen(row):
    return thawed(row.submissions.get().content)["facilities"][0]


def decided(cast, row, decision="quotation", *, base=700_000, factor="-0.1", by=None, at=AT, **more):
    key = cast.hospital.facilities.get().key
    what = Decision(
        decision, {key: (base, "料率表のとおり")}, Fraction(factor), "バックアップが切り離されている", **more
    )
    return underwriting_actions.decide(
        application=row, version=row.version, decision=what, by=by or cast.underwriter, at=at
    )


def accepted(cast, row, *, by=None, at=AT, declared=DECLARED):
    return offer_actions.accept_offer(
        application=row, version=row.version, declared=declared, by=by or cast.hakata, at=at
    )


def test_the_reasons_of_the_referral_stand_in_what_was_frozen(cast):
    row = referred(cast)
    assert "referral.written_quotation" in row.submissions.get().content


def test_a_quotation_with_a_factor_is_accepted_and_joins_at_its_price(cast):
    row = decided(cast, referred(cast))
    offer = row.offers.get()
    assert (row.state, offer.annual_yen, offer.paper.kind) == ("offered", 630_000, "individual_quotation")
    row = accepted(cast, row)
    assert row.state == "accepted"
    assert row.joined.get().enrolment.periods.get().annual_yen == 630_000


def test_above_the_authority_amount_another_person_agrees_first(cast):
    row = decided(cast, referred(cast), base=2_000_000, by=cast.senior)
    assert row.state == "countersigning"
    with pytest.raises(NotNowError):
        underwriting_actions.countersign(application=row, version=row.version, by=cast.senior, at=AT)
    with pytest.raises(NotNowError):
        underwriting_actions.countersign(application=row, version=row.version, by=cast.underwriter, at=AT)
    assert row.offers.get().state == "proposed"


def test_the_senior_agrees_and_the_quotation_goes_out_with_both_names(cast):
    row = decided(cast, referred(cast), base=2_000_000)
    row = underwriting_actions.countersign(application=row, version=row.version, by=cast.senior, at=AT)
    offer = row.offers.get()
    assert (row.state, offer.made_by, offer.countersigned_by) == ("offered", cast.underwriter.name, cast.senior.name)


def test_the_senior_returns_a_decision_with_words(cast):
    row = decided(cast, referred(cast), base=2_000_000)
    row = underwriting_actions.return_decision(
        application=row, version=row.version, words="根拠を足してください", by=cast.senior, at=AT
    )
    assert (row.state, row.step, row.offers.get().state) == ("referred", "insurer", "returned")


def test_who_proposed_a_decision_takes_it_back_and_nobody_else_without_the_authority(cast):
    row = decided(cast, referred(cast), base=2_000_000, by=cast.senior)
    said = {"application": row, "version": row.version, "words": "額を直します", "at": AT}
    with pytest.raises(NotNowError):
        underwriting_actions.return_decision(**said, by=cast.underwriter)
    assert allowed(cast.senior, row) == (RETURN,)
    row = underwriting_actions.return_decision(**said, by=cast.senior)
    assert (row.state, row.offers.get().state) == ("referred", "returned")


@pytest.mark.parametrize("factor", ["-0.31", "0.31", "0.005"])
def test_a_factor_outside_the_range_or_between_its_steps_is_refused(cast, factor):
    row = referred(cast)
    with pytest.raises(WantingError) as told:
        decided(cast, row, factor=factor)
    assert [one.field for one in told.value.problems] == ["factor"]
    assert row.offers.count() == 0


@pytest.mark.parametrize("beds", [50, 137])
def test_no_hospital_joins_at_an_example_or_an_estimate_without_its_acceptance(cast, beds):
    facility = cast.hospital.facilities.get()
    values = {"beds": beds, "wards": {}}
    parties.change(facility, values=values, revision=facility.revision, by=cast.office, at=AT)
    row = referred(cast)
    with pytest.raises(WantingError) as told:
        decided(cast, row, "as_quoted")
    assert [(one.field, one.key) for one in told.value.problems] == [("decision", "problem.not_as_quoted")]
    assert row.offers.count() == 0


def test_a_clinic_that_is_referred_joins_at_its_printed_price_whatever_base_was_typed(cast):
    more = {"shared_records": "yes", "others_share": "yes", "warning_read": "yes"}
    row = approved(submitted(cast.aoki, cast.clinic, **more), cast.agency, cast.office)
    assert row.state == "referred"
    key, printed = cast.clinic.facilities.get().key, frozen(row)["annual_yen"]
    typed = Decision("as_quoted", {key: (printed + 50_000, "思いつき")}, Fraction("0.1"), "思いつき")
    row = underwriting_actions.decide(application=row, version=row.version, decision=typed, by=cast.underwriter, at=AT)
    insured = row.joined.get().enrolment.to_core()[0].changes[1].facility
    assert (row.state, insured.annual_yen, insured.priced) == ("accepted", printed, "printed")
    assert (row.offers.get().factor, row.offers.get().annual_yen) == ("0", printed)


def test_conditions_are_set_at_the_quoted_price_whatever_base_was_typed(cast):
    row = referred(cast)
    offer = decided(
        cast, row, "conditional", base=1, conditions=[("VPN装置を更新する", date(2026, 8, 31))]
    ).offers.get()
    assert (offer.annual_yen, offer.factor) == (frozen(row)["annual_yen"], "0")


def test_conditions_are_offered_at_the_quoted_price_with_their_day(cast):
    due = date(2026, 8, 31)
    row = decided(cast, referred(cast), "conditional", factor="0", conditions=[("VPN装置を更新する", due)])
    assert row.state == "offered"
    row = accepted(cast, row)
    event = row.joined.get().enrolment.events.get()
    assert event.conditions == [{"text": "VPN装置を更新する", "due_on": "2026-08-31"}]


def test_declining_ends_the_case_with_its_reasons(cast):
    row = referred(cast)
    row = underwriting_actions.decline(
        application=row, version=row.version, words="事故が続いています", by=cast.underwriter, at=AT
    )
    assert (row.state, row.moves.last().words) == ("declined", "事故が続いています")


@pytest.mark.parametrize("who", ["hakata_staff", "office", "underwriter", "stranger"])
def test_only_the_head_of_the_member_accepts(cast, who):
    row = decided(cast, referred(cast))
    with pytest.raises((NotNowError, type(row).DoesNotExist)):
        accepted(cast, row, by=getattr(cast, who))
    assert row.joined.count() == 0


def test_an_offer_is_accepted_until_the_end_of_its_last_day_and_not_a_moment_longer(cast):
    row = decided(cast, referred(cast))
    until = row.offers.get().valid_until
    with pytest.raises(NotNowError):
        accepted(cast, row, at=until)
    assert accepted(cast, row, at=until - timedelta(seconds=1)).state == "accepted"


def test_accepted_after_its_start_has_passed_cover_begins_from_the_acceptance(cast):
    row = decided(cast, referred(cast), at=tokyo(date(2026, 6, 28)))
    row = accepted(cast, row, at=tokyo(date(2026, 7, 10), time(9)))
    assert row.joined.get().enrolment.term_start == tokyo(date(2026, 8, 5), time(16))


def test_acceptance_needs_every_statement_and_a_name(cast):
    row = decided(cast, referred(cast))
    with pytest.raises(WantingError) as told:
        accepted(cast, row, declared={})
    assert len(told.value.problems) == 4


def test_an_offer_nobody_accepted_expires_once(cast):
    row = decided(cast, referred(cast))
    late = row.offers.get().valid_until
    assert [offer_actions.expire_offers(by=cast.underwriter, at=late) for _ in range(2)] == [1, 0]
    row.refresh_from_db()
    assert row.state == "expired"


def test_the_job_ends_late_offers_of_every_association(cast):
    row = decided(cast, referred(cast), at=tokyo(date(2026, 6, 11)))
    offer_actions.expire_late.call()
    row.refresh_from_db()
    assert (row.state, row.offers.get().state) == ("expired", "lapsed")
    assert row.moves.last().person == "offers"


def test_an_offer_that_cannot_expire_keeps_no_other_waiting(cast, caplog):
    row = decided(cast, referred(cast))
    late = row.offers.get().valid_until
    clinic = begun(cast.aoki, cast.clinic)
    one, offer = row.submissions.get(), row.offers.get()
    # an offer of an application whose scheme the catalogue no longer has
    offer.pk, offer.application, offer.member, offer.number = None, clinic, clinic.member, "Q-0"
    offer.submission = one
    offer.save(force_insert=True)
    Application.objects.filter(pk=clinic.pk).update(state="offered", scheme_code="gone")
    assert offer_actions.expire_offers(by=cast.underwriter, at=late) == 1
    row.refresh_from_db()
    clinic.refresh_from_db()
    assert (row.state, clinic.state) == ("expired", "offered")
    assert clinic.number in caplog.text


@pytest.mark.parametrize("base", [700_000, 2_000_000])
def test_an_offer_lapses_with_the_application_that_is_withdrawn_proposed_or_issued(cast, base):
    row = decided(cast, referred(cast), base=base)
    with walls.within(cast.hakata.organisation_id):
        submit_actions.withdraw(application=row, version=row.version, words="", by=cast.hakata, at=AT)
    assert row.offers.get().state == "lapsed"


@pytest.mark.parametrize(
    ("who", "act"), [("underwriter", "decide"), ("senior", "countersign"), ("senior", "return"), ("agency", "approve")]
)
def test_whose_role_has_ended_since_the_page_was_drawn_binds_nobody(cast, who, act):
    by = getattr(cast, who)
    row = submitted(cast.hakata, cast.hospital) if act == "approve" else referred(cast)
    if who == "senior":
        row = decided(cast, row, base=2_000_000)
    Role.objects.filter(user_id=by.user_id, organisation_id=by.organisation_id).update(ended_at=AT)
    said = {"application": row, "version": row.version, "by": by, "at": AT}
    acts = {
        "decide": lambda: decided(cast, row),
        "countersign": lambda: underwriting_actions.countersign(**said),
        "return": lambda: underwriting_actions.return_decision(**said, words="x"),
        "approve": lambda: approval_actions.approve(**said),
    }
    with pytest.raises(NotNowError):
        acts[act]()
    assert Application.objects.get().state == row.state
