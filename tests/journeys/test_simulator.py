"""A receptionist finds out what an incident would cost, what each plan pays of it, and takes the answer home."""

import re

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import expect

SIMULATOR = "/s/fukuoka-2025/simulate"
PICTURE = ".picture img"


def paid(page, plan):
    return page.locator(f'[data-plan="{plan}"] .outcome__paid').inner_text()


def picture_is_drawn(page):
    return page.locator(PICTURE).evaluate("async image => { await image.decode(); return image.naturalWidth }")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_brochures_example_stands_there_at_once(open_page, width, language):
    page = open_page(SIMULATOR, width=width, language=language)
    assert page.locator(".figure__value").inner_text() == {"ja": "3,000万円", "en": "¥30 million"}[language]
    assert paid(page, "all_risk:S3") == {"ja": "500万円", "en": "¥5 million"}[language]
    assert picture_is_drawn(page) == {390: 338, 1280: 648}[width]
    page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
    page.check()


def test_a_changed_number_changes_the_answer_and_the_address_at_once(open_page):
    page = open_page(SIMULATOR)
    page.get_by_role("textbox", name="対象となる患者さんの記録").fill("1万")
    page.get_by_role("textbox", name="対象となる患者さんの記録").press("Tab")
    expect(page.locator(".figure__value")).to_have_text("1,700万円")
    assert page.locator("#sum-patients").inner_text() == "1,150万円"
    assert paid(page, "all_risk:S5") == "1,700万円"
    assert picture_is_drawn(page)
    again = page.url.split("/s/", 1)[1]
    page.goto(f"/s/{again}")
    assert page.locator(".figure__value").inner_text() == "1,700万円"
    page.check()


def test_a_number_that_cannot_be_is_told_beside_its_field(open_page):
    page = open_page(SIMULATOR)
    page.get_by_label("コールセンター").fill("たくさん")
    page.get_by_label("コールセンター").press("Tab")
    page.wait_for_selector("#id_booth_weeks_errors .errorlist")
    assert page.get_by_label("コールセンター").input_value() == "たくさん"
    page.check()
    page.get_by_label("コールセンター").fill("30")
    page.get_by_label("コールセンター").press("Tab")
    page.wait_for_selector(".figure__value")
    assert not page.locator(".errorlist").count()


def test_a_wrong_number_moves_neither_the_page_nor_the_focus(open_page):
    page = open_page(SIMULATOR)
    field = page.get_by_label("コールセンター")
    field.fill("たくさん")
    before = page.evaluate("window.scrollY")
    field.dispatch_event("change")
    page.wait_for_selector(".error-summary")
    assert page.evaluate("document.activeElement.id") == "id_booth_weeks"
    assert page.evaluate("window.scrollY") == before


def test_another_kind_of_facility_brings_its_own_plans_and_asks_for_its_beds(open_page):
    page = open_page(SIMULATOR, width=390)
    page.get_by_text("施設とプラン").click()
    page.get_by_label("病院").check()
    page.get_by_label("病床数").fill("50")
    page.get_by_label("病床数").press("Tab")
    page.wait_for_selector('[data-plan="all_risk:S20000"] .price')
    page.get_by_role("button", name="情報漏えい限定プランをすべて表示").click()
    page.wait_for_selector('[data-plan="leak_only:P1"]')
    assert not page.locator('[data-plan^="all_risk"]').count()
    page.check()


def test_everything_works_without_script(open_page):
    page = open_page(SIMULATOR, scripts=False)
    page.get_by_role("link", name=re.compile("診療所のランサムウェア")).click()
    assert page.locator(".figure__value").inner_text() == "13,666,667円"
    page.get_by_role("textbox", name="対象となる患者さんの記録").fill("")
    page.get_by_role("button", name="この内容で計算する").click()
    assert page.locator(".figure__value").inner_text() == "13,416,667円"
    assert picture_is_drawn(page)
    page.check_fits()


def test_the_answer_is_taken_home_as_pdf_and_picture(open_page):
    page = open_page(SIMULATOR)
    sheet = page.request.get(page.get_by_role("link", name="試算書PDF").get_attribute("href"))
    assert sheet.headers["content-type"] == "application/pdf"
    assert "3,000万円" in "".join(part.get_textpage().get_text_range() for part in pdfium.PdfDocument(sheet.body()))
    with page.expect_download() as download:
        page.get_by_role("link", name="グラフを画像で保存").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_the_page_prints_as_tables_on_a_few_sheets(open_page, tmp_path):
    page = open_page(SIMULATOR)
    page.emulate_media(media="print")
    assert page.locator(".outcomes thead").is_visible()
    assert not page.locator("#simulator-form").is_visible()
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    assert len(pdfium.PdfDocument(tmp_path / "page.pdf")) <= 6


def test_large_text_still_fits_a_phone(open_page):
    page = open_page(SIMULATOR, width=390)
    page.get_by_role("button", name="大").click()
    page.check_fits()
    assert page.locator("html").get_attribute("data-text-size") == "large"


def test_pictures_are_taken_at_both_widths(open_page):
    for language in ("ja", "en"):
        paths = open_page(SIMULATOR, language=language).picture(f"simulator-{language}")
        assert [path.stat().st_size > 10_000 for path in paths] == [True, True]
