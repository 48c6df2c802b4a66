"""A browser is named in words that people know, whatever it says of itself."""

import pytest
from django.utils import translation

from sonae.app.accounts.browsers import browser

LIKE = "AppleWebKit/537.36 (KHTML, like Gecko)"
SAID = {
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {LIKE} Chrome/141.0.0.0 Safari/537.36": ("Windows", "Chrome"),
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {LIKE} Chrome/141.0.0.0 Safari/537.36 Edg/141.0": ("Windows", "Edge"),
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15": (
        "Mac",
        "Safari",
    ),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) CriOS/141.0 Mobile/15E148 Safari/604.1": (
        "iPhone",
        "Chrome",
    ),
    f"Mozilla/5.0 (Linux; Android 15; K) {LIKE} Chrome/141.0.0.0 Mobile Safari/537.36": ("Android", "Chrome"),
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0": ("Linux", "Firefox"),
    f"Mozilla/5.0 (X11; Linux x86_64) {LIKE} HeadlessChrome/141.0.0.0 Safari/537.36": ("Linux", "Chrome"),
}


@pytest.mark.parametrize(("said", "known"), SAID.items())
def test_machine_and_browser_are_named_in_both_languages(said, known):
    machine, name = known
    assert browser(said) == f"{machine} の {name}"
    with translation.override("en"):
        assert browser(said) == f"{name} on {machine}"


def test_what_is_not_known_stays_as_it_said_itself_but_short():
    assert browser("curl/8.5") == "curl/8.5"
    assert browser("x" * 300) == "x" * 60
    assert browser("") == "不明"
