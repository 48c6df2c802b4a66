"""A newcomer finds what insurance would cost: on a phone and at a desk, with and without script, in both languages."""

import re

import pytest
from playwright.sync_api import expect

WIDTHS = pytest.mark.parametrize("width", [390, 1280])
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])


def settled(page):
    """Wait until htmx has put its answer into the page."""
    page.wait_for_load_state("networkidle")
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


def pick(page, name, button, *, scripts):
    """Choose an answer that asks more; without script the form's own button does it."""
    page.get_by_role("radio", name=name, exact=True).check()
    if scripts:
        settled(page)
    else:
        page.get_by_role("button", name=button).first.click()


@WIDTHS
@SCRIPTS
def test_a_newcomer_gets_a_price_and_a_comparison(open_page, width, scripts):
    page = open_page("/", width=width, scripts=scripts)
    if scripts:
        page.check()
    page.get_by_role("link", name="例示の制度で保険料を調べる").click()
    pick(page, "一般医院・診療所(有床・無床)", "次へ", scripts=scripts)
    if scripts:
        page.check()
    page.get_by_role("radio", name=re.compile("^S3 ")).check()
    page.get_by_role("button", name="保険料を見る").click()
    assert page.locator(".figure__value").inner_text() == "44,610円"
    assert page.get_by_text("例示の制度での金額です").is_visible()
    if scripts:
        page.check()
    page.get_by_role("link", name="ほかのプランと比べる").click()
    assert page.locator("thead .chosen").inner_text().split() == ["オールリスクプラン", "S3", "選択中"]
    if scripts:
        page.check()


@WIDTHS
def test_a_hospital_in_english_gets_an_estimate_that_is_no_price(open_page, width):
    page = open_page("/s/fukuoka-2025/quote", width=width, language="en")
    pick(page, "Hospital", "Continue", scripts=True)
    page.locator("#id_beds").fill("73")
    page.locator("#id_beds").blur()
    page.locator(".price--estimate").first.wait_for()
    page.check()
    page.get_by_role("radio", name=re.compile("^S3 ")).check()
    page.get_by_role("button", name="See the premium").click()
    assert page.locator(".guess").inner_text().startswith("about ¥")
    assert not page.locator(".figure__value").count()
    assert page.get_by_text("The insurer must be asked").is_visible()
    page.check()


@SCRIPTS
def test_facilities_are_added_and_taken_away(open_page, scripts):
    page = open_page("/s/example/quote?kind=clinic&plan=S3", width=390, scripts=scripts)
    page.get_by_role("button", name="同じ法人の施設を追加").click()
    if scripts:
        page.wait_for_selector("#id_f2-kind_0")
    page.locator("input[name=f2-kind][value=clinic]").check()
    if scripts:
        settled(page)
        page.wait_for_selector("input[name=f2-plan]")
    else:
        page.get_by_role("button", name="選んだ種類を反映する").nth(1).click()
    page.locator("input[name=f2-plan][value=S1]").check()
    page.get_by_role("button", name="保険料を見る").click()
    assert page.locator("#total .figure__value").inner_text() == "73,990円"
    page.get_by_role("link", name="条件を変える").click()
    page.get_by_role("button", name="施設1を取り消す").click()
    if scripts:
        page.wait_for_selector("#id_f2-kind_0", state="detached")
    assert page.locator("input[name=plan][value=S1]").is_checked()
    if scripts:
        page.check()


@WIDTHS
def test_mistakes_are_said_beside_their_fields_and_nothing_typed_is_lost(open_page, width):
    page = open_page(
        "/s/example/result?kind=hospital&beds=-3&plan=Z9&received=someday&rows=2&f2-kind=castle&at=2026-06-01T10:00",
        width=width,
        status=422,
    )
    page.check()
    assert page.get_by_role("alert").get_by_role("link").count() == 4
    page.get_by_role("alert").get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.id") == "id_beds"
    assert page.locator("#id_beds").input_value() == "-3"


def test_a_date_is_read_back_while_it_is_typed(open_page):
    page = open_page("/s/fukuoka-2025/quote?kind=clinic")
    page.get_by_label("申込みの受付日").press_sequentially("R7.6.15")
    expect(page.get_by_text("2025年(令和7年)6月15日(日) と読みました")).to_be_visible()
    page.check()


def test_the_link_of_a_result_is_copied(open_page):
    page = open_page("/s/example/result?kind=clinic&plan=S3&at=2026-06-01T10:00:00")
    page.get_by_role("button", name="コピー").click()
    page.get_by_role("button", name="コピーしました").wait_for()
    shown, link = page.locator("main .figure").inner_text(), page.get_by_label("この結果を再現するリンク").input_value()
    page.goto(link)
    assert page.locator("main .figure").inner_text() == shown
    assert page.get_by_label("この結果を再現するリンク").input_value() == link


@WIDTHS
def test_the_comparison_is_asked_again_as_answers_change(open_page, width):
    page = open_page("/s/fukuoka-2025/compare", width=width)
    page.check()
    page.get_by_role("radio", name="病院", exact=True).check()
    page.get_by_label("病床数(床)").fill("50")
    page.get_by_label("病床数(床)").blur()
    page.get_by_text("142,900円").first.wait_for()
    settled(page)
    assert page.locator(".plan-head__code").all_inner_texts() == ["S3", "P3"]
    page.get_by_text("比べるプランを選ぶ").click()
    page.get_by_role("checkbox", name="S4", exact=True).check()
    page.get_by_role("button", name="選んだプランだけを表示").click()
    expect(page.locator(".plan-head__code")).to_have_count(3)
    assert "plans=all_risk%3AS3" in page.url
    page.check()


@WIDTHS
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("path", ["/", "/s/mie-2025/", "/words", "/roster", "/s/jhef-2025/compare", "/example/roster"])
def test_every_other_page_is_accessible_and_fits(open_page, path, language, width):
    from sonae.app.common.person import of_system
    from sonae.app.parties import actions
    from sonae.app.quoting.arrivals import this_moment

    actions.seed_example(by=of_system("test"), at=this_moment())
    page = open_page(path, width=width, language=language)
    page.check()
    assert page.locator("html").get_attribute("lang") == language


def test_the_glossary_finds_words_while_they_are_typed(open_page):
    page = open_page("/words")
    page.get_by_label("ことばを探す").press_sequentially("フォレンジック")
    expect(page.locator(".glossary > div")).to_have_count(1)
    page.check()


def test_large_text_still_fits_a_phone(open_page):
    page = open_page("/s/example/quote?kind=hospital&beds=120", width=390)
    page.get_by_role("button", name="大").click()
    page.check_fits()
    for path in ("/s/example/result?kind=hospital&beds=120&plan=S3&at=2026-06-01T10:00", "/s/example/compare", "/"):
        page.goto(path)
        page.check_fits()
        assert page.locator("html").get_attribute("data-text-size") == "large"
