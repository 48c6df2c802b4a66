"""Who asks, where an answer is not for everybody? A token in `Authorization: Bearer …`, made on one's own page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from sonae.app.accounts import secrets
from sonae.app.accounts.access_models import Token
from sonae.app.accounts.acting import person_of
from sonae.app.accounts.roles import may
from sonae.app.accounts.token_actions import note_use
from sonae.app.api import problems
from sonae.app.common import walls
from sonae.app.common.person import Person
from sonae.app.common.rate_limit import address

Run = Callable[..., HttpResponseBase]
SCHEME = "Bearer "
# what the description of such a route says: hand it as `openapi_extra`
SECURITY: dict[str, list[dict[str, list[str]]]] = {"security": [{"token": []}]}


class Call(HttpRequest):
    """A request with a token: `person` as for pages, and the acts the token allows."""

    person: Person
    token: Token


def opened_by(*acts: str) -> Callable[[Run], Run]:
    """Answer only a token that allows all of `acts`, behind the wall of its organisation.

    Without a token, or with one that has ended, 401; with one that allows less, 403.
    """

    def decorate(run: Run) -> Run:
        @wraps(run)
        def answer(request: Call, *args: object, **path: object) -> HttpResponseBase:
            key = request.headers.get("Authorization", "").removeprefix(SCHEME)
            with walls.within(secrets.organisation_of(key, secrets.TOKEN)):
                token = _token(key)
                if token is None:
                    refused = problems.problem(request, 401)
                    refused["WWW-Authenticate"] = SCHEME.strip()
                    return refused
                if not all(act in token.acts and may(token.role.name, act) for act in acts):
                    return problems.problem(request, 403)
                note_use(token=token, at=timezone.now())
                request.token, request.person = token, person_of(token.role, address(request))
                return run(request, *args, **path)

        answer.opened_by = acts  # type: ignore[attr-defined]
        return answer

    return decorate


def _token(key: str) -> Token | None:
    found = Token.objects.filter(hash=secrets.hashed(key)).select_related("role__user").first()
    usable = found and found.is_open(timezone.now()) and found.role.user.is_active
    return found if usable else None
