"""Stories of joining: a clinic alone, keyed in by the agency, a hospital priced by hand, sent back twice."""

import re

import pytest
from django.utils import timezone

from sonae.app.applications.models import Application
from sonae.app.common.person import of_system
from sonae.app.enrolments.models import Enrolment
from sonae.app.parties.actions import seed_example
from sonae.app.parties.models import Member


@pytest.fixture(autouse=True)
def _cast(transactional_db, settings, tmp_path):  # noqa: ARG001  the live server reads what is committed
    """The example association with everybody in it, and papers in a folder of their own."""
    options = {"location": tmp_path / "papers"}
    settings.STORAGES = settings.STORAGES | {"papers": settings.STORAGES["papers"] | {"OPTIONS": options}}
    seed_example(by=of_system("test"), at=timezone.now())


def play(page, name):
    """Sign in as one of the cast."""
    page.goto("/accounts/demonstration/")
    page.get_by_role("button", name=name).first.click()


def look(page, name):
    """The page is right in every respect, and pictured."""
    page.check()
    page.picture(name)


def pick(page, group, answer):
    page.get_by_role("group", name=group).get_by_label(answer, exact=True).check()


def onwards(page):
    page.get_by_role("button", name="保存して次へ").click()
    while "more=1" in page.url:  # what was chosen opens further questions
        for no in page.locator("fieldset").get_by_label("いいえ", exact=True).all():
            no.check()
        page.get_by_role("button", name="保存して次へ").click()


def fill_in(page, *, number="00012", pictures="", disclosed=False):
    """From the step of facilities to the page that shows everything."""
    pick(page, "ほかの施設と患者情報", "いいえ")
    steps = [("facilities", lambda: None), ("plans", lambda: _plan(page)), ("offices", lambda: None)]
    steps += [("eligibility", lambda: page.get_by_label("会員番号").fill(number))]
    steps += [("disclosure", lambda: _disclose(page))] if disclosed else []
    steps += [("explanation", lambda: _read(page)), ("declaration", lambda: _declare(page))]
    for name, answer in steps:
        assert f"/steps/{name}/" in page.url
        answer()
        if pictures:
            look(page, f"{pictures}-{name}")
        onwards(page)
    assert "/steps/confirm/" in page.url


def _plan(page):
    if not page.locator("input[name$='.plan']:checked").count():
        page.get_by_label("S3:").first.check()


def _disclose(page):
    for _round in range(3):
        for no in page.locator("fieldset").get_by_label("いいえ", exact=True).all():
            no.check()
        if not page.get_by_role("alert").count():
            return


def _read(page):
    for box in page.get_by_role("checkbox").all():
        box.check()
    for yes in page.get_by_label("はい", exact=True).all():
        yes.check()


def _declare(page):
    for box in page.get_by_role("checkbox").all():
        box.check()
    if page.get_by_label("宣言する方の氏名").count():  # who keys in for a member leaves it to the member
        page.get_by_label("宣言する方の氏名").fill("青木 一郎")
        page.get_by_label("代表者として").check()
    if page.get_by_label("この画面で宣言します").count():
        page.get_by_label("この画面で宣言します").check()


def submit(page):
    page.get_by_role("button", name="この内容で提出する").click()
    page.get_by_text("提出しました").first.wait_for()


def approve(page, who, number):
    play(page, who)
    page.goto("/work/applications/")
    page.get_by_role("link", name=number).click()
    page.get_by_role("link", name=re.compile("確認して次へ回す|引き受けて加入を成立させる")).click()
    page.get_by_role("button", name=re.compile("確認しました|引き受けて加入を成立させる")).click()


def send_back(page, who, number, reason, words):
    play(page, who)
    page.goto("/work/applications/")
    page.get_by_role("link", name=number).click()
    page.get_by_role("link", name="差し戻す").click()
    page.get_by_label(reason).check()
    page.get_by_label("直していただきたいこと").fill(words)
    page.get_by_role("button", name="差し戻す").click()


def begin(page, who, query="kind=clinic&family=all_risk&plan=S3"):
    play(page, who)
    page.goto(f"/work/applications/begin/example?{query}")
    page.get_by_role("button", name="申込みを始める").click()


AGENCY, OFFICE, INSURER = "代理店 担当", "事務局 事務長", "引受 担当"


def test_a_clinic_joins_alone_from_its_quote(open_page):
    page = open_page("/s/example/result?kind=clinic&family=all_risk&plan=S3")
    page.get_by_role("link", name="この内容で申し込む").click()
    play(page, "青木")
    page.goto("/work/applications/begin/example?kind=clinic&family=all_risk&plan=S3")
    look(page, "join-begin")
    page.get_by_role("button", name="申込みを始める").click()
    fill_in(page, pictures="join")
    look(page, "join-confirm")
    submit(page)
    look(page, "join-submitted")
    row = Application.objects.get()
    for who in (AGENCY, OFFICE, INSURER):
        approve(page, who, row.number)
    play(page, "青木")
    page.goto(f"/work/applications/{row.pk}/")
    look(page, "join-accepted")
    assert Enrolment.objects.get().joined_by.application == row
    assert Member.objects.get(number="00012") == row.member


