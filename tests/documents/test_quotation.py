import re
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

import pytest

from sonae.core.asking import Ask
from sonae.core.moments import TOKYO
from sonae.core.money import Rounding
from sonae.core.scheme import Loading
from sonae.documents.notices import gathered
from sonae.documents.quotation import quotation

RECEIVED = datetime(2025, 6, 15, 9, tzinfo=TOKYO)
CLINIC = Ask("clinic", "S3", received=RECEIVED)
HOSPITAL = Ask("hospital", "S3", size=50, family="all_risk", received=RECEIVED)
BETWEEN = Ask("hospital", "S3", size=75, family="all_risk", received=RECEIVED)
UNPRICED = Ask("dental_clinic", "")


def test_shows_the_price_its_status_and_that_it_binds(sheet):
    paper = sheet(CLINIC)
    assert paper.says("見積書", "年間保険料", "44,610円", "募集資料の金額", "この金額で加入できます")


def test_shows_the_cover_in_both_calendars_at_four_in_the_afternoon(sheet):
    paper = sheet(CLINIC)
    assert paper.says("2025年(令和7年)7月5日午後4時から", "2026年(令和8年)5月5日午後4時まで", "10か月間")
    assert paper.says("初回の払込み月2025年(令和7年)8月", "見積日時2025年(令和7年)6月15日午前9時")


def test_shows_what_is_payable_with_its_rule_and_that_it_was_assumed(sheet):
    paper = sheet(HOSPITAL)
    assert paper.says("119,080円仮定", "10か月分 = 年間 142,900円 × 10/12", "10円単位の四捨五入")


def test_writes_limits_as_japanese_practice_does_and_exactly(sheet):
    assert sheet(HOSPITAL).says("5,000万円50,000,000円", "500万円5,000,000円", "自己負担額なし", "緊急時サポートあり")


def test_names_scheme_parties_facility_and_measures(sheet):
    paper = sheet(HOSPITAL)
    assert paper.says("公益社団法人 福岡県医師会", "損害保険ジャパン株式会社", "福岡医師協同組合 保険Ⅱ課")
    assert paper.says("病院(病床数 50床、主な病床の種類 一般病床)")


def test_an_example_says_that_the_written_quotation_decides(sheet):
    paper = sheet(HOSPITAL)
    assert paper.says("例示", "142,900円", "実際の保険料は保険会社の書面の見積で決まります")
    assert not paper.says("この金額で加入できます")


def test_no_amount_of_an_estimate_stands_without_about(sheet):
    paper = sheet(BETWEEN)
    assert paper.says("年間保険料の目安", "概算", "約165,800円", "概算(保険料ではありません)", "約138,170円")
    assert re.findall(r"(.)(?:165,800|138,170)円", paper.text) == ["約"] * len(
        re.findall("165,800円|138,170円", paper.text)
    )


def test_an_english_estimate_says_about(sheet):
    paper = sheet(BETWEEN, language="en")
    assert paper.says("Annual premium, roughly", "Estimate", "about 165,800 yen", "estimate (not a price)")
    assert paper.text.count("165,800") == paper.text.count("about165,800")


@pytest.mark.parametrize("ask", [UNPRICED, Ask("hospital", "S3", size=10, family="all_risk")])
def test_a_referral_shows_no_premium(sheet, catalogue, ask):
    paper = sheet(ask)
    premiums = {f"{one.yen:,}円" for one in catalogue.schemes["fukuoka-2025"].premiums.values()}
    assert paper.says("照会", "個別見積", "092-852-1540")
    assert paper.amounts() <= {"50,000,000円", "5,000,000円"}
    assert not paper.amounts() & premiums


def test_shared_limits_show_no_premium_of_any_facility(sheet, catalogue):
    paper = sheet(HOSPITAL, CLINIC, shared=True)
    premiums = {f"{one.yen:,}円" for one in catalogue.schemes["fukuoka-2025"].premiums.values()}
    assert paper.says("照会", "複数の施設で保険金額を共有する場合の保険料は表と異なります")
    assert not paper.amounts() & premiums


