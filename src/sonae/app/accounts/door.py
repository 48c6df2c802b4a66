"""Who stands at the door? Every page that is not public is opened through `signed_in`.

The public pages know no session and no person; so the door is no middleware: a page asks for it by its decorator, and
a test walks all addresses to see that each is either listed as public or has it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from sonae.app.accounts import sitting
from sonae.app.accounts.acting import acting_role, person_of
from sonae.app.accounts.models import Role, User
from sonae.app.accounts.roles import PROVED, ROLES, may
from sonae.app.common import walls
from sonae.app.common.person import Person
from sonae.app.common.rate_limit import address

View = Callable[..., HttpResponseBase]


class Visit(HttpRequest):
    """A request that has come through the door: somebody known, in one role of one organisation."""

    user: User
    role: Role
    person: Person


def signed_in(
    *acts: str, posts: tuple[str, ...] = (), fresh: bool = False, at_sight: bool = False
) -> Callable[[View], View]:
    """Open a page to somebody signed in whose acting role may do every one of `acts`, behind the second wall.

    `posts` are acts that posting needs besides. A role that binds needs a second factor; so does any role that posts
    what is to be proved (`roles.PROVED`). There, and where a page says `fresh`, it is asked anew who sits there, unless
    that was shown a moment ago; the posted form is kept meanwhile and then acted upon. A page whose form sends files,
    which nobody keeps meanwhile, asks for all this `at_sight`.
    """
    proved = not PROVED.isdisjoint(acts + posts)

    def decorate(view: View) -> View:
        @never_cache
        @functools.wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not _is_here(request):
                return redirect_to_login(request.get_full_path())
            if (role := acting_role(request)) is None:
                return redirect("accounts:roles")
            with walls.within(role.organisation_id):
                _step_in(request, role)
                return _stopped(request, role) or view(request, *args, **kwargs)

        def _stopped(request: HttpRequest, role: Role) -> HttpResponseBase | None:
            posting = request.method == "POST"
            if ROLES[role.name].binds and not sitting.has_second_factor(request):
                return _to_second_factor(
                    request, _("この役割には二段階認証が必要です。先に認証アプリかパスキーを登録してください。")
                )
            if not all(may(role.name, act) for act in (acts + posts if posting else acts)):
                raise PermissionDenied
            if (posting or at_sight) and proved and not sitting.has_second_factor(request):
                return _to_second_factor(
                    request, _("この操作には二段階認証が必要です。先に認証アプリかパスキーを登録してください。")
                )
            if (posting or at_sight) and (proved or fresh):
                _ask_anew(request)
            return None

        answer.opened_by = acts  # type: ignore[attr-defined]
        return answer

    return decorate


def ask_who_binds(request: Visit) -> None:
    """For a page that learns only from the form that it binds: who acts in a role that binds shows who he is."""
    if ROLES[request.person.role].binds:
        _ask_anew(request)


def _ask_anew(request: HttpRequest) -> None:
    """Lead whoever has not shown it a moment ago to do so; the posted form is kept meanwhile and then acted upon."""
    if not sitting.is_fresh(request):
        raise ReauthenticationRequired


def _to_second_factor(request: HttpRequest, words: str) -> HttpResponseBase:
    messages.warning(request, words)
    return redirect("mfa_index")


def known(view: View) -> View:
    """Open a page to somebody signed in, in whatever role: what is about the account itself."""

    @never_cache
    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not _is_here(request):
            return redirect_to_login(request.get_full_path())
        if role := acting_role(request):
            with walls.within(role.organisation_id):
                _step_in(request, role)
        return view(request, *args, **kwargs)

    answer.opened_by = ()  # type: ignore[attr-defined]
    return answer


def _is_here(request: HttpRequest) -> bool:
    """Whether somebody is signed in, and has been seen lately."""
    if request.user.is_authenticated and sitting.is_over(request):
        logout(request)
        messages.info(request, _("しばらく操作がなかったため、ログアウトしました。"))
    return request.user.is_authenticated


def _step_in(request: HttpRequest, role: Role) -> None:
    """From here on it is known who asks; behind the wall of the role's organisation."""
    request.role, request.person = role, person_of(role, address(request))  # type: ignore[attr-defined]
