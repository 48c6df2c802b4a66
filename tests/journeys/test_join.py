"""Stories of joining: a clinic alone, keyed in by the agency, a hospital priced by hand, sent back twice, too late."""

from datetime import date, time
from fractions import Fraction

import pypdfium2 as pdfium
import pytest
from django.core import mail

from sonae.app.applications.example_actions import seed_referral
from sonae.app.applications.models import Application
from sonae.app.applications.underwriting_actions import Decision, decide
from sonae.app.common.jobs_actions import work_off
from sonae.app.enrolments.models import Certificate, Enrolment
from sonae.app.parties import papers
from sonae.app.parties.models import Member
from sonae.core.moments import tokyo
from tests.app.applications.conftest import begun, submitted
from tests.support.joining import (
    AGENCY,
    AOKI,
    HAKATA,
    INSURER,
    OFFICE,
    QUOTE,
    SENIOR,
    Keys,
    approve,
    begin,
    declare,
    fill_in,
    look,
    now,
    onwards,
    play,
    press,
    read,
    send_back,
    somebody,
    submit,
)

pytestmark = pytest.mark.usefixtures("cast")


def said(path):
    """What a PDF says."""
    return "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(path)).replace("\r\n", "")


def test_a_clinic_joins_alone_by_keyboard_from_its_quote_to_the_certificate_in_its_hand(open_page):
    page = open_page(f"/s/example/result?{QUOTE}")
    keys = Keys(page)
    keys.send(page.get_by_role("link", name="この内容で申し込む"))
    assert "/accounts/login/" in page.url
    page.goto("/accounts/demonstration/")
    keys.send(page.get_by_role("button", name=AOKI))
    page.goto(f"/work/applications/begin/example?{QUOTE}")
    keys.send(page.get_by_role("button", name="申込みを始める"))
    _fill_in_by_keyboard(page, keys)
    keys.send(page.get_by_role("button", name="この内容で提出する"))
    row = Application.objects.get()
    assert row.number in said(keys.download(page.get_by_role("link", name="加入依頼書(1回目の提出)")))
    for who in (AGENCY, OFFICE, INSURER):
        approve(page, who, row.number)
    work_off(worker="journey")
    play(page, AOKI)
    page.goto(f"/work/applications/{row.pk}/")
    look(page, "join-accepted")
    keys.send(page.get_by_role("link", name="加入の内容と加入者証"))
    look(page, "join-enrolled")
    certificate = Certificate.objects.get()
    text = said(keys.download(page.get_by_role("link", name="第1版(PDF)")))
    assert all(words in text for words in (certificate.number, "青木医院", "S3", "14,870円"))
    assert any(certificate.number in one.subject + one.body and one.attachments for one in mail.outbox)
    keys.send(page.get_by_role("link", name="照合のページ"))
    assert "発行された加入者証と一致し" in page.locator("main").inner_text()


def _fill_in_by_keyboard(page, keys):
    answers = {
        "facilities": lambda: keys.choose(
            page.get_by_role("group", name="患者情報").get_by_label("いいえ", exact=True)
        ),
        "plans": lambda: None,
        "offices": lambda: None,
        "eligibility": lambda: keys.write(page.get_by_label("会員番号"), "00012"),
        "explanation": lambda: _read(page, keys),
        "declaration": lambda: _declare(page, keys),
    }
    for step, answer in answers.items():
        assert f"/steps/{step}/" in page.url
        answer()
        keys.send(page.get_by_role("button", name="保存して次へ"))


def _read(page, keys):
    for box in page.get_by_role("checkbox").all():
        keys.tick(box)
    for yes in page.get_by_label("はい", exact=True).all():
        keys.choose(yes)


def _declare(page, keys):
    for box in page.get_by_role("checkbox").all():
        keys.tick(box)
    keys.write(page.get_by_label("宣言する方の氏名"), "青木 一郎")
    keys.choose(page.get_by_label("代表者として"))
    keys.choose(page.get_by_label("この画面で宣言します"))


