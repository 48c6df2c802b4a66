"""Writing down who the members are and what they run. Recording the same twice changes nothing.

Everything that is wrong with what was typed is told at once, under the names of the fields. A change made from a page
of an earlier version is stale: somebody else was quicker.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sonae.app.accounts import actions as accounts
from sonae.app.accounts import roles
from sonae.app.accounts.models import Organisation, Reach
from sonae.app.common.audit_actions import record
from sonae.app.common.person import Person
from sonae.app.parties import checks, search, sizes
from sonae.app.parties.cast import ASSOCIATION, MEMBERS
from sonae.app.parties.models import Association, Facility, Member, Office, Product, Recorded

Row = TypeVar("Row", bound=Recorded)
OfMember = TypeVar("OfMember", bound=Facility | Office | Product)
# by what one row is told from all others, so that none is written down twice
KEYS: dict[type[Recorded], tuple[str, ...]] = {
    Member: ("association", "number"),
    Facility: ("member", "name"),
    Office: ("member", "name"),
    Product: ("member", "facility", "use", "maker", "name"),
}
SIZE = ("kind", "beds", "ward", "wards", "capacity")


class StaleError(Exception):
    """The row has been changed since the page was made; `row` is as it is now."""

    def __init__(self, row: Recorded) -> None:
        super().__init__(f"{row} is at revision {row.revision}")
        self.row = row


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
    """Write a member down or bring it up to date, and open the account that its people will use."""
    values = {"form": form, "name": name, "kana": kana} | more
    return _record(Member, {"association": association, "number": number}, values, by, at)


@transaction.atomic
def record_facility(
    *, member: Member, name: str, kana: str, kind: str, by: Person, at: datetime, **more: Any
) -> Facility:
    return _record(Facility, {"member": member, "name": name}, {"kana": kana, "kind": kind} | more, by, at)


@transaction.atomic
def add_member(*, association: Association, values: Mapping[str, Any], by: Person, at: datetime) -> Member:
    """A new member under a number that is free; the same again is the same member."""
    # numbers are given one after another: who comes second sees the first
    Association.objects.select_for_update().get(pk=association.pk)
    return _new(Member(association=association), values, by, at)


@transaction.atomic
def add(model: type[OfMember], *, member: Member, values: Mapping[str, Any], by: Person, at: datetime) -> OfMember:
    """A new facility or office under a name that is free, or a product; the same again is the same one."""
    Member.objects.select_for_update().get(pk=member.pk)
    return _new(model(member=member), values, by, at)


@transaction.atomic
def change(row: Row, *, values: Mapping[str, Any], revision: int, by: Person, at: datetime) -> Row:
    """Bring a row up to date from a page that was made when it had this revision. Raises StaleError.

    What is the same already is no change, whatever the revision: a doubled click is answered like a single one.
    """
    rows = type(row)._default_manager.select_for_update()  # noqa: SLF001  Django's public name of it
    now = rows.get(pk=row.pk)
    if now.revision != revision and _differing(now, _checked(now, values)[0]):
        raise StaleError(now)
    return _write(now, values, by, at)


@transaction.atomic
def remove(row: Office | Product, *, by: Person, at: datetime) -> None:
    """Strike out an office or a product that there is no more; the trail keeps what it was."""
    shown = {name: _told(getattr(row, name)) for name in _columns(row)}
    _tell("removed", row, shown, {}, by, at)
    row.delete()


@transaction.atomic
def seed_example(*, by: Person, at: datetime) -> Association:
    """Record the demonstration's association with its cast: members, facilities, other parties, people."""
    association = record_association(**ASSOCIATION, example=True, by=by, at=at)
    for person in MEMBERS:
        about = {name: value for name, value in person.items() if name not in {"facilities", "offices"}}
        member = record_member(association=association, **about, by=by, at=at)
        for one in person["facilities"]:
            facility = record_facility(
                member=member, **{name: value for name, value in one.items() if name != "products"}, by=by, at=at
            )
            for product in one.get("products", ()):
                add(Product, member=member, values=product | {"facility": facility}, by=by, at=at)
        for office in person["offices"]:
            _record(Office, {"member": member, "name": office["name"]}, office, by, at)
    accounts.seed_example(association=association.organisation, by=by, at=at)
    return association


@transaction.atomic
def index(member: Member) -> None:
    """Keep what the member is found by, after it or one of its facilities has changed."""
    Member.objects.filter(pk=member.pk).update(search=search.of_member(member))


