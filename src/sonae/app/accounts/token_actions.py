"""Tokens of programs: made, shown once, revoked, and noted when they are used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from sonae.app.accounts import secrets
from sonae.app.accounts.access_models import Token
from sonae.app.accounts.models import Role
from sonae.app.accounts.roles import ROLES
from sonae.app.common.audit_actions import record
from sonae.app.common.person import Person

STEP = timedelta(minutes=5)  # within which being used again is not worth a write


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


def _record(action: str, token: Token, *, by: Person, at: datetime, after: dict[str, object] | None = None) -> None:
    record(by=by, at=at, action=action, subject=f"token:{token.pk}", subject_name=str(token), after=after)
