"""In which language does the person read whom we answer now?

Django looks the language up in a place that is dear to ask, and a page asks dozens of times: the middleware asks once a
request. What is written for somebody else in the middle of a request, a mail say, is written within `reading_in`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language, override

Handler = Callable[[HttpRequest], HttpResponseBase]
_asked: ContextVar[str | None] = ContextVar("reader", default=None)


def language_code() -> str | None:
    """The language of the request, or what Django has activated outside of any."""
    return _asked.get() or get_language()


@contextmanager
def reading_in(language: str) -> Iterator[None]:
    """Write for somebody who reads this language, whoever asked."""
    token = _asked.set(language)
    try:
        with override(language):
            yield
    finally:
        _asked.reset(token)


def middleware(handle: Handler) -> Handler:
    """Ask once a request; stands directly behind the middleware that activates the language."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        token = _asked.set(get_language())
        try:
            return handle(request)
        finally:
            _asked.reset(token)

    return answer
