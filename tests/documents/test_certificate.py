import re
from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument
from zxingcpp import read_barcodes

from sonae.core.certificate import check_code
from sonae.documents import PaperError, certificate_sheet
from tests.documents import joiners
from tests.documents.paper import MM, Paper


@pytest.fixture
def certified(catalogue):
    def read(content, scheme="example", language="ja", link=joiners.LINK, signed_by=""):
        scheme = catalogue.schemes[scheme]
        pdf = certificate_sheet(content, scheme, catalogue.words, language, link=link, signed_by=signed_by)
        return Paper(pdf)

    return read


def test_names_member_certificate_edition_and_insured(certified):
    paper = certified(joiners.certificate())
    assert paper.says("加入者証", "加入者証番号K-2026-000123 第1版", "会員番号0012345", "記名被保険者青木 花子")
    assert paper.says("発行日時2026年(令和8年)11月28日午前10時30分")


def test_says_the_term_in_both_calendars_at_four_in_the_afternoon(certified):
    term = "2027年(令和9年)1月5日午後4時から 2027年(令和9年)5月5日午後4時まで"
    assert certified(joiners.certificate()).says(f"保険期間{term}")


def test_says_plan_limits_deductible_riders_premium_and_way_of_paying(certified):
    paper = certified(joiners.certificate(facilities=joiners.insured(joiners.HOSPITAL), instalments=12))
    assert paper.says("オールリスクプラン S10", "1億円", "1,000万円", "100,000円")
    assert paper.says(
        "利益損害(オプション) 1,000万円", "営業継続費用(オプション) 300万円", "14,870円", "口座振替 (12回払)"
    )


def test_names_every_facility_with_kind_size_and_address(certified):
    paper = certified(joiners.certificate(facilities=joiners.insured(joiners.CLINIC, joiners.HOSPITAL)))
    assert paper.says("青木クリニック", "博多中央病院", "病床数 180床", "福岡県福岡市博多区千代4-5-6")


def test_a_master_contract_without_a_number_stays_with_the_policyholder(certified):
    assert certified(joiners.certificate()).says("証券番号 保険契約者(団体)が保管")
    assert certified(joiners.certificate(master_contract="1234567890")).says("証券番号 1234567890")


@pytest.mark.parametrize(("shared", "said"), [(True, "すべての施設で共有します"), (False, "施設ごとです")])
def test_says_whether_facilities_share_their_limits(certified, shared, said):
    assert certified(joiners.certificate(facilities=joiners.insured(*joiners.facilities(2)), shared=shared)).says(said)


def test_different_covers_say_which_facilities_have_them(certified):
    clinic, hospital = joiners.CLINIC, joiners.HOSPITAL
    paper = certified(joiners.certificate(facilities=joiners.insured(clinic, hospital, clinic, clinic)))
    assert paper.says("1、3-4オールリスクプラン S3", "2オールリスクプラン S10")


def test_conditions_stand_there_with_their_deadlines(certified):
    paper = certified(joiners.large(2))
    assert paper.says("VPN装置の修正プログラム", "2027年(令和9年)3月31日", "期日の定めなし", "法人本部")


def test_what_was_assumed_is_marked_at_its_value_and_told(certified):
    paper = certified(joiners.large(2))
    assert paper.says("14,870円仮定 1", "まで仮定 2", "仮定 1中途加入の保険料は", "仮定 2保険期間の日付は")


def test_names_desk_agency_insurer_and_policyholder(certified):
    paper = certified(joiners.certificate(), scheme="fukuoka-2025")
    assert paper.text.count("0120-318-258") == 2  # on the page and on the card
    assert paper.says("24時間・年中無休", "092-852-1540", "050-3808-4966", "公益社団法人 福岡県医師会")


