"""A doubled click, two clerks, an old page, a lost connection: nothing is lost, nothing done twice, and it is said."""

from datetime import date, time

import pytest

from sonae.app.applications.models import Application
from sonae.app.parties.models import Member
from sonae.core.moments import tokyo
from tests.app.applications.conftest import begun, submitted
from tests.support.joining import AGENCY, AOKI, QUOTE, now, onwards, play, press, somebody

pytestmark = pytest.mark.usefixtures("cast")
CONFLICT = 409


def clinic():
    return Member.objects.get(number="00012")


def click_twice(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).dblclick()
    page.wait_for_load_state()


def test_a_doubled_click_begins_saves_submits_and_approves_once(open_page):
    page = open_page("/")
    play(page, AOKI)
    page.goto(f"/work/applications/begin/example?{QUOTE}")
    click_twice(page, "申込みを始める")
    page.wait_for_url("**/steps/facilities/")
    first = Application.objects.get()
    page.get_by_role("group", name="患者情報").get_by_label("いいえ", exact=True).check()
    click_twice(page, "保存して次へ")
    page.wait_for_url("**/steps/plans/")
    assert Application.objects.get().version == first.version + 1
    ready = begun(somebody("aoki"), clinic(), now())
    page.goto(f"/work/applications/{ready.pk}/steps/confirm/")
    click_twice(page, "この内容で提出する")
    page.get_by_text("提出しました").first.wait_for()
    play(page, AGENCY)
    page.goto(f"/work/applications/{ready.pk}/approve/")
    click_twice(page, "確認しました")
    page.wait_for_url(f"**/work/applications/{ready.pk}/")
    assert [one.kind for one in ready.moves.all()] == ["submitted", "approved"]
    assert ready.submissions.count() == 1


def test_of_two_clerks_on_one_case_the_second_is_told_and_keeps_his_words(open_page):
    row = submitted(somebody("aoki"), clinic(), now())
    one, other = open_page("/"), open_page("/", width=390)
    for page in (one, other):
        play(page, AGENCY)
    other.goto(f"/work/applications/{row.pk}/send_back/")
    other.get_by_label("必要な記入または書類").check()
    other.get_by_label("直していただきたいこと").fill("会員番号が空欄です")
    one.goto(f"/work/applications/{row.pk}/approve/")
    press(one, "確認しました")
    other.expect_status(CONFLICT)
    press(other, "差し戻す")
    told = other.locator("main").inner_text()
    assert all(
        words in told
        for words in ("その間に変わりました", "会員番号が空欄です", "代理店 担当", "確認して次へ回しました")
    )
    other.check()
    other.picture("conflict")
    assert row.moves.filter(kind="sent_back").count() == 0


@pytest.mark.parametrize(("language", "width"), [("ja", 390), ("en", 1280)])
def test_a_page_left_open_over_the_cut_off_shows_the_new_start_and_is_pressed_again(
    open_page, settings, language, width
):
    settings.SONAE_NOW = tokyo(date(2026, 6, 15), time(23, 59))
    row = begun(somebody("aoki"), clinic(), now())
    page = open_page("/", width=width, language=language)
    play(page, AOKI)
    page.goto(f"/work/applications/{row.pk}/steps/confirm/")
    settings.SONAE_NOW = tokyo(date(2026, 6, 16), time(0, 1))
    button = {"ja": "この内容で提出する", "en": "Submit this application"}[language]
    page.expect_status(CONFLICT)
    press(page, button)
    page.check()
    page.picture("other-figures")
    assert row.submissions.count() == 0
    press(page, button)
    assert "2026-08-05" in row.submissions.get().content


def test_a_page_that_grew_old_keeps_what_was_typed_and_saves_it_on_request(open_page):
    row = begun(somebody("aoki"), clinic(), now())
    head, desk = open_page("/"), open_page("/")
    play(head, AOKI)
    play(desk, "青木医院 受付")
    for page, number in ((desk, "00099"), (head, "00012")):
        page.goto(f"/work/applications/{row.pk}/steps/eligibility/")
        page.get_by_label("会員番号").fill(number)
    onwards(head)
    desk.expect_status(CONFLICT)
    onwards(desk)
    assert "ほかの人が先に保存しました" in desk.locator("main").inner_text()
    assert desk.get_by_label("会員番号").input_value() == "00099"
    desk.check()
    onwards(desk)
    assert "/steps/explanation/" in desk.url
    row.refresh_from_db()
    assert row.given["proofs.member_number"] == "00099"


def test_a_lost_connection_says_so_and_loses_nothing(open_page):
    row = begun(somebody("aoki"), clinic(), now())
    page = open_page("/", width=390)
    play(page, AOKI)
    page.goto(f"/work/applications/{row.pk}/steps/eligibility/")
    page.get_by_label("会員番号").fill("00077")
    page.route("**/*", lambda route: route.abort())
    page.get_by_role("button", name="保存して次へ").click()
    page.get_by_text("サーバーにつながりません").wait_for()
    assert page.get_by_label("会員番号").input_value() == "00077"
    page.problems.clear()  # the browser tells of the connection that was cut
    page.check()
    page.picture("lost")
    page.unroute("**/*")
    onwards(page)
    assert "/steps/explanation/" in page.url
    row.refresh_from_db()
    assert (row.given["proofs.member_number"], row.version) == ("00077", 2)


def test_an_answer_lost_on_its_way_is_given_again_and_the_step_is_saved_once(open_page):
    row = begun(somebody("aoki"), clinic(), now())
    page = open_page("/", scripts=False)
    play(page, AOKI)
    page.goto(f"/work/applications/{row.pk}/steps/eligibility/")
    page.get_by_label("会員番号").fill("00077")
    cut = []

    def lose(route):
        """The server gets what was sent; its answer gets lost, once."""
        if route.request.method == "POST" and not cut:
            cut.append(route.fetch(max_redirects=0).status)
            route.abort()
        else:
            route.continue_()

    page.route("**/steps/eligibility/", lose)
    page.get_by_role("button", name="保存して次へ").click()
    page.wait_for_url("chrome-error://**")
    page.problems.clear()
    page.reload()
    page.wait_for_url("**/steps/explanation/")
    row.refresh_from_db()
    assert (row.given["proofs.member_number"], row.version, cut) == ("00077", 2, [302])
