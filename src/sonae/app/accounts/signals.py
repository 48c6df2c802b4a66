"""What follows from signing in, failing to, and from a new second factor?"""

import logging
from typing import Any

from allauth.mfa.signals import authenticator_added
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from sonae.app.accounts.models import User
from sonae.app.common.rate_limit import address

log = logging.getLogger(__name__)


@receiver(authenticator_added)
def only_this_session_stays(request: HttpRequest, user: User, **_said: Any) -> None:
    """Whoever sits in another session has not shown the new second factor."""
    end_other_sessions(request, user)


@receiver(user_logged_in)
def note_sign_in(request: HttpRequest, user: User, **_said: Any) -> None:
    log.info("signed in", extra={"fields": {"user": user.pk, "from": address(request)}})


@receiver(user_login_failed)
def note_failure(request: HttpRequest | None = None, **_said: Any) -> None:
    """Whose name was tried is not written down: people type passwords there."""
    log.warning("sign-in failed", extra={"fields": {"from": address(request) if request else "-"}})
