"""Writing down who the members are and what they run. Recording the same twice changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from sonae.app.parties.cast import ASSOCIATION, MEMBERS
from sonae.app.parties.models import Association, Facility, Member, Recorded

Row = TypeVar("Row", bound=Recorded)


@transaction.atomic
def record_association(
    *, code: str, name: str, scheme_code: str, example: bool = False, by: str, at: datetime
) -> Association:
    values = {"name": name, "scheme_code": scheme_code, "example": example}
    return _record(Association, {"code": code}, values, by, at)


@transaction.atomic
def record_member(
    *, association: Association, number: str, form: str, name: str, kana: str, by: str, at: datetime
) -> Member:
    values = {"form": form, "name": name, "kana": kana}
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
    by: str,
    at: datetime,
) -> Facility:
    values = {"kana": kana, "kind": kind, "beds": beds, "ward": ward, "capacity": capacity}
    return _record(Facility, {"member": member, "name": name}, values, by, at)


@transaction.atomic
def seed_example(*, by: str, at: datetime) -> Association:
    """Record the demonstration's association with its cast of members."""
    association = record_association(**ASSOCIATION, example=True, by=by, at=at)
    for person in MEMBERS:
        about = {name: value for name, value in person.items() if name != "facilities"}
        member = record_member(association=association, **about, by=by, at=at)
        for facility in person["facilities"]:
            record_facility(member=member, **facility, by=by, at=at)
    return association


def _record(model: type[Row], key: dict[str, Any], values: dict[str, Any], by: str, at: datetime) -> Row:
    """Create the row, or change it where something differs; what is not valid raises ValidationError."""
    rows = model._default_manager.select_for_update()  # noqa: SLF001  Django's public name of it
    row = rows.filter(**key).first() or model(**key)
    if row.pk and all(getattr(row, name) == value for name, value in values.items()):
        return row
    for name, value in (values | {"recorded_by": by, "recorded_at": at}).items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row
