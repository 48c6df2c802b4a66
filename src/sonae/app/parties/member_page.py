"""What does a member's page say, as far as somebody in this role sees it? Rows of words, ready to be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.apps import apps
from django.db.models import F
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from sonae.app.accounts.mail_models import Mail
from sonae.app.common import dates
from sonae.app.common.catalogue import current
from sonae.app.common.person import Person
from sonae.app.parties import fields, sizes
from sonae.app.parties.checks import CARE_KINDS
from sonae.app.parties.fields import About
from sonae.app.parties.models import Facility, Member, Office, Paper, Product, Recorded
from sonae.core import identifiers

Section = Callable[[Member, Person, datetime], str]
LATEST_MAILS = 20
DENTAL_KINDS = frozenset({"dental_clinic"})


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what it is, what is kept, and what to look at again."""

    label: str
    value: str
    caution: str = ""


@dataclass(frozen=True, slots=True)
class System:
    """A system that a facility uses, with the word for its use."""

    product: Product
    use: str


@dataclass(frozen=True, slots=True)
class House:
    """One facility with what hangs on it."""

    facility: Facility
    kind: str
    rows: tuple[Row, ...]
    systems: tuple[System, ...]


def groups(member: Member, person: Person) -> list[tuple[str, tuple[Row, ...]]]:
    """The member's own rows under their headings."""
    found: dict[str, list[About]] = {}
    for about in fields.seen(fields.MEMBER, person):
        found.setdefault(str(about.heading), []).append(about)
    return [(heading, rows(member, abouts)) for heading, abouts in found.items()]


def houses(member: Member, person: Person) -> list[House]:
    if not fields.sees(person, fields.FACILITIES):
        return []
    products: dict[int, list[Product]] = {}
    if fields.sees(person, fields.PRODUCTS):
        for product in Product.objects.visible_to(person).filter(member=member).order_by("use", "pk"):
            products.setdefault(product.facility_id, []).append(product)
    facilities = Facility.objects.visible_to(person).filter(member=member).select_related("member__association")
    facilities = facilities.order_by(F("closed_on").asc(nulls_first=True), "pk")
    return [house(one, tuple(products.get(one.pk, ()))) for one in facilities]


def house(facility: Facility, products: tuple[Product, ...] = ()) -> House:
    systems = tuple(System(one, str(fields.USE_WORDS[one.use])) for one in products)
    return House(
        facility,
        kind_words(facility.kind),
        (*rows(facility, fields.of_facility(facility.kind)), *size_rows(facility)),
        systems,
    )


def offices(member: Member, person: Person) -> list[tuple[Office, tuple[Row, ...]]]:
    if not fields.sees(person, fields.OFFICES):
        return []
    found = Office.objects.visible_to(person).filter(member=member).order_by("pk")
    return [(one, rows(one, fields.OFFICE)) for one in found]


def papers(member: Member, person: Person) -> list[Paper]:
    if not fields.sees(person, fields.PAPERS):
        return []
    return list(Paper.objects.visible_to(person).filter(member=member).order_by("-made_at", "-pk"))


def mails(member: Member, person: Person) -> list[Mail]:
    """The latest that were sent about the member."""
    if not fields.sees(person, fields.MAILS):
        return []
    return list(Mail.objects.visible_to(person).of(member.organisation_id)[:LATEST_MAILS])


def sections(member: Member, person: Person, now: datetime) -> list[str]:
    """What other slices put on the page; each of them decides what this person sees of it.

    A slice names its functions on its AppConfig: `member_sections = ("sonae.app.applications.sections.of_member",)`.
    Each takes `(member, person, now)` and gives a drawn `<section>` (safe text, as of `render_to_string`), or nothing.
    """
    named = (path for app in apps.get_app_configs() for path in getattr(app, "member_sections", ()))
    drawn = (section(path)(member, person, now) for path in named)
    return [one for one in drawn if one]


def section(path: str) -> Section:
    found: Section = import_string(path)
    return found


def rows(row: Recorded, table: Iterable[About]) -> tuple[Row, ...]:
    """The lines of a row that say something."""
    found = []
    for about in table:
        value = said(row, about.shown or about.name) if about.shown != "-" else ""
        if value:
            label = _("所在地") if about.shown else str(about.label)
            found.append(Row(label, value, caution(row) if about.name == "institution_code" else ""))
    return tuple(found)


def size_rows(facility: Facility) -> tuple[Row, ...]:
    scheme = sizes.scheme_of(facility.member.association.scheme_code)
    rule = scheme.kinds.get(facility.kind) if scheme else None
    found = []
    for name in (sizes.BEDS, sizes.CAPACITY):
        measure = rule.measure(name) if rule else None
        value = getattr(facility, name)
        if value is not None and measure:
            unit = measure.unit.say(dates.language())
            found.append(Row(measure.label.say(dates.language()), f"{value:,} {unit}"))
    if facility.wards and rule:
        choices = sizes.ward_choices(rule)
        each = (f"{choices[ward].say(dates.language())} {beds:,}" for ward, beds in facility.wards.items())
        found.append(Row(_("病床の種類"), _("、").join(each)))
    if facility.closed_on:
        found.append(Row(_("閉院・閉所の日"), dates.day(facility.closed_on)))
    return tuple(found)


def said(row: Recorded, name: str) -> str:
    """A value in words."""
    value = getattr(row, name)
    if name == "form":
        return str(fields.FORMS[value])
    if isinstance(value, bool):
        return _("はい") if value else ""
    return dates.day(value) if isinstance(value, date) else str(value or "")


def caution(row: Recorded) -> str:
    """What to look at again: the check digit of an institution's code, as far as it can be told."""
    if not isinstance(row, Facility) or not row.institution_code or row.kind in CARE_KINDS:
        return ""
    table = identifiers.DENTAL if row.kind in DENTAL_KINDS else identifiers.MEDICAL
    if identifiers.agrees(row.institution_code, row.prefecture, table) is not False:
        return ""
    return _("検証番号が計算と合いません。届出の控えと見比べてください(このままでも手続きは進みます)。")


def kind_words(kind: str) -> str:
    return current().words.say(f"kind.{kind}", dates.language())
