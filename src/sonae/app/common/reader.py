"""In which language does the person read whom we answer now?

Django looks the language up in a place that is dear to ask, and a page asks dozens of times: the middleware asks once a
request. Whoever writes to somebody else in the middle of a request (a mail) does it within `reading`.
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


def middleware(handle: Handler) -> Handler:
    """Ask once a request; stands directly behind the middleware that activates the language."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        token = _asked.set(get_language())
        try:
            return handle(request)
        finally:
            _asked.reset(token)

    return answer


@contextmanager
def reading(language: str) -> Iterator[None]:
    """Write for somebody who reads this language, whoever asks now."""
    token = _asked.set(language)
    try:
        with override(language):
            yield
    finally:
        _asked.reset(token)