def _record(model: type[Row], key: dict[str, Any], values: dict[str, Any], by: Person, at: datetime) -> Row:
    """Create the row, or change it where something differs; what is not valid raises ValidationError."""
    rows = model._default_manager.select_for_update()  # noqa: SLF001  Django's public name of it
    return _write(rows.filter(**key).first() or model(**key), key | values, by, at)


def _new(row: Row, values: Mapping[str, Any], by: Person, at: datetime) -> Row:
    """A new row; where there is one already that says the same, that one."""
    kept, errors = _checked(row, values)
    for name, value in kept.items():
        setattr(row, name, value)
    known = _namesakes(row).first()
    if known is not None and not errors and not _differing(known, kept):
        return known
    return _write(row, values, by, at)


def _write(row: Row, values: Mapping[str, Any], by: Person, at: datetime) -> Row:
    kept, errors = _checked(row, values)
    changed = _differing(row, kept) if row.pk else kept
    if row.pk and not errors and not changed:
        return row
    before = {name: _told(getattr(row, name)) for name in changed} if row.pk else {}
    for name, value in (kept | {"recorded_by": by.name, "recorded_at": at, "revision": row.revision + 1}).items():
        setattr(row, name, value)
    _validate(row, _taken(row) | errors)
    if isinstance(row, Member):
        row.organisation = _account(row)
    row.save()
    if isinstance(row, (Member, Facility)):
        index(row if isinstance(row, Member) else row.member)
    after = {name: _told(value) for name, value in changed.items()}
    _tell("changed" if before else "recorded", row, before, after, by, at)
    return row


def _checked(row: Recorded, values: Mapping[str, Any]) -> tuple[dict[str, Any], checks.Errors]:
    """The values as they are to be kept, and every problem that needs no look at other rows."""
    kept, errors = checks.read(values, values.get("kind", getattr(row, "kind", "")))
    if isinstance(row, Facility) and (not row.pk or set(SIZE) & set(kept)):
        size = {name: getattr(row, name) for name in SIZE} | kept
        scheme = sizes.scheme_of(row.member.association.scheme_code)
        measured, wrong = sizes.measured(size, scheme)
        kept, errors = kept | measured, wrong | errors
    if isinstance(row, Product) and "facility" in kept and kept["facility"].member_id != row.member_id:
        errors["facility"] = [_("一覧から選んでください。")]
    return kept, errors


def _differing(row: Recorded, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if getattr(row, name) != value}


def _namesakes(row: Row) -> QuerySet[Row]:
    """Other rows where there is to be one."""
    key = {name: getattr(row, name) for name in KEYS[type(row)]}
    rows: QuerySet[Row] = type(row)._default_manager.filter(**key)  # noqa: SLF001  Django's public name of it
    return rows.exclude(pk=row.pk)


def _taken(row: Recorded) -> checks.Errors:
    if type(row) not in KEYS or not _namesakes(row).exists():
        return {}
    if isinstance(row, Member):
        return {"number": [_("この会員番号はもう使われています。別の番号を入力してください。")]}
    return {"name": [_("同じ名前がもう登録されています。そちらを変更してください。")]}


def _validate(row: Recorded, errors: checks.Errors) -> None:
    """Raise ValidationError with what was found so far and what the model finds beside it."""
    try:
        row.full_clean(exclude={"organisation", *errors})
    except ValidationError as error:
        errors = error.message_dict | errors
    if errors:
        raise ValidationError(errors)


def _account(member: Member) -> Organisation:
    """The account holder that its people belong to, under the member's name and number."""
    association = member.association
    organisation = member.organisation if member.organisation_id else Organisation(kind=roles.MEMBER)
    organisation.code, organisation.name = f"{association.code}:{member.number}", member.name
    organisation.parent, organisation.example = association.organisation, association.example
    organisation.save()
    return organisation


def _tell(
    act: str, row: Recorded, before: Mapping[str, object], after: Mapping[str, object], by: Person, at: datetime
) -> None:
    kind = type(row).__name__.lower()
    record(
        by=by,
        at=at,
        action=f"{kind}.{act}",
        subject=f"{kind}:{row.pk}",
        subject_name=str(row),
        about=_concerned(row),
        before=before,
        after=after,
    )


def _concerned(row: Recorded) -> int | None:
    """The organisation a row is about: an association or a member itself, else the member the row hangs on."""
    owner = row if isinstance(row, (Association, Member)) else getattr(row, "member", None)
    return owner.organisation_id if owner else None


def _columns(row: Recorded) -> list[str]:
    return [field.name for field in row._meta.concrete_fields if field.name not in {"id", "member"}]  # noqa: SLF001


def _told(value: object) -> object:
    """A value as the audit trail keeps it: another row by its name."""
    return value if isinstance(value, (str, int, dict, type(None))) else str(value)
