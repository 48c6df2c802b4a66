"""A public page is drawn once a minute for those who ask alike, and never for those who ask something else."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone, translation

from sonae.app.common import kept_pages
from sonae.app.common.catalogue import current
from sonae.app.common.kept_pages import kept
from sonae.app.common.rate_limit import Limit
from sonae.core.joining import cover_for
from sonae.core.moments import TOKYO

NOON = timezone.now().astimezone(TOKYO).replace(hour=12, minute=0, second=0, microsecond=0)
PAGE = "/s/fukuoka-2025/quote"


class View:
    """A view that counts how often it is asked, and answers with what it is told."""

    def __init__(self, **answer):
        self.asked, self.answer, self.body = 0, answer, ""

    def __call__(self, request, **_kwargs):
        self.asked += 1
        return HttpResponse(f"{self.asked}. {request.path}{self.body}", **self.answer)


@pytest.fixture
def clock(monkeypatch):
    """`clock(NOON)` sets the time by which pages are kept."""

    def set_to(moment):
        monkeypatch.setattr(kept_pages.timezone, "now", lambda: moment)

    set_to(NOON)
    return set_to


def ask(view, path=PAGE, *, method="GET", cookies="", **headers):
    request = RequestFactory(headers=headers).generic(method, path, HTTP_COOKIE=cookies)
    return kept(view)(request).content.decode()


def test_who_asks_the_same_gets_the_same(clock):
    view = View()
    assert ask(view) == ask(view) == f"1. {PAGE}"
    clock(NOON + timedelta(seconds=59))
    assert ask(view) == f"1. {PAGE}"


def test_the_next_minute_has_its_own_page(clock):
    view = View()
    ask(view)
    clock(NOON + timedelta(minutes=1))
    assert ask(view) == f"2. {PAGE}"


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    "other",
    [
        {"path": f"{PAGE}?kind=clinic"},
        {"cookies": "sonae_text=large"},
        {"hx-request": "true"},
        {"host": "localhost"},
        {"method": "HEAD"},
    ],
)
def test_who_asks_otherwise_gets_another(other):
    view = View()
    ask(view)
    ask(view, **other)
    assert view.asked == 2


@pytest.mark.usefixtures("clock")
def test_each_language_has_its_own_page():
    view = View()
    ask(view)
    with translation.override("en"):
        ask(view)
    assert view.asked == 2


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("status", [302, 404, 422, 500])
def test_only_a_whole_answer_is_kept(status):
    view = View(status=status)
    ask(view)
    ask(view)
    assert view.asked == 2


def test_what_a_cookie_was_set_with_is_not_kept():
    def view(_request):
        response = HttpResponse()
        response.set_cookie("mine", "1")
        return response

    assert kept(view)(RequestFactory().get(PAGE)).cookies
    assert kept(view)(RequestFactory().get(PAGE)).cookies


@pytest.mark.usefixtures("clock")
def test_a_very_long_page_is_not_kept():
    view = View()
    view.body = "x" * (kept_pages.LARGEST + 1)
    ask(view)
    ask(view)
    assert view.asked == 2


@pytest.mark.usefixtures("clock")
def test_only_drawing_a_page_counts_against_a_limit(settings):
    settings.SONAE_RATE_LIMITS = {"pages": Limit(2, 60)}
    view = View()
    assert ask(view) == ask(view) == ask(view)
    ask(view, f"{PAGE}?kind=clinic")
    assert "少しお待ちください" in ask(view, f"{PAGE}?kind=hospital")
    assert ask(view) == f"1. {PAGE}"


@pytest.mark.django_db
def test_a_public_page_is_kept_without_a_cookie_and_says_what_it_varies_by(client):
    first, second = client.get(PAGE), client.get(PAGE)
    assert first.content == second.content
    assert not second.cookies
    assert {"Cookie", "HX-Request", "Accept-Language"} <= {part.strip() for part in second["Vary"].split(",")}
    assert first["X-Request-ID"] != second["X-Request-ID"]


@pytest.mark.parametrize("code", sorted(current().schemes))
def test_every_edge_of_joining_lies_on_a_whole_minute(code):
    """What a page says of now holds until the minute is over: no answer changes within one."""
    scheme = current().schemes[code]
    start = NOON.replace(year=2024, month=1, day=1, hour=0)
    edges = [
        start + timedelta(hours=hour)
        for hour in range(24 * 3 * 366)
        if cover_for(scheme, start + timedelta(hours=hour)) != cover_for(scheme, start + timedelta(hours=hour - 1))
    ]
    assert edges or scheme.term is None
    for edge in edges:
        for minute in range(60):
            moment = edge - timedelta(hours=1) + timedelta(minutes=minute)
            assert cover_for(scheme, moment) == cover_for(scheme, moment + timedelta(seconds=59, microseconds=999_999))
