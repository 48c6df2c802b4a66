"""Mie's office, a stranger and nobody ask for every page of a case, at each of its steps: they learn nothing."""

from datetime import timedelta
from fractions import Fraction

import pytest

from sonae.app.accounts.models import Role, User
from sonae.app.applications.approval_actions import approve
from sonae.app.applications.draft_actions import begin
from sonae.app.applications.offer_actions import accept_offer
from sonae.app.applications.steps import STEPS
from sonae.app.applications.submit_actions import submit
from sonae.app.applications.underwriting_actions import Decision, decide
from sonae.app.common.person import of_system
from sonae.app.parties.actions import record_association
from sonae.app.parties.models import Member, Paper
from tests.app.applications.conftest import DECLARED, given
from tests.support.joining import now, somebody

pytestmark = pytest.mark.usefixtures("cast")
ACTS = ("", "approve/", "send_back/", "withdraw/", "confirm/", "decline/", "countersign/", "decide/", "offer/")
MARKS = ("博多", "00034", "A-2026-", "K-2026-", "Q-2026-")


def states(member):
    """The case of a hospital, at each of its steps in turn."""
    at, head = now(), somebody("hakata")
    row = begin(member=member, given=given(member) | {"proofs.member_number": "00034"}, by=head, at=at)
    yield row
    row = submit(application=row, version=row.version, by=head, at=at)
    yield row
    for clerk in ("agency-clerk", "office-clerk"):
        row = approve(application=row, version=row.version, by=somebody(clerk), at=at)
    yield row
    what = Decision("quotation", {member.facilities.get().key: (900_000, "料率表")}, Fraction(0), "")
    row = decide(application=row, version=row.version, decision=what, by=somebody("underwriter"), at=at)
    yield row
    declared = DECLARED | {"declared.name": "博多 太郎"}
    yield accept_offer(application=row, version=row.version, declared=declared, by=head, at=at + timedelta(seconds=1))


def addresses(row):
    """Every address of the case there is by now."""
    case = f"/work/applications/{row.pk}/"
    yield from (case + one for one in (*ACTS, *(f"steps/{step}/" for step in STEPS), "submissions/1/"))
    yield from (f"/work/members/papers/{one.pk}" for one in Paper.objects.filter(member=row.member))
    yield from (f"/work/enrolments/{one.enrolment.number}/" for one in row.joined.all())
    yield f"/work/members/{row.member_id}/"


def read(page):
    text = page.locator("body").inner_text()
    return [mark for mark in MARKS if mark in text]


def test_the_hospitals_case_is_not_there_for_mies_office_and_closed_to_strangers(open_page, sign_in):
    at = now()
    mie = record_association(code="mie", name="三重", scheme_code="mie-2025", by=of_system("test"), at=at)
    clerk = User.objects.create(email="clerk@mie.example.jp", name="三重 太郎")
    Role.objects.create(user=clerk, organisation=mie.organisation, name="office_clerk", since=at)
    office, stranger, nobody = open_page("/"), open_page("/"), open_page("/")
    sign_in(office, clerk)
    sign_in(stranger, User.objects.create(email="stranger@example.jp", name="他人"))
    asked = 0
    for row in states(Member.objects.select_related("association").get(number="00034")):
        for address in addresses(row):
            never = address.endswith("/decide/")  # an office has no such act at all
            office.goto(address, status=403 if never else 404)
            stranger.goto(address)
            nobody.goto(address)
            assert "/accounts/roles/" in stranger.url
            assert "/accounts/login/" in nobody.url
            assert [read(page) for page in (office, stranger, nobody)] == [[], [], []], address
            asked += 1
    for address in ("/work/", "/work/applications/", "/work/enrolments/", "/work/members/", "/work/mails/"):
        office.goto(address)
        assert read(office) == [], address
    office.check()
    assert asked > 80
