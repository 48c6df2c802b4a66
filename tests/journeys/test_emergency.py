"""Two in the morning: the number is there at once, and the sheet on the wall works when the network is gone."""

import pypdfium2 as pdfium
import pytest

SCHEMES = ("example", "mie-2025", "fukuoka-2025", "kagoshima-2025", "dental-2025", "jhef-2025")
PAGE = "/s/fukuoka-2025/emergency"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("scheme", ["fukuoka-2025", "jhef-2025"])
def test_the_page_says_what_to_do_and_whom_to_call(open_page, width, language, scheme):
    page = open_page(f"/s/{scheme}/emergency", width=width, language=language)
    number = page.locator(".desk__number")
    assert number.get_attribute("href") == "tel:0120318258"
    assert float(number.evaluate("one => getComputedStyle(one).fontSize").removesuffix("px")) >= 36
    assert page.locator(".door").count() == 3
    page.get_by_text({"ja": "それぞれの出典", "en": "Where each line comes from"}[language]).click()
    page.check()


def test_the_doors_stand_above_everything_else_on_a_phone(open_page):
    page = open_page(PAGE, width=390)
    doors = [page.locator(".door h2").nth(place).inner_text() for place in range(3)]
    assert doors == ["今まさに被害", "疑いがある", "相談だけ"]
    assert page.locator(".door").first.bounding_box()["y"] < 844


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_printed_page_is_one_sheet_of_a4_for_the_wall_in_black_and_white(open_page, tmp_path, scheme, language):
    page = open_page(f"/s/{scheme}/emergency", language=language)
    page.pdf(path=tmp_path / "sheet.pdf", prefer_css_page_size=True)
    sheet, behind = pdfium.PdfDocument(tmp_path / "sheet.pdf")
    assert [round(side) for side in sheet.get_size()] == [595, 842]
    assert {"ja": "LANケーブルを抜き", "en": "LAN cable"}[language] in sheet.get_textpage().get_text_range()
    assert {"ja": "知っておくこと", "en": "Good to know"}[language] in behind.get_textpage().get_text_range()
    picture = sheet.render(scale=1).to_pil().convert("HSV")
    vivid = sum(count for level, count in enumerate(picture.getchannel("S").histogram()) if level > 160)
    assert vivid < picture.width * picture.height * 0.02


def test_everything_is_there_without_script(open_page):
    page = open_page(PAGE, scripts=False)
    assert page.locator(".sheet__steps li").count() == 7
    assert page.locator(".blanks li").count() == 8
    page.check_fits()


def test_the_sheet_is_there_as_pdf(open_page):
    page = open_page(PAGE)
    sheet = page.request.get(page.get_by_role("link", name="PDF").get_attribute("href"))
    assert sheet.headers["content-type"] == "application/pdf"
    assert len(pdfium.PdfDocument(sheet.body())) == 2


def test_large_text_still_fits_a_phone(open_page):
    page = open_page(PAGE, width=390)
    page.get_by_role("button", name="大").click()
    page.check_fits()
    assert page.locator("html").get_attribute("data-text-size") == "large"


def test_pictures_are_taken_at_both_widths(open_page):
    for language in ("ja", "en"):
        paths = open_page(PAGE, language=language).picture(f"emergency-{language}")
        assert [path.stat().st_size > 10_000 for path in paths] == [True, True]
