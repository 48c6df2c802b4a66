from __future__ import annotations

from typing import Self

from django.db import models

from sonae.app.common.jobs_models import Scheduled, Worker
from sonae.app.common.person import Person

__all__ = ["AuditEntry", "AuditHead", "Scheduled", "Worker"]

FIRST = "0" * 64  # what the first entry of the chain follows


class AuditHead(models.Model):
    """The end of the chain, one row: whoever writes the next entry holds it, and a cut-off tail shows."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=FIRST)

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"


class AuditEntries(models.QuerySet["AuditEntry"]):
    def visible_to(self, person: Person | None) -> Self:
        """What a person's own organisation did, and what was done to it; who may ask at all is the role's business."""
        if person is None:
            return self.none()
        own = models.Q(organisation_id=person.organisation_id) | models.Q(about_id=person.organisation_id)
        return self.filter(own)


class AuditEntry(models.Model):
    """One act: who, when, from where, before and after. Append-only; each seals the one before.

    Organisations are numbers here, not keys: a trail outlives what it tells of. `before` and `after` are JSON with
    sorted keys, kept as text because the hash is of these very characters.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(db_index=True)
    user_id = models.BigIntegerField(null=True)
    person = models.CharField(max_length=200)
    role = models.CharField(max_length=30)
    organisation_id = models.BigIntegerField(null=True, db_index=True)
    organisation = models.CharField(max_length=200, blank=True)
    about_id = models.BigIntegerField(null=True, db_index=True)
    address = models.CharField(max_length=64, blank=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    subject_name = models.CharField(max_length=200, blank=True)
    before = models.TextField()
    after = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = AuditEntries.as_manager()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject}"


class Once(models.Model):
    """What a form that acts was answered, by the token it carried; see `once_actions`."""

    key = models.CharField(max_length=64, primary_key=True)
    answer = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.answer


class Counter(models.Model):
    """The last number given in a row of numbers (`A-2026`): no member's, so that numbers never meet across walls."""

    name = models.CharField(max_length=20, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.last}"
