"""How does an answer leave? As JSON in the caller's language, or as the one he already has."""

from collections.abc import Callable

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag

import sonae
from sonae.app.api import problems
from sonae.core.answer import Json
from sonae.core.problems import Refusal

MEDIA_TYPE = "application/json"


def replied(request: HttpRequest, answer: Json | Refusal, spoken: str) -> HttpResponse:
    """The answer in words of `spoken`, or what is wrong with the request."""
    if isinstance(answer, Refusal):
        return problems.refused(request, answer)
    response = HttpResponse(msgspec.json.encode(answer), content_type=MEDIA_TYPE)
    response["Content-Language"] = spoken
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ("Accept-Language",))
    return response


def kept(request: HttpRequest, digest: str, make: Callable[[], object]) -> HttpResponse:
    """The same for all callers as long as the digest is: made only for those who do not have it yet."""
    etag = quote_etag(f"{digest[-32:]}-{sonae.__version__}")
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(msgspec.json.encode(make()), content_type=MEDIA_TYPE)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    return response