@pytest.mark.parametrize("scheme", ["dental-2025", "fukuoka-2025", "jhef-2025", "kagoshima-2025", "mie-2025"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_scheme_has_its_certificate(certified, scheme, language):
    assert len(certified(joiners.large(3), scheme=scheme, language=language).pages) == 1


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("count", [1, 2, 6, 7, 15, 30])
def test_is_one_page_however_many_facilities(certified, count, language):
    paper = certified(joiners.large(count), language=language)
    assert len(paper.pages) == 1
    assert all(paper.says(one.name, one.address) for one in joiners.facilities(count))


def test_more_than_a_page_can_hold_is_refused(certified):
    with pytest.raises(PaperError, match="more than one page"):
        certified(joiners.large(120))


def test_thirty_names_and_addresses_of_two_lines_each_still_fit(certified):
    long = replace(joiners.HOSPITAL, name=joiners.LONG, address="福岡県北九州市小倉南区葛原東一丁目" * 3)
    paper = certified(replace(joiners.large(1), facilities=joiners.insured(*[long] * 30)))
    assert len(paper.pages) == 1
    assert paper.text.count(joiners.LONG) >= 30


def test_the_smallest_letters_of_thirty_facilities_can_be_read(certified):
    ((_, chars),) = certified(joiners.large(30)).boxes()
    heights = [top - bottom for char, (_, bottom, _, top) in chars if char == "院"]
    assert len(heights) >= 30
    assert min(heights) > 4.4


def test_carries_the_check_code_of_its_content(certified):
    content = joiners.certificate()
    assert re.fullmatch("[0-9A-F]{4}(-[0-9A-F]{4}){3}", check_code(content))
    assert certified(content).text.count(f"照合コード{check_code(content)}") == 2
    assert certified(content).says(joiners.LINK)


def test_the_code_on_the_page_and_on_the_card_is_read_from_a_fax(catalogue):
    content, scheme = joiners.large(12), catalogue.schemes["example"]
    pdf = certificate_sheet(content, scheme, catalogue.words, "ja", link=joiners.LINK)
    page = PdfDocument(pdf)[0].render(scale=200 / 72, grayscale=True).to_pil()
    found = [one.text for one in read_barcodes(page)]
    assert found.count(joiners.LINK) == 2


def test_a_demonstration_says_so_on_the_page_and_on_the_card(certified):
    paper = certified(joiners.certificate())
    assert paper.says(
        "デモ(見本)・demonstration", "例示(架空の団体)", "保険会社のページではなく、申込みの勧誘でもありません"
    )
    assert paper.text.count("デモ(見本)") == 2


def test_a_certificate_of_the_insurer_does_not_call_itself_a_demonstration(certified):
    paper = certified(joiners.certificate(demonstration=False), scheme="fukuoka-2025")
    assert paper.says("加入者証")
    assert not paper.says("デモ")


def test_says_that_it_is_signed_where_it_is(certified):
    assert certified(joiners.certificate(), signed_by="例示損害保険").says(
        "電子署名が付いています(署名者: 例示損害保険)"
    )
    assert not certified(joiners.certificate()).says("電子署名")


def test_english_is_complete_and_names_the_original(certified):
    content = joiners.certificate(
        holder=joiners.holder("Hanako Aoki"),
        facilities=joiners.insured(joiners.ENGLISH_CLINIC),
    )
    paper = certified(content, language="en")
    assert re.findall("[ぁ-んァ-ヶ一-龠]", paper.text.replace("備え", "")) == []
    assert paper.says("Certificate of Cover", "from 5 January 2027 (Reiwa 9), 16:00", "Japanese paper is the original")
    assert paper.says("All-risk plan S3", "50,000,000 yen", "kept by the policyholder", "Direct debit (Lump sum)")


@pytest.mark.parametrize("name", ["#panic()", "*太字*", "<b>太字</b>", "=1+1", "$x$", "@ref", "`raw`", "x" * 120])
def test_names_are_printed_as_they_were_typed(certified, name):
    paper = certified(joiners.certificate(holder=joiners.holder(name)))
    assert paper.text.count(name) >= 2  # on the page and on the card


def test_prints_rare_characters_of_names(certified):
    assert certified(joiners.certificate(holder=joiners.holder("髙﨑 𠮷之助"))).text.count("髙﨑𠮷之助") == 2


def test_a_long_word_without_spaces_stays_on_the_page(certified):
    paper = certified(joiners.certificate(holder=joiners.holder("W" * 150)))
    (((width, _), chars),) = paper.boxes()
    assert max(right for _, (_, _, right, _) in chars) < width - 10 * MM


def test_the_same_content_gives_the_same_bytes_and_another_edition_others(certified):
    first, again, other = (certified(joiners.certificate(edition=edition)).pdf for edition in (1, 1, 2))
    assert first == again
    assert first != other


def test_is_archivable_and_dated_by_its_issue(certified):
    paper = certified(joiners.certificate())
    assert paper.metadata("pdfaid:part", "pdfaid:conformance", "pdfuaid:part") == ["2", "A", "1"]
    assert paper.metadata("xmp:CreateDate")[0].startswith("2026-11-28")
