"""Which members are on the list, in which order, and what does the file of them hold?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlencode

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from sonae.app.common.person import Person
from sonae.app.parties import fields, member_page, search
from sonae.app.parties.models import Association, Facility, Member
from sonae.core.catalogue import Catalogue
from sonae.exchange.rows import CODE, PLAIN, Cell, Column

ASKED = ("q", "kind", "form", "association", "sort")
ORDERS = {"number": "number", "kana": "kana", "recorded": "recorded_at"}
CODES = frozenset({"number", "corporate_number", "institution_code", "postcode", "phone", "fax"})
SIZES = ("beds", "capacity")
LONGEST = 80


class Asked:
    """What is asked of the list by its address; what makes no sense is passed over."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self.values = {name: str(query.get(name, ""))[:LONGEST].replace("\0", "").strip() for name in ASKED}

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    def address(self, **changed: str) -> str:
        return urlencode({name: value for name, value in (self.values | changed).items() if value})

    @property
    def order(self) -> str:
        sort = self["sort"].removeprefix("-")
        return ("-" if self["sort"].startswith("-") else "") + ORDERS.get(sort, "number")

    def headings(self) -> list[dict[str, str]]:
        """The columns that sort: label, the address that sorts by it, and how it is sorted now."""
        labels = {"number": _("会員番号"), "kana": _("加入者"), "recorded": _("最終更新")}
        now, found = self["sort"] or "number", []
        for key, label in labels.items():
            other = f"-{key}" if now == key else key
            order = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
            found.append({"key": key, "label": label, "address": self.address(sort=other), "order": order})
        return found


def members(asked: Asked, person: Person) -> QuerySet[Member]:
    """The members somebody sees, as asked; with their facilities in one query."""
    found = Member.objects.visible_to(person)
    for word in search.words(asked["q"]):
        found = found.filter(search__contains=word)
    if asked["kind"]:
        found = found.filter(pk__in=Facility.objects.filter(kind=asked["kind"], closed_on=None).values("member"))
    if asked["form"]:
        found = found.filter(form=asked["form"])
    if asked["association"]:
        found = found.filter(association__code=asked["association"])
    facilities = Prefetch("facilities", Facility.objects.order_by("pk"))
    return found.select_related("association").prefetch_related(facilities).order_by(asked.order, "pk")


def kinds(associations: Iterable[Association], catalogue: Catalogue) -> dict[str, str]:
    """The kinds of facility that the schemes of these associations know, in words."""
    schemes = (catalogue.schemes.get(one.scheme_code) for one in associations)
    names = dict.fromkeys(kind for scheme in schemes if scheme for kind in scheme.kinds)
    return {kind: member_page.kind_words(kind) for kind in names}


def table(found: QuerySet[Member], person: Person) -> tuple[list[Column], Iterator[list[Cell]]]:
    """A row for each facility (or for a member that has none), with the columns that somebody sees."""
    own, houses = fields.seen(fields.MEMBER, person), fields.seen(fields.FACILITY, person)
    labels = [_column(one.name, str(one.label)) for one in own]
    labels += [Column(_("施設の種類")), *(_column(one.name, _facility_label(one)) for one in houses)]
    labels += [Column(_("病床数")), Column(_("定員")), Column(_("閉院・閉所の日"))]
    return labels, _rows(found, [one.name for one in own], [one.name for one in houses])


def _rows(found: QuerySet[Member], own: list[str], houses: list[str]) -> Iterator[list[Cell]]:
    for member in found.iterator(chunk_size=500):
        first: list[Cell] = [member_page.said(member, name) for name in own]
        for facility in member.facilities.all():
            last = (facility.beds, facility.capacity, facility.closed_on)
            yield [
                *first,
                member_page.kind_words(facility.kind),
                *(member_page.said(facility, name) for name in houses),
                *last,
            ]
        if not member.facilities.all():
            yield [*first, *[None] * (len(houses) + 4)]


def _column(name: str, label: str) -> Column:
    return Column(label, CODE if name in CODES else PLAIN)


def _facility_label(about: fields.About) -> str:
    label = str(about.label)
    return label if about.heading != fields.FACILITY[4].heading else _("施設の%(label)s") % {"label": label}
