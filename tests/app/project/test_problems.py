"""What goes wrong is said in the house's design, in both languages, without a word about its inside."""

import pytest
from django.test import Client, RequestFactory

from sonae.app.project import problems

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "heading"), [("ja", "ページが見つかりません"), ("en", "Page not found")])
def test_a_missing_page(client, language, heading):
    response = client.get("/no-such-page", headers={"Accept-Language": language})
    assert response.status_code == 404
    assert heading in response.content.decode()
    assert response["X-Request-ID"] in response.content.decode()


def test_a_stale_form():
    response = Client(enforce_csrf_checks=True).post("/", {"name": "青木医院"})
    assert response.status_code == 403
    assert "フォームの有効期限が切れました" in response.content.decode()


@pytest.mark.parametrize("path", ["/styleguide", "/"])
def test_a_host_that_is_not_ours(client, path):
    assert client.get(path, headers={"Host": "evil.example"}).status_code == 400


def test_an_error_of_ours_still_answers_in_the_design():
    response = problems.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "ただいまページを表示できません" in response.content.decode()


def test_an_error_in_the_page_of_errors_still_answers(settings):
    settings.TEMPLATES = []
    response = problems.server_error(RequestFactory().get("/"))
    assert (response.status_code, response["Content-Type"]) == (500, "text/plain; charset=utf-8")
    assert "ただいまページを表示できません" in response.content.decode()