def test_several_facilities_are_listed_and_added_up(sheet):
    paper = sheet(HOSPITAL, CLINIC)
    assert paper.says("同じ法人の2施設", "年間保険料の合計", "187,510円", "施設1病院", "施設2")
    assert paper.says("142,900円", "44,610円", "[施設1]")


def test_a_sum_with_an_estimate_is_an_estimate(sheet):
    assert sheet(CLINIC, BETWEEN).says("年間保険料の合計の目安", "概算", "約210,410円")


def test_a_sum_with_a_referral_has_no_figure(sheet):
    paper = sheet(CLINIC, UNPRICED)
    assert paper.says("照会", "44,610円")
    assert paper.says("合計照会—")


def test_notices_of_one_facility_say_whose_they_are(quoted, catalogue):
    data = quotation(quoted(HOSPITAL, CLINIC, records=True), catalogue.words, "ja", "")
    items = [item for group in data["notices"] for item in group["items"]]
    assert {tuple(item["places"]) for item in items} == {(), (1,), (2,)}
    assert len({item["text"] for item in items}) == len(items)


def test_a_text_is_gathered_once_with_the_places_it_concerns():
    assert gathered([["a", "b"], ["a"]]) == [{"text": "a", "places": []}, {"text": "b", "places": [1]}]


def test_instalments_are_shown_where_they_are_published(sheet):
    paper = sheet(Ask("dental_clinic", "S1"), scheme="dental-2025")
    assert paper.says("20,160円", "1回 1,680円 × 12回払", "計算値", "募集資料の金額")
    assert paper.says("保険期間の日付が募集資料に書かれていないため")


def test_an_abolished_plan_is_marked(sheet):
    paper = sheet(Ask("clinic", "A"), scheme="mie-2025")
    assert paper.says("廃止", "12,120円", "新しくは加入できません")
    assert not paper.says("この金額で加入できます")


def test_a_closed_scheme_shows_its_price_and_that_nobody_can_join(sheet):
    paper = sheet(Ask("clinic", "S3"), now=datetime(2026, 11, 21, tzinfo=TOKYO))
    assert paper.says("44,610円", "この年度の保険料です。いまは加入できません", "示せません")


def test_an_example_scheme_is_marked_on_every_page_and_nobody_can_join(sheet):
    paper = sheet(Ask("clinic", "S3"), scheme="example", now=datetime(2026, 11, 21, tzinfo=TOKYO))
    assert all("例示(架空の団体)" in page for page in paper.pages)
    assert paper.says("例示の制度での金額です。実際には加入できません", "これは架空の団体による例示です")


def test_every_page_says_what_it_is_not_and_which_page_of_which_paper_it_is(sheet):
    paper = sheet(HOSPITAL, CLINIC)
    number = re.search(r"Q1-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}", paper.pages[0])[0]
    assert len(paper.pages) > 1
    for place, page in enumerate(paper.pages, start=1):
        assert "デモ:保険会社のページではなく、申込みの勧誘でもありません" in page
        assert f"{place} / {len(paper.pages)} ページ" in page
        assert number in page
        assert "様式Q 第1版" in page


def test_shows_reasons_assumptions_notices_and_trace_with_their_sources(sheet):
    paper = sheet(HOSPITAL)
    assert paper.says("質問書兼告知書をもとに保険会社が作る書面の見積")
    assert paper.says("年間保険料の月割(月数/12、10円単位の四捨五入)と仮定しています")
    assert paper.says("申込み後のクーリングオフ", "[1] 1325–1335行")
    assert paper.says("団体割引△20%[1] 43–44, 434, 488, 640行", "病床数 50床の係数×3.9", "45,800円")
    assert paper.says("002_ddd17cbf1aa71dae.txt", "sha256:")


