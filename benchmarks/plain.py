"""What would somebody write who only wants Fukuoka's figures? The rule of R1 in plain Python.

The numbers are taken from the catalogue once; the rule itself is written out by hand: no trace, no
sources, no words, one scheme, one tariff. It answers what ``core.quote`` answers in figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sonae.core.asking import Ask
from sonae.core.joining import Cover
from sonae.core.moments import TOKYO
from sonae.core.quote import Quote
from sonae.core.scheme import Scheme
from sonae.core.tariff import Tariff

LARGEST, CUTOFF_DAY = 3000, 15


class Figures(NamedTuple):
    """How sure, whether it binds, yen a year, yen for the cover and how sure, the cover, and remarks."""

    status: str
    binding: bool
    annual_yen: int
    payable_yen: int | None
    payable_status: str
    start: datetime | None
    months: int
    first_collection: date | None
    referral: tuple[str, ...]
    assumed: tuple[str, ...]


@dataclass(frozen=True)
class Tables:
    """Bases and printed cells in yen, size factors in hundredths, and the dates of one term."""

    bases: dict[tuple[str, str, str], int]
    printed: dict[tuple[str, str, str, int | None], int]
    points: dict[str, tuple[tuple[int, int], ...]]
    discount_percent: int
    deadline: datetime
    start: datetime
    end: datetime


def tables_of(scheme: Scheme, tariff: Tariff) -> Tables:
    """Copy the figures of a scheme out of the catalogue."""
    term, closes_on = scheme.term, scheme.joining.closes_on
    assert term is not None
    assert closes_on is not None
    return Tables(
        bases={
            (plan.kind, plan.family, plan.code): int(base.yen)
            for plan in scheme.plans.values()
            for key, base in tariff.bases.items()
            if (key.kind, key.family, key.liability_limit, key.cost_limit)
            == (plan.kind, plan.family, plan.liability_limit, plan.cost_limit)
        },
        printed={key: cell.yen for key, cell in scheme.premiums.items()},
        points={
            kind: tuple((row.low or 0, int(row.rate * 100)) for row in table.rows)
            for table in tariff.tables
            if table.method == "points"
            for kind in table.kinds
        },
        discount_percent=80,
        deadline=datetime.combine(closes_on, datetime.min.time(), TOKYO) + timedelta(days=1),
        start=term.start,
        end=term.end,
    )


def plain_quote(
    tables: Tables, kind: str, family: str, plan: str, size: int | None, ward: str, received: datetime
) -> Figures:
    """Answer one application in figures; sizes below 20 beds and closed windows are left out."""
    status, binding, annual, assumed = plain_premium(tables, kind, family, plan, size, ward)
    referral: tuple[str, ...] = () if kind == "clinic" else ("written_quotation",)
    start = tables.start
    if received >= tables.deadline:
        if received < start:
            assumed = (*assumed, "late_receipt")
        month0 = received.year * 12 + received.month + (0 if received.day <= CUTOFF_DAY else 1)
        start = max(start, datetime(month0 // 12, month0 % 12 + 1, 5, 16, tzinfo=TOKYO))
    months = (tables.end.year - start.year) * 12 + tables.end.month - start.month
    if months < 1:
        return Figures(status, binding, annual, None, "", None, 0, None, referral, assumed)
    first = date(start.year + start.month // 12, start.month % 12 + 1, 1)
    if start > tables.start:
        payable = (2 * annual * months + 120) // 240 * 10
        assumed = (*assumed, "mid_term_premium")
        sure = "estimate" if status == "estimate" else "assumed"
        return Figures(status, binding, annual, payable, sure, start, months, first, referral, assumed)
    if received < tables.deadline:
        assumed = (*assumed, "collection_month")
    return Figures(status, binding, annual, annual, status, start, months, first, referral, assumed)


def plain_premium(
    tables: Tables, kind: str, family: str, plan: str, size: int | None, ward: str
) -> tuple[str, bool, int, tuple[str, ...]]:
    """Return how sure the premium is, whether it binds, the yen a year, and what was assumed for it."""
    if kind == "clinic":
        return "printed", True, tables.printed[kind, family, plan, None], ()
    if size is None or not 1 <= size <= LARGEST:
        raise ValueError("the size is missing or out of range")
    (x0, y0), (x1, y1), last = tables.points[kind]
    if size >= x1:
        (x0, y0), (x1, y1) = (x1, y1), last
    width = x1 - x0
    exact = tables.bases[kind, family, plan] * (y0 * width + (y1 - y0) * (size - x0)) * tables.discount_percent
    annual = (2 * exact + 100_000 * width) // (200_000 * width) * 10
    usual = ward == "general"
    if usual and (kind, family, plan, size) in tables.printed:
        return "printed", False, annual, ()
    borrowed = () if usual else ("borrowed_factor",)
    if size not in {x0, x1}:
        return "estimate", False, annual, ("estimate", *borrowed)
    if kind != "hospital":
        return "estimate", False, annual, ("borrowed_factor",)
    return ("computed" if usual else "estimate"), False, annual, borrowed


def figures_of(quote: Quote) -> Figures:
    """Return the same figures of Sonae's own answer, for comparison."""
    premium, cover = quote.premium, quote.cover
    assert premium.annual_yen is not None
    known = cover if isinstance(cover, Cover) else None
    facts = {fact.id for fact in quote.scheme.facts}
    return Figures(
        premium.status,
        premium.binding,
        premium.annual_yen,
        quote.payable_yen,
        quote.payable_status,
        known.start if known else None,
        known.months if known else 0,
        known.first_collection if known else None,
        quote.referral,
        tuple(key for key in quote.assumed if key not in facts),
    )


class Arguments(NamedTuple):
    """One request in the shape that the plain function takes."""

    kind: str
    family: str
    plan: str
    size: int | None
    ward: str
    received: datetime


def arguments(ask: Ask, now: datetime) -> Arguments:
    """Take a request apart."""
    size = ask.size if isinstance(ask.size, int) else None
    return Arguments(
        ask.kind, ask.family, ask.plan, size, str(ask.measures.get("ward", "general")), ask.received or now
    )
