"""What does a scheme's own page say, and in which order?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sonae.core.joining import Cover, NoCover, cover_for
from sonae.core.scheme import Fact, KindRule, Plan, PrintedPremium, Scheme

OPEN, CLOSED, UNDATED = "open", "closed", "undated"

# the brochure's sections as people look for them; a section in none of them stands under the last heading
CHAPTERS: tuple[tuple[str, str | Promise, tuple[str, ...]], ...] = (
    ("who", _("加入できる方"), ("eligible", "prerequisite", "policyholder", "unit", "office")),
    ("when", _("期間と手続き"), ("term", "deadline", "mid_term", "leaving", "disclosure", "certificate")),
    ("price", _("保険料とお支払い"), ("premium", "discount", "payment")),
    ("cover", _("補償の内容"), ("coverage", "plan", "limit", "shared_limit", "shared_records", "rider", "exclusion")),
    ("incident", _("事故のとき"), ("support", "provider", "claim")),
    ("prevention", _("備えるサービス"), ("prevention", "context")),
    ("notice", _("ご注意とお約束"), ("notice", "duty", "cooling_off", "adr", "protection", "privacy", "example")),
)
GAPS = "not_published"
CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class Now:
    """Can one join now? ``state`` is open, closed or undated; ``cover`` says from when, or why not."""

    state: str
    cover: Cover | NoCover


@dataclass(frozen=True, slots=True)
class Card:
    """A scheme as the first page shows it."""

    scheme: Scheme
    now: Now


def joining_now(scheme: Scheme, at: datetime) -> Now:
    cover = cover_for(scheme, at)
    if isinstance(cover, Cover):
        return Now(OPEN, cover)
    return Now(CLOSED if cover.closed else UNDATED, cover)


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    anchor: str
    heading: str | Promise
    sections: tuple[Section, ...]


def chapters(scheme: Scheme) -> list[Chapter]:
    """Everything the brochure says, in chapters; what it leaves out or contradicts has a place of its own."""
    told: dict[str, list[Fact]] = {}
    for fact in scheme.facts:
        if fact.section != CONTRADICTION and fact.status != GAPS:
            told.setdefault(fact.section, []).append(fact)
    found = []
    for anchor, heading, keys in CHAPTERS:
        sections = tuple(Section(key, tuple(told.pop(key))) for key in keys if key in told)
        if sections:
            found.append(Chapter(anchor, heading, sections))
    if told:
        rest = tuple(Section(key, tuple(facts)) for key, facts in told.items())
        found.append(Chapter("rest", _("そのほか"), rest))
    return found


def sections(facts: Iterable[Fact]) -> tuple[Section, ...]:
    """Facts gathered under their headings, in the order the headings come up."""
    gathered: dict[str, list[Fact]] = {}
    for fact in facts:
        gathered.setdefault(fact.section, []).append(fact)
    return tuple(Section(key, tuple(found)) for key, found in gathered.items())


def gaps(scheme: Scheme) -> list[Fact]:
    return [fact for fact in scheme.facts if fact.status == GAPS and fact.section != CONTRADICTION]


def contradictions(scheme: Scheme) -> list[Fact]:
    return [fact for fact in scheme.facts if fact.section == CONTRADICTION]


@dataclass(frozen=True, slots=True)
class PriceRow:
    plan: Plan
    cells: tuple[PrintedPremium | None, ...]


@dataclass(frozen=True, slots=True)
class PriceTable:
    """The printed prices of one kind and family: a row a plan, a column a printed size."""

    kind: KindRule
    family: str
    sizes: tuple[int, ...]
    rows: tuple[PriceRow, ...]

    @property
    def free(self) -> bool:
        """Whether no plan has a deductible."""
        return not any(row.plan.deductible for row in self.rows)

    @property
    def support(self) -> str:
        """Whether every plan has emergency support or none has, as a word's key; empty where they differ."""
        found = {row.plan.emergency_support for row in self.rows}
        return str(found.pop()).lower() if len(found) == 1 else ""

    @property
    def per_instalment(self) -> bool:
        """Whether what is printed is one instalment and not a year."""
        return any(cell.per_instalment for row in self.rows for cell in row.cells if cell)


def price_tables(scheme: Scheme) -> list[PriceTable]:
    tables = []
    for kind in scheme.kinds.values():
        for family in scheme.families:
            plans = scheme.plans_for(kind.kind, family)
            keys = [key for key in scheme.premiums if key[:2] == (kind.kind, family)]
            sizes = tuple(sorted({key[3] for key in keys if key[3] is not None}))
            columns: tuple[int | None, ...] = sizes or (None,)
            rows = tuple(
                PriceRow(
                    plan, tuple(scheme.premiums.get((plan.kind, plan.family, plan.code, size)) for size in columns)
                )
                for plan in plans
            )
            if rows:
                tables.append(PriceTable(kind, family, sizes, rows))
    return tables
