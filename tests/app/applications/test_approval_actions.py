"""The order of approval: each step by its own organisation, and a send-back with its reason."""

from datetime import date, time

import pytest

from sonae.app.applications import approval_actions, draft_actions, submit_actions
from sonae.app.applications.models import Joined
from sonae.app.applications.refusals import NotNowError, StaleError, WantingError
from sonae.core.moments import tokyo
from tests.app.applications.conftest import AGREED, AT, approved, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_clinic_joins_when_agency_office_and_insurer_have_agreed(cast):
    row = approved(submitted(cast.aoki, cast.clinic), cast.agency, cast.office, cast.underwriter)
    assert row.state == "accepted"
    assert [one.kind for one in row.moves.all()] == ["submitted", "approved", "approved", "accepted"]
    assert Joined.objects.filter(application=row).count() == 1


@pytest.mark.parametrize(("day", "month"), [(15, 7), (16, 8)])
def test_the_receipt_on_the_15th_and_on_the_16th_start_a_month_apart(cast, day, month):
    received = tokyo(date(2026, 6, day), time(23, 59))
    row = approved(submitted(cast.aoki, cast.clinic, at=received), cast.agency, cast.office, cast.underwriter)
    assert row.joined.get().enrolment.term_start == tokyo(date(2026, month, 5), time(16))


@pytest.mark.parametrize("who", ["office", "underwriter", "aoki"])
def test_nobody_acts_before_his_turn(cast, who):
    row = submitted(cast.aoki, cast.clinic)
    with pytest.raises(NotNowError):
        approval_actions.approve(application=row, version=row.version, by=getattr(cast, who), at=AT)
    assert row.moves.count() == 1


def test_the_second_clerk_is_told_what_the_first_one_did(cast):
    row = submitted(cast.aoki, cast.clinic)
    seen = row.version
    approved(row, cast.agency)
    with pytest.raises(StaleError) as told:
        approval_actions.approve(application=row, version=seen, by=cast.agency, at=AT)
    assert told.value.application.step == "association"


@pytest.mark.parametrize(("reason", "counts"), [("missing_item", 20), ("name_or_address", 10)])
def test_only_a_missing_item_moves_the_receipt_to_the_resubmission(cast, reason, counts):
    row = submitted(cast.aoki, cast.clinic)
    later = tokyo(date(2026, 6, 20), time(10))
    row = approval_actions.send_back(
        application=row, version=row.version, reasons=[reason], words="直してください", by=cast.agency, at=AT
    )
    assert row.state == "sent_back"
    row = draft_actions.save_step(application=row, version=row.version, typed=AGREED, by=cast.aoki, at=later)
    row = submit_actions.submit(application=row, version=row.version, by=cast.aoki, at=later)
    assert row.received_at.day == counts
    assert [one.number for one in row.submissions.all()] == [1, 2]


def test_a_send_back_needs_a_reason_and_words(cast):
    row = submitted(cast.aoki, cast.clinic)
    with pytest.raises(WantingError) as told:
        approval_actions.send_back(application=row, version=row.version, reasons=[], words=" ", by=cast.agency, at=AT)
    assert [one.field for one in told.value.problems] == ["reasons", "words"]
    assert row.moves.count() == 1
