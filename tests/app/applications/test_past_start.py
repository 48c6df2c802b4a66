"""Sent back for a reason that leaves its receipt, an application can ask for cover from a day that has passed."""

from datetime import date, time

import pytest

from sonae.app.applications import approval_actions, draft_actions, submit_actions
from sonae.app.applications.agreed import agreed
from sonae.app.applications.content import thawed
from sonae.app.applications.drafts import NO_INCIDENT, case_of, procedure_of
from sonae.app.applications.refusals import WantingError
from sonae.app.applications.step_page import beginning_of
from sonae.core.moments import tokyo
from tests.app.applications.conftest import AGREED, AT, approved, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
START = tokyo(date(2026, 7, 5), time(16))  # of what is received on 10 June 2026
SAME_DAY, DAY_AFTER = tokyo(date(2026, 7, 5), time(23, 59)), tokyo(date(2026, 7, 6))
TICKED = {NO_INCIDENT: "2026-07-05"}


@pytest.fixture
def sent_back(cast):
    row = submitted(cast.aoki, cast.clinic)
    said = {"reasons": ["name_or_address"], "words": "表記を確かめてください", "by": cast.agency}
    return approval_actions.send_back(application=row, version=row.version, at=tokyo(date(2026, 6, 20)), **said)


def again(cast, row, at, **typed):
    typed = AGREED | typed
    row = draft_actions.save_step(application=row, version=row.version, typed=typed, by=cast.aoki, at=at)
    return submit_actions.submit(application=row, version=row.version, by=cast.aoki, at=at)


def test_on_the_day_after_the_first_day_of_cover_that_no_incident_is_known_is_declared(cast, sent_back):
    with pytest.raises(WantingError) as told:
        again(cast, sent_back, DAY_AFTER)
    assert [(one.field, one.key) for one in told.value.problems] == [(NO_INCIDENT, "problem.no_incident_needed")]
    sent_back.refresh_from_db()
    row = again(cast, sent_back, DAY_AFTER, **TICKED)
    content = thawed(row.submissions.last().content)
    assert (content["no_incident_since"], content["given"][NO_INCIDENT]) == ("2026-07-05", "2026-07-05")
    paper = agreed(content, "", procedure_of("example"))
    assert paper.declaration.since == date(2026, 7, 5)
    assert (paper.received_at, paper.counted_at) == (DAY_AFTER, AT)
    assert "保険の対象になりうる事故" in paper.declaration.no_incident.ja


def test_on_the_first_day_of_cover_it_is_not_asked(cast, sent_back):
    row = again(cast, sent_back, SAME_DAY)
    assert thawed(row.submissions.last().content)["no_incident_since"] is None


def test_it_is_declared_anew_each_time(cast, sent_back):
    row = again(cast, sent_back, DAY_AFTER, **TICKED)
    assert NO_INCIDENT not in row.given


def test_start_and_price_are_those_of_the_receipt_that_counts(cast, sent_back):
    row = again(cast, sent_back, DAY_AFTER, **TICKED)
    first, second = (thawed(one.content) for one in row.submissions.all())
    assert second["facilities"][0]["cover"] == first["facilities"][0]["cover"]
    assert second["payable_yen"] == first["payable_yen"]
    row = approved(row, cast.agency, cast.office, cast.underwriter, at=DAY_AFTER)
    enrolment = row.joined.get().enrolment
    assert (enrolment.term_start, enrolment.to_core()[0].premium_yen) == (START, second["payable_yen"])


def test_the_page_says_from_which_day_cover_is_asked_and_that_nothing_is_covered_before(sent_back):
    told = [beginning_of(case_of(sent_back).scheme, sent_back.received_at, one) for one in (SAME_DAY, DAY_AFTER)]
    assert [(one.start, one.past) for one in told] == [(START, False), (START, True)]
    assert "保険会社が引き受けるまで、補償はありません" in told[0].until_accepted


def test_who_keyed_it_in_leaves_it_to_the_member(cast, sent_back):
    case = case_of(sent_back, DAY_AFTER)
    assert NO_INCIDENT in {one.field for one in case.wanting(DAY_AFTER)}
    case.application.keyed_in_by_id = cast.agency.organisation_id
    assert NO_INCIDENT not in {one.field for one in case_of(sent_back, DAY_AFTER).wanting(DAY_AFTER)}
