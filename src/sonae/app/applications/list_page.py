"""Which applications are listed, in which order, and how is one row said?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from sonae.app.applications.models import ACCEPTED, DECLINED, DRAFT, ENDED, EXPIRED, STATES, WITHDRAWN, Application
from sonae.app.common.person import Person
from sonae.app.parties import search
from sonae.core.moments import day_of

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
