"""Stories of who serves a member: an acceptance that came on paper, and what was keyed in taken back."""

from fractions import Fraction

import pytest

from sonae.app.applications.draft_actions import begin
from sonae.app.applications.example_actions import seed_referral
from sonae.app.applications.models import Acceptance, Application
from sonae.app.applications.submit_actions import submit
from sonae.app.applications.underwriting_actions import Decision, decide
from sonae.app.parties.models import Member
from tests.app.applications.conftest import SIGNED, given
from tests.support.joining import AGENCY, HAKATA, INSURER, OFFICE, look, now, play, press, somebody

pytestmark = pytest.mark.usefixtures("cast")


def offered():
    """The hospital's application with a quotation that its head has not answered."""
    row = seed_referral(at=now())
    what = Decision(
        "quotation",
        {row.member.facilities.get().key: (900_000, "料率表による")},
        Fraction("-0.1"),
        "切り離したバックアップがある",
    )
    return decide(application=row, version=row.version, decision=what, by=somebody("underwriter"), at=now())


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_agency_takes_down_that_the_hospital_accepted_on_paper(open_page, language):
    row = offered()
    page = open_page("/", language=language)
    play(page, AGENCY)
    page.goto("/work/")
    look(page, f"serving-home-{language}")
    page.goto(f"/work/applications/{row.pk}/")
    look(page, f"offered-agency-{language}")
    page.locator("a[href$='/accepted/']").click()
    page.wait_for_url("**/accepted/")
    look(page, f"take-down-{language}")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.locator("input[value=paper]").check()
    page.locator("input[name=accepted_on]").fill(now().astimezone().date().isoformat())
    page.locator("input[name='declared.name']").fill("博多 太郎")
    signed = {"name": "acceptance.pdf", "mimeType": "application/pdf", "buffer": SIGNED}
    page.locator("input[type=file]").set_input_files([signed])
    with page.expect_navigation():
        page.locator("form.form button").click()
    assert "acceptance.pdf" in page.locator("main").inner_text()
    look(page, f"taken-down-{language}")
    assert Acceptance.objects.get().name == "博多 太郎"
    row.refresh_from_db()
    assert row.state == "accepted"


def test_the_clerk_takes_back_what_was_keyed_in_before_the_member_declares_it(open_page):
    member, clerk = Member.objects.get(number="00012"), somebody("agency-clerk")
    row = begin(member=member, given=given(member), basis="phone", basis_note="6月10日 院長から", by=clerk, at=now())
    submit(application=row, version=row.version, by=clerk, at=now())
    page = open_page("/")
    play(page, AGENCY)
    page.goto(f"/work/applications/{row.pk}/")
    look(page, "confirming-agency")
    assert "加入者が宣言する前なら取り下げられます" in page.locator("main").inner_text()
    page.get_by_role("link", name="取り下げる").click()
    page.wait_for_url("**/withdraw/")
    look(page, "take-back")
    page.get_by_label("取下げの理由").fill("施設を間違えました")
    press(page, "取り下げる")
    row.refresh_from_db()
    assert row.state == "withdrawn"
    assert "施設を間違えました" in page.locator("main").inner_text()


@pytest.mark.parametrize("who", [OFFICE, INSURER])
def test_whoever_serves_members_finds_on_the_home_what_to_do_when_nothing_waits(open_page, who):
    page = open_page("/")
    play(page, who)
    page.goto("/work/")
    look(page, f"home-empty-{'office' if who == OFFICE else 'insurer'}")
    row = offered()
    page.goto("/work/")
    assert row.number in page.locator("main").inner_text()
    page.get_by_role("searchbox", name="名称・カナ・番号・電話で探す").fill("はかた")
    press(page, "加入依頼を探す")
    page.get_by_role("link", name=row.number).wait_for()
    assert Application.objects.count() == 1
    play(page, HAKATA)
    page.goto(f"/work/applications/{row.pk}/offer/")
    look(page, "offer-one")
