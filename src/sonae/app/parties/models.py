from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from sonae.core.asking import Ask

CORPORATION, PERSON = "corporation", "person"


class Recorded(models.Model):
    """Who wrote this row last, and when."""

    recorded_by = models.CharField(max_length=100)
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True


class Association(Recorded):
    """The group that holds the master contract of a scheme."""

    code = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=200)
    scheme_code = models.SlugField(max_length=50)
    example = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(code="") & ~Q(name="") & ~Q(scheme_code=""), name="association_named"),
        ]

    def __str__(self) -> str:
        return self.name


class Member(Recorded):
    """The corporation or person who joins; the number is text, for it may begin with zeros."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="members")
    number = models.CharField(max_length=20)
    form = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    kana = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["association", "number"], name="member_number_once"),
            models.CheckConstraint(condition=~Q(number="") & ~Q(name="") & ~Q(kana=""), name="member_named"),
            models.CheckConstraint(condition=Q(form__in=[CORPORATION, PERSON]), name="member_form"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Facilities(models.QuerySet["Facility"]):
    def of_examples(self) -> Self:
        """What a demonstration may show to anybody: facilities of invented associations only."""
        return self.filter(member__association__example=True).select_related("member__association")


class Facility(Recorded):
    """A clinic, hospital or care facility: the unit of joining. A measure its kind does not have stays empty."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="facilities")
    kind = models.SlugField(max_length=50)
    name = models.CharField(max_length=200)
    kana = models.CharField(max_length=200)
    beds = models.PositiveIntegerField(null=True, blank=True)
    ward = models.SlugField(max_length=50, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)

    objects = Facilities.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "name"], name="facility_name_once"),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(name="") & ~Q(kana=""), name="facility_named"),
            models.CheckConstraint(
                condition=Q(beds=None) | Q(capacity=None),
                name="facility_one_size",
            ),
            models.CheckConstraint(condition=Q(ward="") | Q(beds__isnull=False), name="facility_ward_has_beds"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def size(self) -> int | None:
        return self.capacity if self.beds is None else self.beds

    def to_ask(self, *, family: str, plan: str) -> Ask:
        """The facility as core asks about it, with the plan it is to be priced for."""
        measures: dict[str, str | int] = {}
        for name in ("beds", "ward", "capacity"):
            if value := getattr(self, name):
                measures[name] = value
        return Ask(self.kind, plan, family, measures=measures)
