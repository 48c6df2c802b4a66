"""An offer is accepted on the screen by the head, or otherwise and taken down by who serves the member: all alike."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sonae.app.accounts.mail_models import Mail
from sonae.app.accounts.models import Role, User
from sonae.app.applications import offer_actions, submit_actions
from sonae.app.applications.models import Acceptance, Application
from sonae.app.applications.offer_actions import TakenDown
from sonae.app.applications.refusals import NotNowError, StaleError, WantingError
from sonae.app.applications.starts import start_of
from sonae.app.common import clock
from sonae.app.common.models import AuditEntry
from sonae.app.parties import actions as parties
from sonae.core.moments import day_of
from tests.app.applications.conftest import AT, SIGNED, approved, pressed, submitted
from tests.app.applications.test_underwriting_actions import DECLARED, accepted, decided, referred
from tests.app.enrolments.joiners import join, part

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LATER = AT + timedelta(days=1)


def signed(content=SIGNED):
    return SimpleUploadedFile("acceptance.pdf", content)


def on_paper(**more):
    return replace(TakenDown("paper", DECLARED, AT.date(), paper=signed()), **more)


def taken_down(row, by, *, at=LATER, taken=None):
    return offer_actions.take_down(application=row, version=row.version, taken=taken or on_paper(), by=by, at=at)


@pytest.mark.parametrize("who", ["agency", "office"])
def test_agency_and_office_take_an_acceptance_on_paper_down_and_the_member_has_joined(cast, who):
    row = taken_down(decided(cast, referred(cast)), getattr(cast, who))
    one = Acceptance.objects.get()
    assert (row.state, one.way, one.name) == ("accepted", "paper", "博多 次郎")
    assert (one.accepted_on, one.taken_down_by_id) == (AT.date(), getattr(cast, who).organisation_id)
    assert one.paper in row.joined.get().enrolment.events.get().papers.all()


def test_an_acceptance_on_the_screen_is_kept_in_the_same_shape(cast):
    accepted(cast, decided(cast, referred(cast)))
    one = Acceptance.objects.get()
    assert (one.way, one.name, one.accepted_on, one.taken_down_by) == ("web", "博多 次郎", AT.date(), None)
    assert one.declared == DECLARED


def test_the_member_is_mailed_who_took_down_what_with_copies(cast):
    row = taken_down(decided(cast, referred(cast)), cast.agency)
    mail = Mail.objects.filter(template="application_accepted", language="ja").first()
    assert "2026年(令和8年)6月10日(水)に博多 次郎 様からいただいた" in mail.body
    assert "署名または記名押印した書面" in mail.body
    assert cast.agency.organisation_name in mail.body
    assert mail.papers == [row.offers.get().paper_id, Acceptance.objects.get().paper_id]


def test_the_trail_and_the_history_say_who_took_it_down(cast):
    row = taken_down(decided(cast, referred(cast)), cast.agency)
    entry = AuditEntry.objects.get(action="application.acceptance_recorded")
    told = json.loads(entry.after)
    assert (told["way"], told["evidence"]) == ("paper", Acceptance.objects.get().paper.sha256)
    assert "加入者による個別見積の承諾を記録しました" in [one.label for one in row.moves.all()]


@pytest.mark.parametrize("who", ["underwriter", "senior", "hakata", "hakata_staff"])
def test_neither_the_insurers_people_nor_the_members_own_take_one_down(cast, who):
    row = decided(cast, referred(cast))
    with pytest.raises(NotNowError):
        taken_down(row, getattr(cast, who))
    assert (Acceptance.objects.count(), row.joined.count()) == (0, 0)


@pytest.mark.parametrize("who", ["mie", "stranger"])
def test_whoever_does_not_serve_the_member_does_not_even_see_the_application(cast, who):
    row = decided(cast, referred(cast))
    with pytest.raises(Application.DoesNotExist):
        taken_down(row, getattr(cast, who))
    assert Acceptance.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "field", "key"),
    [
        ({"paper": None}, "paper", "evidence_paper"),
        ({"way": "e_signature"}, "evidence", "evidence_reference"),
        ({"way": "phone"}, "way", "accepting_way"),
        ({"accepted_on": AT.date() - timedelta(days=1)}, "accepted_on", "accepted_on"),
        ({"accepted_on": LATER.date() + timedelta(days=1)}, "accepted_on", "accepted_on"),
        ({"declared": DECLARED | {"declared.name": ""}}, "declared.name", "declaration_name"),
    ],
)
def test_what_is_missing_or_wrong_is_told_beside_its_field_and_nothing_is_written(cast, changed, field, key):
    row = decided(cast, referred(cast))
    with pytest.raises(WantingError) as told:
        taken_down(row, cast.agency, taken=on_paper(**changed))
    assert [(one.field, one.key) for one in told.value.problems] == [(field, f"problem.{key}")]
    row.refresh_from_db()
    assert (row.state, row.joined.count()) == ("offered", 0)


def test_a_file_that_is_no_paper_is_refused(cast):
    row = decided(cast, referred(cast))
    with pytest.raises(ValidationError):
        taken_down(row, cast.agency, taken=on_paper(paper=signed(b"no paper at all")))
    row.refresh_from_db()
    assert row.state == "offered"


def test_after_its_last_day_or_once_withdrawn_an_offer_is_accepted_by_nobody(cast):
    row = decided(cast, referred(cast))
    with pytest.raises(NotNowError):
        taken_down(row, cast.agency, at=row.offers.get().valid_until)
    gone = submit_actions.withdraw(application=row, version=row.version, words="", by=cast.hakata, at=LATER)
    with pytest.raises(NotNowError):
        taken_down(gone, cast.agency)
    with pytest.raises(StaleError):
        taken_down(row, cast.agency)
    assert Acceptance.objects.count() == 0


@pytest.mark.parametrize("who", ["hakata", "agency"])
def test_whose_role_has_ended_since_the_page_was_drawn_accepts_nothing(cast, who):
    row, by = decided(cast, referred(cast)), getattr(cast, who)
    Role.objects.filter(user_id=by.user_id, organisation_id=by.organisation_id).update(ended_at=LATER)
    with pytest.raises(NotNowError):
        accepted(cast, row, by=by) if who == "hakata" else taken_down(row, by)
    assert row.joined.count() == 0


def test_a_facility_enrolled_otherwise_meanwhile_is_not_enrolled_twice_by_accepting(cast):
    row = decided(cast, referred(cast))
    start = start_of(row, at=AT)
    join(cast.hospital, [part(cast.hospital.facilities.get())], start=start.start, end=start.end)
    with pytest.raises(WantingError) as told:
        accepted(cast, row)
    assert [one.key for one in told.value.problems] == ["problem.facility_enrolled_already"]
    row.refresh_from_db()
    assert (row.state, row.joined.count(), Acceptance.objects.count()) == ("offered", 0, 0)


def test_a_facility_closed_meanwhile_does_not_join(cast):
    row, facility = decided(cast, referred(cast)), cast.hospital.facilities.get()
    parties.change(facility, values={"closed_on": AT.date()}, revision=facility.revision, by=cast.hakata_staff, at=AT)
    with pytest.raises(WantingError) as told:
        accepted(cast, row)
    assert [one.key for one in told.value.problems] == ["problem.facility_closed"]
    assert row.joined.count() == 0


def test_the_page_takes_it_down_with_its_paper_and_shows_how_it_was_accepted(cast, sign_in):
    row = decided(cast, referred(cast), at=clock.now())
    browser, address = sign_in(cast.agency), reverse("applications:take_down", args=[row.pk])
    assert address in browser.get(reverse("applications:case", args=[row.pk])).content.decode()
    page = browser.get(address)
    typed = {"way": "paper", "accepted_on": day_of(row.offers.get().issued_at).isoformat(), **DECLARED}
    wrong = browser.post(address, pressed(page, **typed))
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["paper"])
    done = browser.post(address, pressed(page, **typed, paper=signed()))
    assert done.status_code == 302
    shown = browser.get(done.url).content.decode()
    assert "署名または記名押印した書面" in shown
    assert reverse("parties:paper", args=[Acceptance.objects.get().paper_id]) in shown


def test_an_application_that_was_not_offered_has_no_such_page(cast, sign_in):
    row = approved(submitted(cast.aoki, cast.clinic), cast.agency)
    address = reverse("applications:take_down", args=[row.pk])
    assert sign_in(cast.agency).get(address).status_code == 409
    assert sign_in(cast.underwriter).get(address).status_code == 403
    assert sign_in(cast.mie).get(address).status_code == 404


def test_without_a_second_factor_nobody_comes_as_far_as_a_form_whose_file_would_be_lost(cast, client):
    row = decided(cast, referred(cast), at=clock.now())
    client.force_login(User.objects.get(pk=cast.agency.user_id))
    answer = client.get(reverse("applications:take_down", args=[row.pk]))
    assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))
