"""In which language does the person read whom we answer now?

Django looks the language up in a place that is dear to ask, and a page asks dozens of times: the middleware asks once a
request. Whoever changes the language in the middle of a request (nobody does) would have to set it here too.
"""

from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language

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
