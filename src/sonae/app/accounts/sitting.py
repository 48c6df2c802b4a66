"""How long does one stay signed in, and what counts as a second factor?

Django ends a session a fixed time after it was last written; here it ends a fixed time after its beginning and, sooner,
after nobody has asked for anything. Public pages do not touch it, so they cannot keep it alive.
"""

from __future__ import annotations

import time

from allauth.account import app_settings as account
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

BEGAN, SEEN = "began", "seen"  # in the session: seconds since the epoch
DEMONSTRATION = "demonstration"  # in the session: signed in by a button, which only a demonstration has
STEP = 60  # seconds within which being seen again is not worth a row in the database


def is_over(request: HttpRequest) -> bool:
    """Whether the session has lasted too long, or been left alone for too long; notes that it has been seen."""
    now, session = int(time.time()), request.session
    began, seen = session.get(BEGAN, now), session.get(SEEN, now)
    if now - began > settings.SONAE_SESSION_LONGEST or now - seen > settings.SONAE_SESSION_IDLE:
        return True
    if BEGAN not in session or now - seen > STEP:
        session[BEGAN], session[SEEN] = began, now
    return False


def has_second_factor(request: HttpRequest) -> bool:
    """Whether somebody signed in has one; the library asks for it at every sign-in, once it is there."""
    return in_demonstration(request) or is_mfa_enabled(
        request.user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    )


def is_fresh(request: HttpRequest) -> bool:
    """Whether it was proved a moment ago who sits there; by the second factor, where there is one."""
    if in_demonstration(request):
        return True
    return _shown_lately(request) if has_second_factor(request) else did_recently_reauthenticate(request)


def _shown_lately(request: HttpRequest) -> bool:
    since = time.time() - account.REAUTHENTICATION_TIMEOUT
    shown = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" and record["at"] > since for record in shown)


def in_demonstration(request: HttpRequest) -> bool:
    return settings.SONAE_EXAMPLE and request.session.get(DEMONSTRATION) is True
