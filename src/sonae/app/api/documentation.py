"""Where does a programmer read what the API can do? The OpenAPI document, and a page made of it."""

import hashlib
from functools import cache

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from sonae.app.api import reference
from sonae.app.api.openapi import document
from sonae.app.api.reply import MEDIA_TYPE
from sonae.app.api.v1 import api


@cache
def _document(example: bool, catalogue: tuple[object, ...]) -> tuple[str, bytes]:  # noqa: ARG001, FBT001  cache keys
    content = document(api, examples=True)
    return quote_etag(hashlib.sha256(content).hexdigest()[:32]), content


def current_document() -> tuple[str, bytes]:
    """The document with its ETag: the examples answer as this installation's catalogue does."""
    return _document(settings.SONAE_EXAMPLE, tuple(settings.SONAE_CATALOGUE))


@require_safe
def openapi_json(request: HttpRequest) -> HttpResponse:
    etag, content = current_document()
    response = get_conditional_response(request, etag=etag) or HttpResponse(content, content_type=MEDIA_TYPE)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    described = msgspec.json.decode(current_document()[1])
    context = {
        "about": reference.prose(described["info"]["description"]),
        "resources": reference.resources(described),
        "shapes": reference.shapes(described),
        "origin": request.build_absolute_uri("/").rstrip("/"),
        "openapi": request.build_absolute_uri(reverse("api-openapi")),
    }
    return render(request, "api/docs.html", context)
