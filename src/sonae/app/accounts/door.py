"""Who stands at the door? Every page that is not public is opened through `signed_in`.

The public pages know no session and no person; so the door is no middleware: a page asks for it by its decorator, and
a test walks all addresses to see that each is either listed as public or has it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from sonae.app.accounts.models import Organisation, Role, User
from sonae.app.accounts.roles import may
from sonae.app.common import walls
from sonae.app.common.person import Person
from sonae.app.common.rate_limit import address

View = Callable[..., HttpResponseBase]
ACTING = "acting_role"  # in the session: which of several roles one acts in


class Visit(HttpRequest):
    """A request that has come through the door: somebody known, in one role of one organisation."""

    user: User
    person: Person


def signed_in(*acts: str) -> Callable[[View], View]:
    """Open a page to somebody signed in whose acting role may do every one of `acts`, behind the second wall."""

    def decorate(view: View) -> View:
        @never_cache
        @functools.wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            role = acting_role(request)
            if role is None:
                return redirect("accounts:roles")
            with walls.within(role.organisation_id):
                request.person = person_of(role, request)  # type: ignore[attr-defined]
                if not all(may(role.name, act) for act in acts):
                    raise PermissionDenied
                return view(request, *args, **kwargs)

        answer.opened_by = acts  # type: ignore[attr-defined]
        return answer

    return decorate


def acting_role(request: HttpRequest) -> Role | None:
    """The role one acts in: the chosen one, or the only one; None where there is none or a choice is to be made."""
    held = list(Role.objects.in_force().filter(user=request.user.pk).order_by("pk"))
    chosen = request.session.get(ACTING)
    return next((role for role in held if role.pk == chosen), held[0] if len(held) == 1 else None)


def person_of(role: Role, request: HttpRequest) -> Person:
    organisation = Organisation.objects.get(pk=role.organisation_id)
    user = role.user
    return Person(
        user.pk,
        user.name or user.email,
        organisation.pk,
        organisation.name,
        organisation.kind,
        role.name,
        address(request),
    )
