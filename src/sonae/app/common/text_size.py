"""How large does this person want the text? A cookie, set by a plain form, so that it works without script."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

COOKIE = "sonae_text"
SIZES = {"small": _("小"), "medium": _("中"), "large": _("大")}
DEFAULT = "medium"


def of(request: HttpRequest) -> str:
    size = request.COOKIES.get(COOKIE, DEFAULT)
    return size if size in SIZES else DEFAULT


def remember(response: HttpResponseBase, size: str) -> None:
    response.set_cookie(
        COOKIE,
        size if size in SIZES else DEFAULT,
        max_age=timedelta(days=365),
        samesite="Lax",
        httponly=True,
        secure=not settings.SONAE_EXAMPLE,
    )
