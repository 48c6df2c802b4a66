import re
from dataclasses import replace
from datetime import datetime

import pytest

from sonae.core.moments import TOKYO
from sonae.documents import individual_quotation_sheet
from tests.documents import joiners
from tests.documents.paper import Paper

LINK = "https://sonae.example/quotations/W-2026-00012"


@pytest.fixture
def offered(catalogue):
    def read(quotation, language="ja", link=LINK, **how):
        scheme = catalogue.schemes["example"]
        return Paper(individual_quotation_sheet(quotation, scheme, catalogue.words, language, link=link, **how))

    return read


def test_is_addressed_to_the_member_and_issued_by_the_insurer(offered):
    paper = offered(joiners.written())
    assert paper.says("個別見積書", "見積番号W-2026-00012", "医療法人 博多会 御中", "理事長 博多 次郎 様", "0099001")
    assert paper.says("発行者(引受保険会社) 例示損害保険株式会社", "発行日2026年(令和8年)11月28日")


def test_a_person_is_addressed_as_one(offered):
    assert offered(joiners.written(member="青木 花子", representative="")).says("青木 花子 様")


def test_shows_base_and_disclosure_factor_each_on_its_line_with_its_reason(offered):
    paper = offered(joiners.written())
    assert paper.says("基本の年間保険料料率表2025年度版、病床数 180床・一般病床1,142,900円")
    assert paper.says("告知書割引(割増引) △20%多要素認証と、切り離したバックアップの告知によります。△228,580円")
    assert paper.says("年間保険料914,320円", "この補償期間の保険料304,770円")


def test_a_surcharge_has_a_plus_and_no_factor_is_said_to_be_none(offered):
    several = joiners.written_for_several(2)
    assert offered(several).says("+10%", "4,460円", "年間保険料の合計", "963,390円", "施設2")
    none = replace(joiners.written().premiums[0], factor=0, annual_yen=1_142_900)
    assert offered(joiners.written(premiums=(none,))).says("±0%", "0円")


def test_facilities_that_share_their_limits_have_one_premium(offered):
    covers = (joiners.HOSPITAL, *joiners.facilities(2))
    one = replace(joiners.written().premiums[0], covers=covers)
    paper = offered(joiners.written(premiums=(one,), shared=True))
    assert paper.says("すべての施設で共有します", "施設1博多中央病院", "施設3", "施設の番号2-3", "1,142,900円")
    assert paper.text.count("基本の年間保険料") == 1


def test_says_that_first_day_and_premium_are_others_for_who_accepts_after_that_day(offered):
    assert offered(joiners.written()).says("補償期間の初日を過ぎて承諾されるときは、初日が後の日になり")
    assert offered(joiners.written(), "en").says("Accepted after the first day of cover, cover begins on a later day")


def test_says_until_when_it_can_be_accepted_and_how(offered):
    paper = offered(joiners.written())
    assert paper.text.count("2026年(令和8年)12月31日まで") == 2
    assert paper.says(
        "「この見積で加入する」を押してください",
        LINK,
        "○○市医師協同組合 保険課(架空)(000-0000-0001)へお問い合わせください",
    )
    noon = joiners.written(valid_until=datetime(2026, 12, 28, 12, tzinfo=TOKYO))
    assert offered(noon).says("2026年(令和8年)12月28日午後0時まで")


def test_without_an_address_it_says_whom_to_ask(offered):
    paper = offered(joiners.written(), link="")
    assert paper.says("へお問い合わせください")
    assert not paper.says("二次元コード")


def test_names_conditions_with_deadlines_and_who_decided(offered):
    paper = offered(joiners.written())
    assert paper.says("VPN装置の修正プログラム", "2027年(令和9年)3月31日", "期日の定めなし")
    assert paper.says("決裁者企業保険部 主任引受 太郎", "第二承認者企業保険部 課長上席 花江")
    assert not offered(joiners.written(decided=joiners.written().decided[:1])).says("第二承認者")


def test_an_example_is_a_demonstration_on_every_page(offered):
    paper = offered(joiners.written_for_several(6))
    assert len(paper.pages) > 2
    assert all("デモ(見本)・demonstration" in page for page in paper.pages)


def test_english_is_complete(offered):
    quotation = joiners.written(
        member="Hakata Medical Corporation", representative="Dr. Hakata", conditions=(), decided=()
    )
    one = replace(quotation.premiums[0], covers=(joiners.ENGLISH_CLINIC,), base_reason="tariff", factor_reason="MFA")
    paper = offered(replace(quotation, premiums=(one,)), language="en")
    assert re.findall("[ぁ-んァ-ヶ一-龠]", paper.text.replace("備え", "")) == []
    assert paper.says("Written Quotation", "To Hakata Medical Corporation", "until 31 December 2026", "−20%")


@pytest.mark.parametrize("name", ["#panic()", "*太字*", "<b>太字</b>", "=1+1", "x" * 120, "髙﨑 𠮷之助"])
def test_names_are_printed_as_they_were_typed(offered, name):
    assert offered(joiners.written(member=name, remark=name)).text.count("".join(name.split())) == 2


def test_the_same_content_gives_the_same_bytes(offered):
    assert offered(joiners.written()).pdf == offered(joiners.written()).pdf
    assert offered(joiners.written()).metadata("pdfaid:part", "pdfaid:conformance") == ["2", "A"]
