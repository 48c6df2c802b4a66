"""Which facilities of the demonstration's members are shown, priced how, and in which order?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sonae.app.common import dates
from sonae.app.parties.models import Facility
from sonae.app.quoting import quote_page, said
from sonae.core.corporation import CorporationQuote
from sonae.core.joining import Cover
from sonae.core.problems import Refusal
from sonae.core.quote import Quote
from sonae.core.rating import COMPUTED, ESTIMATE, PRINTED, REFERRED
from sonae.core.reading import tidy
from sonae.exchange import Column

PROBLEM = "problem"
STATUSES = (PRINTED, COMPUTED, ESTIMATE, REFERRED)
Cells = list[str | int | None]


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One facility with its answer; ``problem`` says why there is none."""

    facility: Facility
    quote: Quote | None
    problem: str

    @property
    def status(self) -> str:
        return self.quote.premium.status if self.quote else PROBLEM

    @property
    def measures(self) -> list[str]:
        return quote_page.measures(self.quote) if self.quote else []

    @property
    def annual_yen(self) -> int | None:
        return self.quote.premium.annual_yen if self.quote else None

    @property
    def cover(self) -> Cover | None:
        return self.quote.cover if self.quote and isinstance(self.quote.cover, Cover) else None


def row(facility: Facility, answer: CorporationQuote | Refusal) -> RosterRow:
    if isinstance(answer, Refusal):
        return RosterRow(facility, None, " ".join(said.problem(one) for one in answer.errors))
    return RosterRow(facility, answer.quotes[0], "")


SORTS: dict[str, Callable[[RosterRow], tuple[object, ...]]] = {
    "number": lambda one: (one.facility.member.number, one.facility.kana),
    "name": lambda one: (one.facility.kana,),
    "kind": lambda one: (one.facility.kind, one.facility.size or 0, one.facility.kana),
    "annual": lambda one: (one.annual_yen is None, one.annual_yen or 0, one.facility.kana),
}


def chosen(rows: Iterable[RosterRow], *, words: str, kind: str, status: str, sort: str) -> list[RosterRow]:
    """The rows that match every filter, in the order asked for (`-annual` is the other way round)."""
    wanted = tidy(words).lower()
    found = [
        one
        for one in rows
        if kind in {"", one.facility.kind} and status in {"", one.status} and (not wanted or wanted in _text(one))
    ]
    key = SORTS.get(sort.removeprefix("-"), SORTS["number"])
    return sorted(found, key=key, reverse=sort.startswith("-"))


def _text(one: RosterRow) -> str:
    member = one.facility.member
    return tidy(f"{member.number} {member.name} {member.kana} {one.facility.name} {one.facility.kana}").lower()


@dataclass(frozen=True, slots=True)
class Total:
    """How many facilities have this status, and their premiums together; estimates are never added to prices."""

    status: str
    count: int
    yen: int


def totals(rows: Iterable[RosterRow]) -> list[Total]:
    found = list(rows)
    sums = []
    for status in STATUSES:
        these = [one for one in found if one.status == status]
        if these:
            sums.append(Total(status, len(these), sum(one.annual_yen or 0 for one in these)))
    return sums


def table(rows: Iterable[RosterRow]) -> tuple[list[Column], list[Cells]]:
    """The same rows for a file: one heading row, figures as numbers, member numbers as text."""
    labels = [
        (_("会員番号"), "code"), (_("加入者"), "plain"), (_("施設"), "plain"), (_("フリガナ"), "plain"),
        (_("施設の種類"), "plain"), (_("規模"), "plain"), (_("プラン"), "plain"), (_("加入タイプ"), "code"),
        (_("年間保険料"), "result"), (_("確からしさ"), "result"), (_("この補償期間の保険料"), "result"),
        (_("補償の開始"), "result"), (_("補償の終了"), "result"), (_("問題"), "problem"),
    ]  # fmt: skip
    return [Column(label, role) for label, role in labels], [_cells(one) for one in rows]


def _cells(one: RosterRow) -> Cells:
    facility, quote, cover = one.facility, one.quote, one.cover
    plan = quote.plan if quote else None
    return [
        facility.member.number,
        facility.member.name,
        facility.name,
        facility.kana,
        said.say(f"kind.{facility.kind}"),
        facility.size,
        said.say(f"family.{plan.family}") if plan else "",
        plan.code if plan else "",
        one.annual_yen,
        said.say(f"status.{one.status}") if quote else "",
        quote.payable_yen if quote else None,
        dates.moment(cover.start) if cover else "",
        dates.moment(cover.end) if cover else "",
        one.problem,
    ]
