"""What does a story need? A running server, a real browser, and pages that are watched while it is told."""

from datetime import date, time
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import caches

from sonae.app.common.person import of_system
from sonae.app.parties.actions import seed_example
from sonae.core.moments import tokyo
from tests.support import browser as chromium
from tests.support.page import WatchedPage

SPRING = tokyo(date(2026, 4, 1), time(10))


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


@pytest.fixture
def cast(transactional_db, settings, tmp_path):  # noqa: ARG001  the live server reads what is committed
    """The example association with everybody in it since spring, and papers in a folder of their own."""
    options = {"location": tmp_path / "papers"}
    settings.STORAGES = settings.STORAGES | {"papers": settings.STORAGES["papers"] | {"OPTIONS": options}}
    return seed_example(by=of_system("test"), at=SPRING)


@pytest.fixture
def sign_in(live_server, settings):
    """`sign_in(page, user)`: the browser is somebody's, who need not be of the cast."""

    def sign_in(page, user):
        session = SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_server.url}
        page.context.add_cookies([cookie])

    return sign_in


def pytest_collection_modifyitems(items):
    """Every story needs the browser: no marker to forget."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
