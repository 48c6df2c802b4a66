"""Somebody has lost every second factor: who has seen that it is he, and how?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sonae.app.accounts.models import Organisation, Role, User, managed_by
from sonae.app.common.person import Person

BASES: dict[str, Promise] = {
    "in_person": _("対面で、写真のある身分証を見た"),
    "called_back": _("以前から知っている電話番号にかけ直し、声と事情を確かめた"),
    "video": _("ビデオ通話で、顔と写真のある身分証を見た"),
}
VALID = timedelta(days=3)  # so long the first pair of eyes waits for the second


class FactorRemovals(models.QuerySet["FactorRemoval"]):
    def visible_to(self, person: Person | None) -> Self:
        """Those about people of the organisations whose people one's own looks after."""
        return self.none() if person is None else self.filter(organisation__in=managed_by(person))

    def waiting(self, at: datetime) -> Self:
        """Those that a second person may still agree to."""
        return self.filter(agreed_at=None, asked_at__gt=at - VALID)


class FactorRemoval(models.Model):
    """One person asks that the factors of somebody who binds be removed; another one must agree."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=20)
    note = models.CharField(max_length=500)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)

    objects = FactorRemovals.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(basis__in=list(BASES)), name="factor_removal_basis"),
            models.CheckConstraint(
                condition=Q(agreed_by=None, agreed_at=None)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False) & ~Q(agreed_by=models.F("asked_by")),
                name="factor_removal_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.basis}"

    @property
    def label(self) -> Promise:
        """The basis for people."""
        return BASES[self.basis]
