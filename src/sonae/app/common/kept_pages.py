"""A public page is the same for everybody who asks alike, so it is drawn once and kept until the minute is over.

What such a page says depends on its address, the language, the size of text, whether htmx asks for a part, and the
editions this process has read; where it says "now" it depends on the minute, for every edge of joining lies on a
whole one. Kept in the process, by Django's cache, which forgets the longest unused. Not for people's own data.
Drawing a page is what costs: an address that has too many drawn is asked to wait.
"""

import functools
import hashlib
from collections.abc import Callable
from datetime import datetime

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from sonae.app.common import text_size
from sonae.app.common.rate_limit import limited
from sonae.app.common.reader import language_code

View = Callable[..., HttpResponse]
STORE = "pages"
LARGEST = 100_000  # bytes; the settings say how many are kept


def kept(view: View) -> Callable[..., HttpResponseBase]:
    """Keep what the view draws for those who ask the same in the same minute: a GET answered with 200."""

    @limited("pages")
    def drawn(request: HttpRequest, key: str, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        whole = request.method == "GET" and response.status_code == 200  # noqa: PLR2004 - OK
        if whole and not response.cookies and len(response.content) <= LARGEST:
            caches[STORE].set(key, response)
        return response

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        key = _key(request, timezone.now())
        found: HttpResponse | None = caches[STORE].get(key) if request.method == "GET" else None
        return drawn(request, key, *args, **kwargs) if found is None else found

    return answer


def _key(request: HttpRequest, now: datetime) -> str:
    """Everything the page depends on; the host too, because a page carries its own whole address."""
    address = request.build_absolute_uri(request.get_full_path())
    part = request.headers.get("HX-Request", "")
    alike = f"{now:%Y%m%d%H%M} {language_code()} {text_size.of(request)} {part} {address}"
    return hashlib.sha256(alike.encode()).hexdigest()
