"""Somebody signed in finds who acts, the work menu, what waits, and the way out; nobody else finds anything."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from sonae.app.accounts.models import Organisation, Role, User

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def clerk(client):
    """The Fukuoka office's clerk, signed in."""
    office = Organisation.objects.create(kind="association", code="fukuoka", name="福岡の団体")
    user = User.objects.create(email="clerk@office.invalid", name="事務 太郎")
    Role.objects.create(user=user, organisation=office, name="office_clerk", since=timezone.now())
    client.force_login(user)
    return user


def test_nobody_is_sent_to_sign_in(client):
    response = client.get("/work/")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/work/")


@pytest.mark.usefixtures("clerk")
def test_the_page_says_who_acts_and_how_to_leave(client):
    page = client.get("/work/").content.decode()
    assert all(words in page for words in ("事務 太郎", "福岡の団体", "団体事務局の担当者", "/accounts/logout/"))
    assert "いまは何も待っていません" in page


@pytest.mark.usefixtures("clerk")
def test_what_waits_stands_there_with_its_age_and_deadline(client, monkeypatch):
    monkeypatch.setattr(apps.get_app_config("accounts"), "waiting", "tests.support.waiting.waits_for", raising=False)
    page = client.get("/work/").content.decode()
    assert "due first" in page
    assert page.index("due first") < page.index("no deadline")
    assert "9日" in page


@pytest.mark.usefixtures("clerk")
def test_somebody_without_a_role_reads_what_to_do(client):
    Role.objects.update(ended_at=timezone.now())
    assert client.get("/work/")["Location"] == "/accounts/roles/"
    assert "使える立場がありません" in client.get("/accounts/roles/").content.decode()


def test_who_has_several_roles_chooses_one(client, clerk):
    other = Organisation.objects.create(kind="agency", code="agency", name="代理店")
    role = Role.objects.create(
        user=clerk, organisation=other, name="agency_clerk", since=timezone.now() - timedelta(days=1)
    )
    assert client.get("/work/")["Location"] == "/accounts/roles/"
    assert client.post("/accounts/roles/", {"role": role.pk})["Location"] == "/work/"
    assert "代理店の担当者" in client.get("/work/").content.decode()


def test_public_pages_set_no_cookie_and_ask_no_session(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/words")
    assert (response.status_code, response.cookies) == (200, {})