def test_the_agency_keys_in_and_the_member_confirms(open_page):
    page = open_page("/")
    play(page, AGENCY)
    page.goto(f"/work/applications/members/{Member.objects.get(number='00012').pk}/begin")
    look(page, "key-in")
    page.get_by_label("電話での依頼").check()
    page.get_by_label("いつ、どなたから").fill("6月10日 院長から")
    press(page, "入力を始める")
    fill_in(page, pictures="join")
    look(page, "join-confirm")
    press(page, "この内容で提出する")
    page.get_by_text("加入者に確認を求めました").first.wait_for()
    look(page, "join-submitted")
    row = Application.objects.get()
    assert row.state == "confirming"
    play(page, AOKI)
    page.goto("/work/")
    page.get_by_role("link", name="代わりに入力された加入依頼を確認する").click()
    page.get_by_role("link", name="内容を確認する").click()
    look(page, "key-in-confirm")
    read(page)
    declare(page)
    press(page, "宣言して提出する")
    row.refresh_from_db()
    assert (row.state, row.step) == ("submitted", "agency")


def test_a_hospital_is_referred_priced_above_the_authority_by_two_and_accepts(open_page):
    page = open_page("/")
    begin(page, HAKATA, "kind=hospital&beds=120&family=all_risk&plan=S3")
    fill_in(page, number="00034", disclosed=True)
    submit(page)
    row = Application.objects.get()
    for who in (AGENCY, OFFICE):
        approve(page, who, row.number)
    play(page, INSURER)
    page.goto(f"/work/applications/{row.pk}/decide/")
    look(page, "decide")
    page.get_by_label("個別に見積る").check()
    page.get_by_label("もとの年間保険料").fill("2000000")
    page.get_by_label("その根拠").fill("料率表による")
    page.get_by_label("告知書割引(割増)").fill("-10")
    page.get_by_label("割引・割増の理由").fill("切り離したバックアップがある")
    press(page, "この判断にする")
    look(page, "countersigning")
    play(page, SENIOR)
    page.goto("/work/")
    page.get_by_role("link", name="引受の判断を確認する").click()
    page.get_by_role("link", name="判断を確認する").click()
    look(page, "countersign")
    press(page, "判断に同意する")
    play(page, HAKATA)
    page.goto(f"/work/applications/{row.pk}/offer/")
    look(page, "offer")
    page.get_by_text("計算の根拠").click()
    assert all(one in page.locator("main").inner_text() for one in ("1,800,000", "施設 博多病院", "-10%"))
    with page.expect_download() as paper:
        page.get_by_role("link", name="見積書PDF").click()
    assert all(words in said(paper.value.path()) for words in ("1,800,000", "引受 担当", "引受 責任者"))
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("承諾する代表者の氏名").fill("博多 太郎")
    press(page, "この見積で加入する")
    look(page, "offer-accepted")
    assert Enrolment.objects.get().periods.get().annual_yen == 1_800_000


def test_an_application_sent_back_twice_counts_from_when_its_missing_item_came(open_page, settings):
    page = open_page("/")
    settings.SONAE_NOW = tokyo(date(2026, 6, 10), time(10))
    begin(page, AOKI)
    fill_in(page)
    submit(page)
    row = Application.objects.get()
    twice = ((AGENCY, "必要な記入または書類", "00099", 20, 20), (OFFICE, "加入資格を確かめられません", "00012", 25, 20))
    for who, reason, number, day, counts in twice:
        if who == OFFICE:
            approve(page, AGENCY, row.number)
        send_back(page, who, row.number, reason, "会員番号を確かめてください")
        settings.SONAE_NOW = tokyo(date(2026, 6, day), time(9))
        play(page, AOKI)
        page.goto(f"/work/applications/{row.pk}/")
        look(page, "sent-back")
        assert "会員番号を確かめてください" in page.get_by_role("region", name="いますること").inner_text()
        page.goto(f"/work/applications/{row.pk}/steps/eligibility/")
        page.get_by_label("会員番号").fill(number)
        onwards(page)
        page.goto(f"/work/applications/{row.pk}/steps/explanation/")
        read(page)
        onwards(page)
        declare(page)
        onwards(page)
        submit(page)
        row.refresh_from_db()
        assert row.received_at.day == counts
    page.goto(f"/work/applications/{row.pk}/submissions/3/")
    look(page, "difference")
    for who in (AGENCY, OFFICE, INSURER):
        approve(page, who, row.number)
    row.refresh_from_db()
    assert (row.state, row.submissions.count()) == ("accepted", 3)


