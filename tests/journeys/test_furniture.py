"""A visitor finds the way around any page: on a phone and at a desk, in both languages, with and without script."""

import pytest


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_component_is_accessible_and_fits(open_page, width, language):
    page = open_page("/styleguide", width=width, language=language)
    page.check()
    assert page.locator("html").get_attribute("lang") == language


def test_a_missing_page_says_so_in_the_house_design(open_page):
    page = open_page("/no-such-page", status=404)
    page.check()
    assert page.locator("h1").inner_text() == "ページが見つかりません"


def test_the_size_of_text_stays_chosen_without_script(open_page):
    page = open_page("/styleguide?from=test", scripts=False)
    page.get_by_role("button", name="大").click()
    assert page.url.endswith("/styleguide?from=test")
    page.goto("/styleguide")
    assert page.locator("html").get_attribute("data-text-size") == "large"


def test_large_text_still_fits_a_phone(open_page):
    page = open_page("/styleguide", width=390)
    page.get_by_role("button", name="大").click()
    page.check_fits()
    assert page.locator("html").get_attribute("data-text-size") == "large"


def test_the_language_stays_chosen(open_page):
    page = open_page("/styleguide")
    page.get_by_role("button", name="English").click()
    page.goto("/no-such-page", status=404)
    assert page.locator("h1").inner_text() == "Page not found"


def test_the_keyboard_reaches_the_content_first(open_page):
    page = open_page("/no-such-page", status=404)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"


def test_pictures_are_taken_at_both_widths(open_page):
    paths = open_page("/styleguide").picture("styleguide")
    assert [path.stat().st_size > 10_000 for path in paths] == [True, True]