def test_the_agency_keys_in_and_the_member_confirms(open_page):
    page = open_page("/")
    play(page, AGENCY)
    page.goto(f"/work/applications/members/{Member.objects.get(number='00012').pk}/begin")
    look(page, "key-in")
    page.get_by_label("電話での依頼").check()
    page.get_by_label("いつ、どなたから").fill("6月10日 院長から")
    page.get_by_role("button", name="入力を始める").click()
    fill_in(page)
    page.get_by_role("button", name="この内容で提出する").click()
    page.get_by_text("加入者に確認を求めました").first.wait_for()
    row = Application.objects.get()
    assert row.state == "confirming"
    play(page, "青木 一郎")
    page.goto("/work/")
    page.get_by_role("link", name="代わりに入力された加入依頼を確認する").click()
    page.get_by_role("link", name="内容を確認する").click()
    page.get_by_role("button", name="宣言して提出する").wait_for()
    look(page, "key-in-confirm")
    _read(page)
    _declare(page)
    page.get_by_role("button", name="宣言して提出する").click()
    page.get_by_role("button", name="宣言して提出する").wait_for(state="detached")
    row.refresh_from_db()
    assert (row.state, row.step) == ("submitted", "agency")


def test_a_hospital_is_referred_priced_with_a_factor_and_accepts(open_page):
    page = open_page("/")
    begin(page, "博多 院長", "kind=hospital&beds=120&family=all_risk&plan=S3")
    fill_in(page, number="00034", pictures="hospital", disclosed=True)
    submit(page)
    row = Application.objects.get()
    for who in (AGENCY, OFFICE):
        approve(page, who, row.number)
    play(page, INSURER)
    page.goto(f"/work/applications/{row.pk}/decide/")
    look(page, "decide")
    page.get_by_label("個別に見積る").check()
    page.get_by_label("もとの年間保険料").fill("900000")
    page.get_by_label("その根拠").fill("料率表による")
    page.get_by_label("告知書割引(割増)").fill("-10")
    page.get_by_label("割引・割増の理由").fill("切り離したバックアップがある")
    page.get_by_role("button", name="この判断にする").click()
    play(page, "博多 院長")
    page.goto(f"/work/applications/{row.pk}/offer/")
    look(page, "offer")
    assert "810,000" in page.locator("main").inner_text()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("承諾する代表者の氏名").fill("博多 太郎")
    page.get_by_role("button", name="この見積で加入する").click()
    look(page, "offer-accepted")
    assert Enrolment.objects.get().periods.get().annual_yen == 810_000


def test_an_application_is_sent_back_twice_and_joins(open_page):
    page = open_page("/")
    begin(page, "青木 一郎")
    fill_in(page)
    submit(page)
    row = Application.objects.get()
    twice = ((AGENCY, "必要な記入または書類", "00099"), (OFFICE, "加入資格を確かめられません", "00012"))
    for who, reason, number in twice:
        if who == OFFICE:
            approve(page, AGENCY, row.number)
        send_back(page, who, row.number, reason, "会員番号を確かめてください")
        play(page, "青木 一郎")
        page.goto(f"/work/applications/{row.pk}/")
        look(page, "sent-back")
        page.goto(f"/work/applications/{row.pk}/steps/eligibility/")
        page.get_by_label("会員番号").fill(number)
        onwards(page)
        page.goto(f"/work/applications/{row.pk}/steps/confirm/")
        submit(page)
    page.goto(f"/work/applications/{row.pk}/submissions/3/")
    look(page, "difference")
    for who in (AGENCY, OFFICE, INSURER):
        approve(page, who, row.number)
    row.refresh_from_db()
    assert (row.state, row.submissions.count()) == ("accepted", 3)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_list_the_case_and_an_act_are_accessible_and_fit_in_both_languages(open_page, language):
    page = open_page("/")
    begin(page, "青木 一郎")
    fill_in(page)
    submit(page)
    row = Application.objects.get()
    page = open_page("/", width=390, language=language)
    play(page, AGENCY)
    for path in ("", f"{row.pk}/", f"{row.pk}/approve/", f"{row.pk}/send_back/", f"{row.pk}/submissions/1/"):
        page.goto(f"/work/applications/{path}")
        look(page, f"agency-{language}-{path.strip('/').replace('/', '-')}")
    assert page.locator("h1").count() == 1
