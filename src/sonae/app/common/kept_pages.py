"""A public page is the same for everybody who asks alike, so it is drawn once and kept until the minute is over.

What such a page says depends on its address, the language, the size of text, whether htmx asks for a part, and the
editions this process has read; where it says "now" it depends on the minute, for every edge of joining lies on a
whole one. Kept in the process, by Django's cache, which forgets the longest unused. Not for people's own data.
"""

import functools
import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from sonae.app.common import text_size

View = Callable[..., HttpResponse]
STORE = "pages"


def kept(view: View) -> View:
    """Keep what the view draws for those who ask the same in the same minute: a GET answered with 200."""

    @functools.wraps(view)
    def answer(request: Any, *args: object, **kwargs: object) -> HttpResponse:
        if request.method != "GET":
            return view(request, *args, **kwargs)
        store, key = caches[STORE], _key(request, timezone.now())
        response: HttpResponse | None = store.get(key)
        if response is None:
            response = view(request, *args, **kwargs)
            patch_vary_headers(response, ["Cookie", "HX-Request"])
            if response.status_code == 200 and not response.cookies:  # noqa: PLR2004 - OK
                store.set(key, response)
        return response

    return answer


def _key(request: HttpRequest, now: datetime) -> str:
    """Everything the page depends on; the host too, because a page carries its own whole address."""
    address = request.build_absolute_uri(request.get_full_path())
    part = request.headers.get("HX-Request", "")
    alike = f"{now:%Y%m%d%H%M} {get_language()} {text_size.of(request)} {part} {address}"
    return hashlib.sha256(alike.encode()).hexdigest()
