"""What does a story need? A running server, a real browser, and pages that are watched while it is told."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches

from tests.support import browser as chromium
from tests.support.page import WatchedPage


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """One Chromium for all stories of a process."""
    if not chromium.find():
        pytest.skip("no Chromium: run `make browser`, or name one in SONAE_CHROMIUM")
    with chromium.started(tmp_path_factory.mktemp("browser")) as running:
        yield running


@pytest.fixture(autouse=True)
def _empty_caches():
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture
def open_page(browser, live_server, tmp_path):
    """`open_page("/path", width=390, language="en")` gives a page; every one is checked when the story ends."""
    pages = []

    def open_page(path="/", *, width=1280, language="ja", scripts=True, status=200):
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            locale=language,
            timezone_id="Asia/Tokyo",
            java_script_enabled=scripts,
            base_url=live_server.url,
        )
        page = WatchedPage(context.new_page(), shots=tmp_path)
        pages.append(page)
        page.goto(path, status=status)
        return page

    yield open_page
    for page in pages:
        page.close()


def pytest_collection_modifyitems(items):
    """Every story needs the browser: no marker to forget."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
