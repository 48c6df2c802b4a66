"""What stands around every page: size of text, language, menu, notice, style guide."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "kept"), [("large", "large"), ("small", "small"), ("huge", "medium"), ("", "medium")]
)
def test_the_size_of_text_is_kept_in_a_cookie(client, asked, kept):
    response = client.post("/text-size", {"size": asked, "next": "/styleguide"})
    assert (response.status_code, response["Location"]) == (302, "/styleguide")
    assert f'data-text-size="{kept}"' in client.get("/styleguide").content.decode()


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_the_way_back_never_leaves_the_house(client, target):
    assert client.post("/text-size", {"size": "large", "next": target})["Location"] == "/"


def test_a_cookie_of_someones_making_is_ignored(client):
    client.cookies["sonae_text"] = '"><script>'
    assert 'data-text-size="medium"' in client.get("/styleguide").content.decode()


def test_a_demonstration_says_that_it_is_no_offer_in_both_languages(client):
    assert "保険の募集" in client.get("/styleguide").content.decode()
    english = client.get("/styleguide", headers={"Accept-Language": "en"}).content.decode()
    assert "no offer of insurance" in english


def test_in_service_there_is_no_notice_and_no_style_guide(client, settings):
    settings.SONAE_EXAMPLE = False
    response = client.get("/styleguide")
    assert response.status_code == 404
    assert "保険の募集" not in response.content.decode()


def test_the_language_is_kept_in_a_cookie(client):
    client.post("/language", {"language": "en", "next": "/styleguide"})
    assert client.cookies["sonae_language"].value == "en"
    assert '<html lang="en"' in client.get("/styleguide").content.decode()


@pytest.mark.parametrize(("path", "chosen"), [("/text-size", {"size": "large"}), ("/language", {"language": "en"})])
def test_a_choice_of_looks_needs_no_token(path, chosen):
    assert Client(enforce_csrf_checks=True).post(path, chosen).status_code == 302
