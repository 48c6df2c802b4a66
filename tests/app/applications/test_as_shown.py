"""What is bound is what was read: page, paper and ledger name one first day and one sum, or nothing is done."""

from datetime import date, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sonae.app.applications import draft_actions, submit_actions, underwriting_actions
from sonae.app.applications.case_page import cover_words
from sonae.app.applications.content import thawed
from sonae.app.applications.underwriting_actions import Decision
from sonae.core.moments import iso, tokyo
from tests.app.applications.conftest import AT, MEMBERS_OWN, SIGNED, approved, begun, given, pressed, submitted
from tests.app.applications.test_underwriting_actions import DECLARED, decided, referred

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
START = tokyo(date(2026, 7, 5), time(16))
LATE = tokyo(date(2026, 7, 6), time(9))
CHANGED = "補償の初日か、お支払いになる額が変わりました"


@pytest.mark.parametrize(("plan", "eyes"), [("all_risk:S3", False), ("all_risk:S5", True)])
def test_decided_as_quoted_after_the_first_day_page_paper_and_ledger_are_one(cast, plan, eyes):
    more = {"shared_records": "yes", "others_share": "yes", "warning_read": "yes"}
    row = approved(submitted(cast.aoki, cast.clinic, plan=plan, **more), cast.agency, cast.office)
    page, paper = cover_words(row, LATE), thawed(row.submissions.get().content)
    typed = Decision("as_quoted", {})
    row = underwriting_actions.decide(
        application=row, version=row.version, decision=typed, by=cast.underwriter, at=LATE
    )
    assert (row.state == "countersigning") is eyes
    if eyes:
        page = cover_words(row, LATE)
        row = underwriting_actions.countersign(application=row, version=row.version, by=cast.senior, at=LATE)
    enrolment = row.joined.get().enrolment
    assert (page.start, paper["facilities"][0]["cover"]["start"]) == (START, iso(START))
    assert (enrolment.term_start, enrolment.to_core()[0].premium_yen) == (START, paper["payable_yen"])


@pytest.fixture
def over(settings, sign_in):
    """A page opened at one moment and sent at another; the answer, and the address."""

    def opened(who, address, before, after, **typed):
        settings.SONAE_NOW = before
        browser = sign_in(who)
        page = browser.get(address)
        settings.SONAE_NOW = after
        return browser, browser.post(address, pressed(page, **typed))

    return opened


def told(answer):
    assert (answer.status_code, CHANGED in answer.content.decode()) == (409, True)
    return answer.context["shown"]


def test_an_offer_read_before_its_start_is_not_accepted_after_it_at_another_price(cast, over):
    row = decided(cast, referred(cast), at=tokyo(date(2026, 6, 28)))
    address = reverse("applications:offer", args=[row.pk])
    before, after = tokyo(date(2026, 7, 5), time(15, 59)), tokyo(date(2026, 7, 5), time(16, 1))
    browser, answer = over(cast.hakata, address, before, after, **DECLARED)
    assert told(answer) == "2026-08-05T16:00:00+09:00 472500"
    row.refresh_from_db()
    assert (row.state, row.joined.count()) == ("offered", 0)
    assert browser.post(address, pressed(answer, **DECLARED)).status_code == 302
    enrolment = row.joined.get().enrolment
    assert (enrolment.term_start.month, enrolment.to_core()[0].premium_yen) == (8, 472_500)


def test_an_acceptance_is_not_taken_down_at_another_price_than_was_read(cast, over):
    row = decided(cast, referred(cast), at=tokyo(date(2026, 6, 28)))
    address = reverse("applications:take_down", args=[row.pk])
    before, after = tokyo(date(2026, 7, 5), time(15, 59)), tokyo(date(2026, 7, 5), time(16, 1))
    typed = {"way": "paper", "accepted_on": "2026-07-05", **DECLARED}
    file = SimpleUploadedFile("acceptance.pdf", SIGNED)
    _browser, answer = over(cast.agency, address, before, after, **typed, paper=file)
    assert told(answer) == "2026-08-05T16:00:00+09:00 472500"
    assert row.joined.count() == 0


def test_an_application_read_before_the_cut_off_is_not_handed_in_after_it_at_another_price(cast, over):
    row = begun(cast.aoki, cast.clinic)
    address = reverse("applications:step", args=[row.pk, "confirm"])
    before, after = tokyo(date(2026, 6, 15), time(23, 59)), tokyo(date(2026, 6, 16), time(0, 1))
    browser, answer = over(cast.aoki, address, before, after)
    assert told(answer) == "2026-08-05T16:00:00+09:00 33460"
    assert row.submissions.count() == 0
    assert browser.post(address, pressed(answer)).status_code == 302
    assert thawed(row.submissions.get().content)["payable_yen"] == 33_460


def test_what_was_keyed_in_is_not_confirmed_after_the_cut_off_at_another_price(cast, over):
    said = {name: value for name, value in given(cast.clinic).items() if name not in MEMBERS_OWN}
    row = draft_actions.begin(member=cast.clinic, given=said, basis="fax", by=cast.agency, at=AT)
    row = submit_actions.submit(application=row, version=row.version, by=cast.agency, at=AT)
    address = reverse("applications:confirm", args=[row.pk])
    before, after = tokyo(date(2026, 6, 15), time(23, 59)), tokyo(date(2026, 6, 16), time(0, 1))
    browser, answer = over(cast.aoki, address, before, after, **MEMBERS_OWN)
    assert told(answer) == "2026-08-05T16:00:00+09:00 33460"
    row.refresh_from_db()
    assert row.state == "confirming"
    assert browser.post(address, pressed(answer, **MEMBERS_OWN)).status_code == 302


def test_a_page_that_says_no_figures_binds_nobody(cast, sign_in):
    row = begun(cast.aoki, cast.clinic)
    browser, address = sign_in(cast.aoki), reverse("applications:step", args=[row.pk, "confirm"])
    form = pressed(browser.get(address)) | {"shown": ""}
    assert browser.post(address, form).status_code == 409
    assert row.submissions.count() == 0


def test_what_was_read_stands_a_day_later_where_start_and_sum_are_the_same(cast, over):
    row = begun(cast.aoki, cast.clinic)
    address = reverse("applications:step", args=[row.pk, "confirm"])
    _browser, answer = over(cast.aoki, address, AT, AT + timedelta(days=1))
    assert answer.status_code == 302
