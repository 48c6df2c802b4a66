"""Tokens of programs: made, shown once, revoked, and noted when they are used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sonae.app.accounts import mail_actions, secrets
from sonae.app.accounts.access_models import Token
from sonae.app.accounts.models import Role
from sonae.app.accounts.roles import ROLES
from sonae.app.common import walls
from sonae.app.common.audit_actions import record
from sonae.app.common.jobs import job
from sonae.app.common.person import Person, of_system

STEP = timedelta(minutes=5)  # within which being used again is not worth a write
AHEAD = timedelta(days=14)  # so long before its end its maker hears of it


@transaction.atomic
def make_token(
    *, role: Role, name: str, acts: Sequence[str], expires_at: datetime, by: Person, at: datetime
) -> tuple[Token, str]:
    """A new token and its key, which nobody can be told again. Raises ValueError for an act the role may not do."""
    if not set(acts) <= ROLES[role.name].delegable:
        raise ValueError(f"{role.name} may not hand on {sorted(set(acts) - ROLES[role.name].delegable)}")
    key = secrets.made(secrets.TOKEN, role.organisation_id)
    token = Token.objects.create(
        organisation_id=role.organisation_id,
        role=role,
        name=name,
        start=secrets.start_of(key),
        hash=secrets.hashed(key),
        acts=sorted(acts),
        made_at=at,
        expires_at=expires_at,
    )
    after = {"acts": token.acts, "expires_at": expires_at.isoformat()}
    _record("token.made", token, by=by, at=at, after=after)
    return token, key


@transaction.atomic
def revoke_token(*, token: Token, by: Person, at: datetime) -> None:
    """End a token; one that has ended stays as it is."""
    if token.revoked_at is None:
        token.revoked_at = at
        token.save()
        _record("token.revoked", token, by=by, at=at)


def note_use(*, token: Token, at: datetime) -> None:
    """Write down that a token was used; no entry of the trail: what it does makes its own."""
    if token.last_used_at is None or at - token.last_used_at > STEP:
        token.last_used_at = at
        token.save(update_fields=["last_used_at"])


@job(steps=True)
def tell_ending() -> None:
    """Whoever made a token hears in time that it ends; behind the wall of each organisation that somebody acts in."""
    acting = Role.objects.in_force().order_by("organisation_id").values_list("organisation_id", flat=True).distinct()
    for organisation_id in list(acting):
        with transaction.atomic(), walls.within(organisation_id):
            _tell_ending(organisation_id, timezone.now())


def _tell_ending(organisation_id: int, at: datetime) -> None:
    ending = Token.objects.filter(organisation_id=organisation_id, revoked_at=None, role__ended_at=None)
    ending = ending.filter(expires_at__gt=at, expires_at__lte=at + AHEAD)
    for token in ending.select_related("organisation", "role__user"):
        user, organisation = token.role.user, token.organisation
        mail_actions.post(
            organisation=organisation,
            to=user.email,
            template="token_ends",
            values={
                "name": user.name,
                "token": token.name,
                "organisation": organisation.name,
                "ends_at": token.expires_at,
                "link": settings.SONAE_ADDRESS + reverse("accounts:tokens"),
            },
            language=user.language,
            private=True,
            once=f"token ends:{token.pk}",
            by=of_system("tokens", organisation.pk, organisation.kind),
            at=at,
        )


def _record(action: str, token: Token, *, by: Person, at: datetime, after: dict[str, object] | None = None) -> None:
    record(by=by, at=at, action=action, subject=f"token:{token.pk}", subject_name=str(token), after=after)
