"""The language a person reads is asked of Django once a request, and is nobody else's afterwards."""

from django.test import RequestFactory
from django.utils import translation

from sonae.app.common import reader


def test_within_a_request_it_is_the_language_that_was_active_when_it_came():
    heard = []
    answer = reader.middleware(lambda _request: heard.append(reader.language_code()))
    for language in ("ja", "en", "ja"):
        with translation.override(language):
            answer(RequestFactory().get("/"))
    assert heard == ["ja", "en", "ja"]


def test_outside_of_a_request_it_follows_django():
    with translation.override("en"):
        reader.middleware(lambda _request: None)(RequestFactory().get("/"))
    with translation.override("ja"):
        assert reader.language_code() == "ja"


def test_a_failing_request_leaves_nothing_behind():
    def fails(_request):
        raise LookupError

    with translation.override("en"):
        try:
            reader.middleware(fails)(RequestFactory().get("/"))
        except LookupError:
            failed = True
    assert failed
    with translation.override("ja"):
        assert reader.language_code() == "ja"


def test_pages_asked_in_turn_are_each_in_their_language(client):
    for language, words in (("ja", "制度を選ぶ"), ("en", "Choose a scheme"), ("ja", "制度を選ぶ")):
        assert words in client.get("/", headers={"Accept-Language": language}).content.decode()
