"""A list that is costly to find is asked for its keys once, and its page is told of those alone."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from sonae.app.accounts.models import User
from sonae.app.common import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    for place in range(120):
        User.objects.create(email=f"{place:03}@example.jp", name=f"人{place}")
    return User.objects.order_by("email")


def told(keys):
    return User.objects.filter(pk__in=keys).order_by("email")


@pytest.mark.parametrize(("number", "first", "count"), [("1", 0, 50), ("3", 100, 20), ("99", 100, 20), ("x", 0, 50)])
def test_shows_the_page_asked_for_or_the_nearest(people, number, first, count):
    page = pages.page_of(people, RequestFactory().get("/", {"page": number}), told)
    assert [one.email for one in page] == [f"{place:03}@example.jp" for place in range(first, first + count)]
    assert (page.paginator.count, page.paginator.num_pages, page.paginator.more) == (120, 3, False)


def test_asks_the_list_once(people):
    with CaptureQueriesContext(connection) as asked:
        page = pages.page_of(people, RequestFactory().get("/"), told)
        assert len(list(page)) == 50
    assert len(asked.captured_queries) == 2


def test_counts_no_further_than_anybody_turns_pages(people, monkeypatch):
    monkeypatch.setattr(pages, "MOST", 100)
    page = pages.page_of(people, RequestFactory().get("/", {"page": "2"}), told)
    assert (page.paginator.count, page.paginator.more, len(list(page))) == (100, True, 50)
