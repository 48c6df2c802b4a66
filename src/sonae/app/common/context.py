"""What does every page show around its content?"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest

from sonae.app.common import text_size


def furniture(request: HttpRequest) -> dict[str, Any]:
    """The menu, the size of text and whether this is a demonstration.

    A slice enters the menu by `navigation = (("quoting:home", _("…")),)` on its AppConfig.
    """
    return {
        "navigation": [entry for app in apps.get_app_configs() for entry in getattr(app, "navigation", ())],
        "text_size": text_size.of(request),
        "text_sizes": text_size.SIZES,
        "example": settings.SONAE_EXAMPLE,
    }
