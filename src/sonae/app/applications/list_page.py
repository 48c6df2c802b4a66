"""Which applications are listed, in which order, and how is one row said?"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

import xlsxwriter
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from sonae.app.applications.models import ACCEPTED, DECLINED, DRAFT, ENDED, EXPIRED, STATES, WITHDRAWN, Application
from sonae.app.common.person import Person
from sonae.app.parties import search
from sonae.core.moments import TOKYO, day_of

MOST = 10_000
OPEN, ALL = "open", "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list was asked for."""

    words: str
    state: str

    def address(self) -> str:
        return urlencode({name: value for name, value in (("q", self.words), ("state", self.state)) if value})


@dataclass(frozen=True, slots=True)
class Row:
    """One application in the list: whose turn, how long, until when."""

    application: Application
    waits_for: str
    days: int
    due_on: date | None
    late: bool


def read(query: Mapping[str, str]) -> Asked:
    state = str(query.get("state", OPEN))
    return Asked(str(query.get("q", ""))[:100].replace("\0", ""), state if state in {OPEN, ALL, *STATES} else OPEN)


def chosen(person: Person, asked: Asked) -> QuerySet[Application]:
    rows = Application.objects.visible_to(person).select_related("member", "keyed_in_by")
    if asked.state in STATES:
        rows = rows.filter(state=asked.state)
    elif asked.state == OPEN:
        rows = rows.exclude(state__in=ENDED)
    for word in search.words(asked.words):
        rows = rows.filter(Q(member__search__contains=word) | Q(number__icontains=asked.words.strip()))
    return rows.order_by(F("due_on").asc(nulls_last=True), "waits_since", "pk")


def row(one: Application, now: datetime) -> Row:
    today = day_of(now)
    late = one.due_on is not None and one.due_on < today and not one.ended
    return Row(one, waits_for(one), (today - day_of(one.waits_since)).days, None if one.ended else one.due_on, late)


def waits_for(one: Application) -> str:
    """Whose turn it is, in a word."""
    by_step = {"agency": _("取扱代理店"), "association": _("団体"), "insurer": _("保険会社")}
    if one.state in {ACCEPTED, DECLINED, WITHDRAWN, EXPIRED}:
        return ""
    if one.state == DRAFT and one.keyed_in_by is not None:
        return one.keyed_in_by.name
    return by_step.get(one.step, _("加入者"))


def workbook(rows: Iterable[Application], now: datetime) -> bytes:
    """The list as a workbook: every cell is text or a day, so that no name is read as a formula."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"constant_memory": True, "in_memory": True})
    sheet, day = book.add_worksheet(_("加入依頼")), book.add_format({"num_format": "yyyy-mm-dd"})
    headings = (
        _("番号"),
        _("加入者番号"),
        _("加入者"),
        _("状態"),
        _("番"),
        _("待っている日数"),
        _("期限"),
        _("受付日"),
    )
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading)
    for place, one in enumerate(rows, start=1):
        said = row(one, now)
        texts = (one.number, one.member.number, one.member.name, one.state_label, said.waits_for)
        for column, text in enumerate(texts):
            sheet.write_string(place, column, text)
        sheet.write_number(place, len(texts), said.days)
        received = one.received_at.astimezone(TOKYO).date() if one.received_at else None
        for column, when in enumerate((said.due_on, received), start=len(texts) + 1):
            if when is not None:
                sheet.write_datetime(place, column, datetime(when.year, when.month, when.day), day)  # noqa: DTZ001 - a day
    book.close()
    return made.getvalue()
