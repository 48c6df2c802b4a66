"""What does every page show around its content?"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from sonae.app.common import text_size
from sonae.app.common.parts import remembered
from sonae.app.common.reader import language_code

Entries = tuple[tuple[str, str], ...]


def furniture(request: HttpRequest) -> dict[str, Any]:
    """The menu, the size of text and whether this is a demonstration.

    A slice enters the menu by `navigation = (("quoting:home", _("…")),)` on its AppConfig.
    """
    navigation = _navigation(language_code())
    return {
        "navigation": navigation,
        "here": request.path if request.path in dict(navigation) else "",
        "language": language_code() or settings.LANGUAGE_CODE,
        "languages": tuple(settings.LANGUAGES),
        "text_size": text_size.of(request),
        "text_sizes": _sizes(language_code()),
        "example": settings.SONAE_EXAMPLE,
    }


@remembered(8)
def _sizes(_language: str | None) -> Entries:
    return tuple((size, str(words)) for size, words in text_size.SIZES.items())


@remembered(8)
def _navigation(_language: str | None) -> Entries:
    """The addresses of the menu with their words, in the language of this request."""
    entries = (entry for app in apps.get_app_configs() for entry in getattr(app, "navigation", ()))
    return tuple((reverse(name), str(words)) for name, words in entries)