def test_handed_in_again_after_the_first_day_of_cover_that_no_incident_is_known_is_declared_too(open_page, settings):
    settings.SONAE_NOW = tokyo(date(2026, 6, 10), time(10))
    row = submitted(somebody("aoki"), Member.objects.get(number="00012"), now())
    page = open_page("/")
    send_back(page, AGENCY, row.number, "名称・所在地", "表記を確かめてください")
    settings.SONAE_NOW = tokyo(date(2026, 7, 6), time(9))
    play(page, AOKI)
    page.goto(f"/work/applications/{row.pk}/steps/confirm/")
    told = page.locator("main").inner_text()
    assert "補償の初日が過ぎています" in told
    assert "補償の初日(2026年(令和8年)7月5日" in told
    assert page.get_by_role("button", name="この内容で提出する").is_disabled()
    look(page, "past-confirm")
    page.goto(f"/work/applications/{row.pk}/steps/explanation/")
    read(page)
    onwards(page)
    assert page.get_by_label("補償の初日から今日まで").count() == 1
    declare(page)
    look(page, "past-declaration")
    onwards(page)
    submit(page)
    paper = pdfium.PdfDocument(papers.read(row.submissions.last().paper))
    text = "".join("".join(one.get_textpage().get_text_range() for one in paper).split())
    assert "補償の初日2026年(令和8年)7月5日" in text
    assert f"受付番号{row.number}提出2回目" in text.replace(
        "受付日時2026年(令和8年)7月6日午前9時受付とみなす日時2026年(令和8年)6月10日午前10時", ""
    )
    assert "保険会社が引き受けるまで、補償はありません" in text


@pytest.mark.parametrize(("day", "hour", "start"), [(15, time(23, 59), "7月5日"), (16, time(0), "8月5日")])
def test_who_is_late_joins_during_the_term_a_month_later_from_the_16th(open_page, settings, day, hour, start):
    settings.SONAE_NOW = tokyo(date(2026, 6, day), hour)
    row = begun(somebody("aoki"), Member.objects.get(number="00012"))
    page = open_page("/")
    play(page, AOKI)
    page.goto(f"/work/applications/{row.pk}/steps/confirm/")
    look(page, "late")
    told = page.locator("main").inner_text()
    assert "中途加入になります" in told
    assert f"2026年(令和8年){start}午後4時" in told
    submit(page)
    for who in (AGENCY, OFFICE, INSURER):
        approve(page, who, row.number)
    page.get_by_role("link", name="加入の内容と加入者証").click()
    page.wait_for_url("**/work/enrolments/**")
    assert f"保険期間は2026年(令和8年){start}午後4時から" in page.locator("main").inner_text()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_list_the_case_and_an_act_are_accessible_and_fit_in_both_languages(open_page, language):
    row = submitted(somebody("aoki"), Member.objects.get(number="00012"))
    page = open_page("/", width=390, language=language)
    play(page, AGENCY)
    for path in ("", f"{row.pk}/", f"{row.pk}/approve/", f"{row.pk}/send_back/", f"{row.pk}/submissions/1/"):
        page.goto(f"/work/applications/{path}")
        look(page, f"agency-{language}-{path.strip('/').replace('/', '-')}")
    assert page.locator("h1").count() == 1


def test_the_case_and_the_offer_print_on_few_sheets_and_without_buttons(open_page, tmp_path):
    row = seed_referral(at=now())
    key = row.member.facilities.get().key
    what = Decision("quotation", {key: (900_000, "料率表による")}, Fraction("-0.1"), "切り離したバックアップがある")
    row = decide(application=row, version=row.version, decision=what, by=somebody("underwriter"), at=now())
    page = open_page("/")
    play(page, HAKATA)
    for path in ("", "offer/", "submissions/1/"):
        page.goto(f"/work/applications/{row.pk}/{path}")
        page.emulate_media(media="print")
        page.picture(f"print-{path.replace('/', '')}")
        assert not [one for one in page.get_by_role("button").all() if one.is_visible()]
        page.pdf(path=tmp_path / "page.pdf", format="A4")
        assert len(pdfium.PdfDocument(tmp_path / "page.pdf")) <= 4
        page.emulate_media(media="screen")
