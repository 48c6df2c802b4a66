"""Two who act on one application in the same moment: it is done once, and the second is told; with real threads."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from sonae.app.applications import approval_actions, offer_actions, submit_actions
from sonae.app.applications.models import Application, Joined
from sonae.app.applications.refusals import NotNowError, StaleError, WantingError
from tests.app.applications.conftest import AT, approved, begun, pressed, submitted
from tests.app.applications.test_underwriting_actions import DECLARED, decided, referred
from tests.support.workers import shared_database

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def _shared(tmp_path):
    with shared_database(tmp_path):
        yield


def at_once(*acts):
    """What each act gives when all begin in the same moment: its answer, or how it was refused."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            barrier.wait(10)
            return act()
        except (StaleError, NotNowError, WantingError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def kinds(answers):
    return sorted(type(one).__name__ for one in answers)


def press(browser, address, form):
    """The same form from the same browser, on a connection of its own; gives the address it leads to."""

    def pressed_once():
        clicked = Client()
        clicked.cookies = browser.cookies
        return clicked.post(address, form).url

    return pressed_once


def test_of_two_clerks_one_approves_and_the_other_is_told(cast):
    row = submitted(cast.aoki, cast.clinic)

    def approve():
        return approval_actions.approve(application=row, version=row.version, by=cast.agency, at=AT)

    answers = at_once(approve, approve)
    assert kinds(answers) == ["Application", "StaleError"]
    assert row.moves.filter(kind="approved").count() == 1


def test_one_approves_and_one_sends_back_and_one_of_them_wins(cast):
    row = submitted(cast.aoki, cast.clinic)
    back = {"reasons": ["missing_item"], "words": "直してください"}
    answers = at_once(
        lambda: approval_actions.approve(application=row, version=row.version, by=cast.agency, at=AT),
        lambda: approval_actions.send_back(application=row, version=row.version, **back, by=cast.agency, at=AT),
    )
    assert kinds(answers) == ["Application", "StaleError"]
    assert row.moves.exclude(kind="submitted").count() == 1


def test_two_submissions_give_one_receipt(cast):
    row = begun(cast.aoki, cast.clinic)

    def submit():
        return submit_actions.submit(application=row, version=row.version, by=cast.aoki, at=AT)

    assert kinds(at_once(submit, submit)) == ["Application", "StaleError"]
    assert row.submissions.count() == 1


def test_of_two_drafts_of_one_facility_one_is_received_and_the_other_is_told(cast):
    rows = [begun(cast.aoki, cast.clinic) for _ in range(2)]

    def handed_in(row):
        return lambda: submit_actions.submit(application=row, version=row.version, by=cast.aoki, at=AT)

    assert kinds(at_once(*map(handed_in, rows))) == ["Application", "WantingError"]
    assert sorted(Application.objects.values_list("state", flat=True)) == ["draft", "submitted"]


def test_an_offer_accepted_twice_joins_once(cast):
    row = decided(cast, referred(cast))

    def accept():
        return offer_actions.accept_offer(
            application=row, version=row.version, declared=DECLARED, by=cast.hakata, at=AT
        )

    assert kinds(at_once(accept, accept)) == ["Application", "StaleError"]
    assert Joined.objects.count() == 1


def test_a_form_sent_twice_is_saved_once_and_both_go_on(cast, sign_in):
    row = begun(cast.aoki, cast.clinic)
    browser, address = sign_in(cast.aoki), reverse("applications:step", args=[row.pk, "eligibility"])
    form = pressed(browser.get(address), **{"proofs.member_number": "00077"})
    onwards = reverse("applications:step", args=[row.pk, "explanation"])
    assert at_once(*[press(browser, address, form)] * 2) == [onwards] * 2
    saved = Application.objects.get()
    assert (saved.given["proofs.member_number"], saved.version) == ("00077", row.version + 1)


def test_the_last_approval_pressed_twice_joins_once_and_both_see_the_case(cast, sign_in):
    row = approved(submitted(cast.aoki, cast.clinic), cast.agency, cast.office)
    browser, address = sign_in(cast.underwriter), reverse("applications:act", args=[row.pk, "approve"])
    form = pressed(browser.get(address))
    assert at_once(*[press(browser, address, form)] * 2) == [reverse("applications:case", args=[row.pk])] * 2
    assert (Joined.objects.count(), Application.objects.get().state) == (1, "accepted")
