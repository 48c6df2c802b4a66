"""A programmer reads what the API can do, and finds a question to start from."""

import json

import pytest


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_reference_is_accessible_and_obeys_the_security_policy(open_page, width, language):
    page = open_page("/api/v1/docs", width=width, language=language)
    assert page.locator("h1").inner_text() == {"ja": "プログラムから使う（API）", "en": "For programs (API)"}[language]
    page.check()


def test_an_example_can_be_opened_read_and_followed_to_its_shape(open_page):
    page = open_page("/api/v1/docs", scripts=False)
    page.get_by_role("link", name="Price one facility and plan").click()
    quote = page.locator("#createQuote")
    quote.get_by_text("A clinic: the printed price binds").click()
    answer = quote.get_by_role("region", name="Answer: A clinic: the printed price binds")
    assert json.loads(answer.inner_text())["premium"]["annual_yen"] == 29_380
    quote.get_by_role("link", name="QuoteAnswer").click()
    assert page.url.endswith("#QuoteAnswer")
    assert page.locator("#QuoteAnswer").get_by_text("edition_digest").is_visible()


def test_nothing_comes_from_elsewhere(open_page):
    page = open_page("/api/v1/docs")
    addresses = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    origin = page.evaluate("location.origin")
    assert addresses
    assert all(address.startswith(origin) for address in addresses)
