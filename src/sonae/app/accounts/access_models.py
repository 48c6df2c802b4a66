"""How somebody comes in: an invitation by mail, a token for a program. Of each secret only its hash is kept."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

from sonae.app.accounts.models import Organisation, Role, managed_by
from sonae.app.accounts.roles import ROLES
from sonae.app.common.person import Person


class Invitations(models.QuerySet["Invitation"]):
    def visible_to(self, person: Person | None) -> Self:
        """Those of the organisations whose people one's own organisation looks after."""
        return self.none() if person is None else self.filter(organisation__in=managed_by(person))

    def waiting(self) -> Self:
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """Somebody is asked to take a role; the link works once, until it expires or is withdrawn."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=30)
    language = models.CharField(max_length=2, default="ja")
    invited_by = models.CharField(max_length=200)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    hash = models.CharField(max_length=64, unique=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = Invitations.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(role__in=list(ROLES)), name="invitation_role_known"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_accepted_or_withdrawn"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.email}"

    @property
    def label(self) -> Promise:
        """The role for people."""
        return ROLES[self.role].label

    def is_open(self, at: datetime) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at


class Tokens(models.QuerySet["Token"]):
    def visible_to(self, person: Person | None) -> Self:
        """One's own, of the organisation one acts in."""
        if person is None:
            return self.none()
        return self.filter(organisation_id=person.organisation_id, role__user_id=person.user_id)


class Token(models.Model):
    """What a program shows instead of a person: it acts in a role of its maker, and may do only `acts` of it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tokens")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    start = models.CharField(max_length=20)
    hash = models.CharField(max_length=64, unique=True)
    acts = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = Tokens.as_manager()

    def __str__(self) -> str:
        return f"{self.name} {self.start}…"

    def is_open(self, at: datetime) -> bool:
        return self.revoked_at is None and at < self.expires_at and self.role.ended_at is None
