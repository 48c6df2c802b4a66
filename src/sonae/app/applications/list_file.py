"""What stands in the file of applications? One row a facility, with what it asks for or was offered, for sorting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from sonae.app.applications.content import thawed
from sonae.app.applications.list_page import Row, row
from sonae.app.applications.models import ISSUED, TAKEN, Application, Joined, Offer
from sonae.app.common.person import Person
from sonae.app.quoting import said
from sonae.core.moments import day_of
from sonae.core.rating import REFERRED
from sonae.exchange.rows import CODE, Cell, Column


def table(found: QuerySet[Application], person: Person, now: datetime) -> tuple[list[Column], Iterator[list[Cell]]]:
    """The columns and rows; a draft, of which nothing is submitted, has one row without a facility."""
    labels = [
        Column(_("受付番号"), CODE), Column(_("会員番号"), CODE), Column(_("加入者")), Column(_("施設")),
        Column(_("施設の種類")), Column(_("プラン")), Column(_("年間保険料(円)")), Column(_("保険料の根拠")),
        Column(_("補償の開始日")), Column(_("状態")), Column(_("だれの番か")), Column(_("待っている日数")),
        Column(_("期限")), Column(_("受付日")),
    ]  # fmt: skip
    offers = Offer.objects.visible_to(person).filter(state__in=(ISSUED, TAKEN))
    joined = Joined.objects.select_related("enrolment")
    rows = found.prefetch_related("submissions").prefetch_related(Prefetch("offers", offers))
    rows = rows.prefetch_related(Prefetch("joined", joined))
    return labels, (cells for one in rows.iterator(chunk_size=200) for cells in _rows(row(one, now)))


def _rows(told: Row) -> Iterator[list[Cell]]:
    one = told.application
    first: list[Cell] = [one.number, one.member.number, one.member.name]
    last: list[Cell] = [
        one.state_label,
        told.waits_for,
        None if one.ended else told.days,
        told.due_on,
        day_of(one.received_at) if one.received_at else None,
    ]
    submissions = list(one.submissions.all())
    if not submissions:
        yield [*first, *[None] * 6, *last]
        return
    content = thawed(submissions[-1].content)
    offered = {named["key"]: named for offer in one.offers.all() for named in offer.facilities}
    for facility in content["facilities"]:
        yield [*first, *_facility(facility, offered.get(facility["key"]), _start(one, facility)), *last]


def _facility(asked: Mapping[str, Any], offered: Mapping[str, Any] | None, start: date | None) -> list[Cell]:
    """What a facility asks for, or at which price the insurer offered it."""
    plan = " ".join(part for part in (said.say(f"family.{asked['family']}") if asked["family"] else "", asked["plan"]))
    yen, status = (offered["annual_yen"], REFERRED) if offered else (asked["annual_yen"], asked["priced"])
    return [asked["name"], said.say(f"kind.{asked['kind']}"), plan.strip(), yen, said.say(f"status.{status}"), start]


def _start(one: Application, facility: Mapping[str, Any]) -> date | None:
    """The first day of cover: as the ledger has it, or as it was reckoned when the application was submitted."""
    joined = list(one.joined.all())
    if joined:
        return day_of(joined[0].enrolment.term_start)
    return day_of(datetime.fromisoformat(facility["cover"]["start"])) if facility["cover"] else None
