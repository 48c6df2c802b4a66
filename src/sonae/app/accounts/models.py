from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import Promise

from sonae.app.accounts.roles import ASSOCIATION, KINDS, MEMBER, PEOPLE, ROLES, may
from sonae.app.common.person import Person


class Users(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        """Mail addresses are the same whatever the case of their letters."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who signs in; what they may see and do is not theirs but their roles'."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100)
    language = models.CharField(max_length=2, default="ja")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    objects = Users()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name


class Organisations(models.QuerySet["Organisation"]):
    def visible_to(self, person: Person | None) -> Self:
        """One's own, the parties of the schemes one has to do with, and the members of those one reaches."""
        if person is None:
            return self.none()
        reached = reached_by(person)
        return self.filter(
            Q(pk=person.organisation_id)
            | Q(pk__in=reached)
            | Q(parent__in=reached)
            | Q(reaches__association__in=reached)
            | Q(members__pk=person.organisation_id)
            | Q(reaches__association__members__pk=person.organisation_id)
        ).distinct()


class Organisation(models.Model):
    """An account holder: association, agency, insurer, desk, provider, or a member of an association (`parent`).

    The code of a member is its association's and its number, with a colon between them that stands in no other code.
    """

    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="members")
    example = models.BooleanField(default=False)

    objects = Organisations.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="organisation_kind"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(code=""), name="organisation_named"),
            models.CheckConstraint(condition=Q(kind=MEMBER) | ~Q(code__contains=":"), name="organisation_code"),
            models.CheckConstraint(
                condition=Q(kind=MEMBER, parent__isnull=False) | (~Q(kind=MEMBER) & Q(parent__isnull=True)),
                name="organisation_members_have_a_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Reach(models.Model):
    """Which association's members an organisation serves; an association reaches its own."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reaches")
    association = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="reached_by", limit_choices_to={"kind": ASSOCIATION}
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "association"], name="reach_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} → {self.association_id}"


def reached_by(person: Person) -> models.QuerySet[Reach, Any]:
    """The associations (as organisations) whose members this person's organisation serves, for an `__in`."""
    return Reach.objects.filter(organisation_id=person.organisation_id).values("association_id")


def managed_by(person: Person) -> models.QuerySet[Organisation]:
    """The organisations whose people this person's looks after: its own, and an association its members'."""
    own = Q(pk=person.organisation_id)
    return Organisation.objects.filter(own | Q(parent=person.organisation_id) if person.kind == ASSOCIATION else own)


def invites(person: Person, organisation_id: int) -> bool:
    """Whether a person lets people of an organisation in."""
    return may(person.role, PEOPLE) and managed_by(person).filter(pk=organisation_id).exists()


class Roles(models.QuerySet["Role"]):
    def in_force(self) -> Self:
        return self.filter(ended_at=None, user__is_active=True)

    def visible_to(self, person: Person | None) -> Self:
        """Everybody of the organisations whose people one's own looks after."""
        return self.none() if person is None else self.filter(organisation__in=managed_by(person))


class Role(models.Model):
    """What somebody is in an organisation, since when, and until when; an ended role stays as a fact."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roles")
    name = models.CharField(max_length=30)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = Roles.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(name__in=list(ROLES)), name="role_known"),
            models.UniqueConstraint(
                fields=["user", "organisation", "name"], condition=Q(ended_at=None), name="role_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.name} {self.organisation_id}"

    @property
    def label(self) -> Promise:
        """The role for people."""
        return ROLES[self.name].label


# in their own files, and known to Django only through this one; they build on those above
from sonae.app.accounts import access_models, factor_models, mail_models  # noqa: E402, F401
