"""Has somebody signed in from this browser before? A signed cookie says so, by the numbers of their accounts."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from sonae.app.accounts.models import User

SALT, KEPT = "familiar browser", timedelta(days=365)
MOST = 20  # accounts of one browser


def knows(request: HttpRequest, user: User) -> bool:
    """Whether this browser has let this person in before."""
    return str(user.pk) in _numbers(request)


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Put it into the browser's cookie, the last to sign in first."""
    others = [number for number in _numbers(request) if number != str(user.pk)]
    response.set_signed_cookie(
        settings.SONAE_BROWSER_COOKIE,
        ".".join([str(user.pk), *others][:MOST]),
        salt=SALT,
        max_age=KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _numbers(request: HttpRequest) -> list[str]:
    said = request.get_signed_cookie(settings.SONAE_BROWSER_COOKIE, "", salt=SALT, max_age=KEPT)
    return said.split(".") if said else []