def test_contacts_have_hours_and_closed_days(sheet):
    paper = sheet(HOSPITAL)
    assert paper.says("0120-318-258", "24時間・年中無休", "092-852-1540", "平日 9:00〜17:00")
    assert paper.says("休み:", "祝日")


def test_the_link_stands_there_in_words_and_as_code(sheet, quoted, catalogue):
    assert sheet(HOSPITAL).says("https://sonae.example/fukuoka-2025?kind=hospital&beds=50&plan=S3")
    assert quotation(quoted(HOSPITAL), catalogue.words, "ja", "https://sonae.example")["link_code"]["modules"] > 20
    assert sheet(HOSPITAL, link="").says("142,900円")
    assert sheet(HOSPITAL, link="https://sonae.example/" + "x" * 20_000).says("142,900円")


def test_english_is_complete(sheet):
    paper = sheet(HOSPITAL, CLINIC, BETWEEN, language="en", records=True)
    assert re.findall("[ぁ-んァ-ヶ]", paper.text.replace("備え", "")) == []
    assert paper.says("from 5 July 2025 (Reiwa 7), 16:00", "until 5 May 2026 (Reiwa 8), 16:00")
    assert paper.says("142,900 yen", "50,000,000 yen", "printed in the brochure")


def test_no_word_is_missing(quoted, catalogue):
    for language in ("ja", "en"):
        data = quotation(quoted(HOSPITAL, UNPRICED, BETWEEN, records=True), catalogue.words, language, "")
        texts = [*every_text({k: v for k, v in data.items() if k not in {"labels", "colours"}})]
        assert len(texts) > 100
        for text in texts:
            assert not re.match(r"^[a-z_]+\.[a-z_.0-9]+$", text) or text.endswith((".txt", ".md")), text


def every_text(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from every_text(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from every_text(one)


def test_many_facilities_flow_over_pages(sheet):
    paper = sheet(*(Ask("clinic", f"S{1 + n % 5}", received=RECEIVED) for n in range(20)))
    assert len(paper.pages) > 10
    assert paper.says("施設20", "同じ法人の20施設")


@pytest.mark.parametrize(
    ("language", "words"), [("ja", ("1回 7,710円 × 4回払", "振込", "(4回払)")), ("en", ("4 instalments",))]
)
def test_a_divided_premium_is_said_with_the_scheme_s_own_number_of_instalments(catalogue, sheet, language, words):
    loading = Loading(Fraction("0.05"), Rounding(10, "half_up", "printed", "brochure.txt:9"))
    payment = replace(
        catalogue.schemes["fukuoka-2025"].payment, instalments=4, ways=("bank_transfer",), loading=loading
    )
    paper = sheet(Ask("clinic", "S1"), language=language, change={"payment": payment})
    # 29,380 × 1.05 / 4 = 7,712.25
    assert paper.says(*words)
    assert not paper.says("12回払")
    assert not paper.says("印刷された1回分")


@pytest.mark.parametrize(
    ("scheme", "asked", "parts"),
    [
        # the flyer does not say whether there are instalments
        ("jhef-2025", Ask("service_operator"), "一括払"),
        # the twelve payments are the clinics'; a hospital has no price to divide
        ("kagoshima-2025", Ask("hospital", size=50), "12回払"),
    ],
)
def test_names_no_number_of_payments_that_is_not_published_of_the_price(sheet, scheme, asked, parts):
    paper = sheet(asked, scheme=scheme)
    assert paper.says("払込方法", "支払方法は記載なし")
    assert not paper.says(parts)


def test_names_the_twelve_payments_of_a_scheme_that_publishes_them(sheet):
    assert sheet(Ask("dental_clinic", "S1"), scheme="dental-2025").says("12回払")


def test_a_receipt_whose_cover_has_begun_is_no_price_to_join_at(sheet):
    paper = sheet(CLINIC, now=datetime(2026, 11, 21, tzinfo=TOKYO))
    assert paper.says("44,610円", "いまからこの条件では加入できません")
    assert not paper.says("この金額で加入できます")
