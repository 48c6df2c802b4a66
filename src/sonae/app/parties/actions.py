"""Writing down who the members are and what they run. Recording the same twice changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from sonae.app.accounts import roles
from sonae.app.accounts.models import Organisation, Reach
from sonae.app.common.audit_actions import record
from sonae.app.common.person import Person
from sonae.app.parties.cast import ASSOCIATION, MEMBERS
from sonae.app.parties.models import Association, Facility, Member, Recorded

Row = TypeVar("Row", bound=Recorded)


@transaction.atomic
def record_association(
    *, code: str, name: str, scheme_code: str, example: bool = False, by: Person, at: datetime
) -> Association:
    values = {"name": name, "scheme_code": scheme_code, "example": example}
    organisation, _created = Organisation.objects.get_or_create(
        code=code, defaults={"kind": roles.ASSOCIATION, "name": name, "example": example}
    )
    Reach.objects.get_or_create(organisation=organisation, association=organisation)
    return _record(Association, {"code": code}, values | {"organisation": organisation}, by, at)


@transaction.atomic
def record_member(
    *, association: Association, number: str, form: str, name: str, kana: str, by: Person, at: datetime, **more: str
) -> Member:
    """Write a member down, and open the account that its people will use."""
    organisation, _created = Organisation.objects.get_or_create(
        code=f"{association.code}-{number}",
        defaults={
            "kind": roles.MEMBER,
            "name": name,
            "parent": association.organisation,
            "example": association.example,
        },
    )
    values = {"form": form, "name": name, "kana": kana, "organisation": organisation} | more
    return _record(Member, {"association": association, "number": number}, values, by, at)


@transaction.atomic
def record_facility(
    *,
    member: Member,
    name: str,
    kana: str,
    kind: str,
    beds: int | None = None,
    ward: str = "",
    capacity: int | None = None,
    by: Person,
    at: datetime,
    **more: Any,
) -> Facility:
    values = {"kana": kana, "kind": kind, "beds": beds, "ward": ward, "capacity": capacity} | more
    return _record(Facility, {"member": member, "name": name}, values, by, at)


@transaction.atomic
def seed_example(*, by: Person, at: datetime) -> Association:
    """Record the demonstration's association with its cast of members."""
    association = record_association(**ASSOCIATION, example=True, by=by, at=at)
    for person in MEMBERS:
        about = {name: value for name, value in person.items() if name != "facilities"}
        member = record_member(association=association, **about, by=by, at=at)
        for facility in person["facilities"]:
            record_facility(member=member, **facility, by=by, at=at)
    return association


def _record(model: type[Row], key: dict[str, Any], values: dict[str, Any], by: Person, at: datetime) -> Row:
    """Create the row, or change it where something differs; what is not valid raises ValidationError."""
    rows = model._default_manager.select_for_update()  # noqa: SLF001  Django's public name of it
    row = rows.filter(**key).first() or model(**key)
    changed = {name: value for name, value in values.items() if not row.pk or getattr(row, name) != value}
    if row.pk and not changed:
        return row
    before = {name: _told(getattr(row, name)) for name in changed} if row.pk else {}
    for name, value in (values | {"recorded_by": by.name, "recorded_at": at}).items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    kind = model.__name__.lower()
    record(
        by=by,
        at=at,
        action=f"{kind}.{'changed' if before else 'recorded'}",
        subject=f"{kind}:{row.pk}",
        subject_name=str(row),
        about=_concerned(row),
        before=before,
        after={name: _told(value) for name, value in changed.items()},
    )
    return row


def _concerned(row: Recorded) -> int | None:
    """The organisation a row is about: an association or a member itself, else the member the row hangs on."""
    owner = row if isinstance(row, (Association, Member)) else getattr(row, "member", None)
    return owner.organisation_id if owner else None


def _told(value: object) -> object:
    """A value as the audit trail keeps it: another row by its name."""
    return value if isinstance(value, (str, int, dict, type(None))) else str(value)
