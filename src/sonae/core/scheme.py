"""What does one association's programme for one insurance year say? Plans, terms and facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from fractions import Fraction

from sonae.core.modifiers import ModifierGroup
from sonae.core.moments import Term
from sonae.core.money import Rounding
from sonae.core.trace import Line

PRICED = ("printed", "tariff", "referred")
DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Japanese and English."""

    ja: str
    en: str

    def say(self, language: str) -> str:
        """Return the words in ``language``; Japanese unless it is ``en``."""
        return self.en if language == "en" else self.ja


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a brochure says (or leaves out), in our own words, with where it stands.

    ``show`` names the places that must show it (``quote``, ``compare``, ``emergency`` …); empty
    ``kinds`` and ``families`` mean that it concerns all of them.
    """

    id: str
    section: str
    text: Text
    status: str
    sources: tuple[str, ...]
    show: frozenset[str]
    kinds: frozenset[str]
    families: frozenset[str]
    plans: frozenset[str]

    def concerns(self, kind: str, family: str, plan: str) -> bool:
        """Return whether the fact matters to somebody with this kind, family and plan."""
        return (
            (not self.kinds or kind in self.kinds)
            and (not self.families or family in self.families)
            and (not self.plans or plan in self.plans)
        )

    def among_plans(self, language: str) -> str:
        """Return the words as they stand beside several plans: a fact of some of them names these first."""
        codes = sorted(self.plans, key=lambda code: (code.rstrip(DIGITS), len(code), code))
        between, after = (", ", ": ") if language == "en" else ("・", ": ")
        return (between.join(codes) + after if codes else "") + self.text.say(language)


@dataclass(frozen=True, slots=True)
class Hours:
    """When a contact answers: ``days`` is ``all`` or ``weekdays``; times are Tokyo time."""

    days: str
    opens: time
    closes: time
    closed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call; ``role`` is desk, agency, insurer, policyholder or adr."""

    role: str
    name: Text
    phone: str
    fax: str
    address: Text
    hours: Hours | None
    note: Text | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure a premium can depend on, as the asker must give it.

    ``type`` is ``count``, ``yen`` or ``choice``. A number outside ``lowest`` … ``highest`` is an
    error; below ``refer_below`` the insurer must look at it.
    """

    name: str
    type: str
    label: Text
    unit: Text
    required: bool
    lowest: int
    highest: int
    refer_below: int
    default: str
    choices: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class KindRule:
    """How one kind of facility joins and is priced.

    ``priced`` is ``printed`` (only the brochure's cells), ``tariff`` (the formula, checked against
    the printed cells) or ``referred``. ``binding`` says whether a printed price binds; where it
    does not, ``referrals`` name why the insurer's written quotation decides.
    """

    kind: str
    label: Text
    priced: str
    binding: bool
    referrals: tuple[str, ...]
    disclosure: str
    measures: tuple[Measure, ...]
    size_measure: str
    status: str
    source: str

    def measure(self, name: str) -> Measure | None:
        """Return the measure called ``name``, or None."""
        return next((one for one in self.measures if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Plan:
    """The limits a member picks; its key within a scheme is (kind, family, code)."""

    kind: str
    family: str
    code: str
    liability_limit: int
    cost_limit: int
    deductible: int
    emergency_support: bool
    on_sale: bool
    status: str
    source: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a plan family covers: the triggers, the parts paid, and the riders it can carry."""

    triggers: tuple[str, ...]
    parts: tuple[str, ...]
    riders: tuple[str, ...]
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedPremium:
    """One cell of a brochure: whole yen a year or an instalment."""

    yen: int
    per_instalment: bool
    source: str
    line: Line


MONTH_END = 31


@dataclass(frozen=True, slots=True)
class MidTermJoin:
    """From when cover starts for an application received after the main deadline.

    Received by ``cutoff_day`` (to 24:00): ``months_by_cutoff`` months on; later in the month:
    ``months_after_cutoff`` months on; always on ``effective_day`` at ``effective_time``. A cut-off on
    ``MONTH_END`` is that of each month's last day: no receipt is later in its month.
    """

    cutoff_day: int
    months_by_cutoff: int
    months_after_cutoff: int
    effective_day: int
    effective_time: time
    status: str
    source: str


@dataclass(frozen=True, slots=True)
class Joining:
    """Until when, and how, one can join; None stands for "not published"."""

    closes_on: date | None
    closes_status: str
    closes_source: str
    mid_term: MidTermJoin | None
    mid_term_rounding: Rounding
    mid_term_premium_status: str
    mid_term_premium_source: str


@dataclass(frozen=True, slots=True)
class Loading:
    """What paying in parts adds to a year's premium (``0.05`` is 5 %), and how each part is rounded."""

    rate: Fraction
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class Payment:
    """How premiums are paid.

    ``instalments`` is their number in a year; a year's premium is divided into them only where a ``loading`` (of zero,
    perhaps) is published. ``status`` says whether ways and number are published.
    ``first_collection_months`` counts from the month cover starts (None: not published);
    ``collection_covers_main`` is false where the brochure says it for mid-term joins only.
    """

    instalments: int
    ways: tuple[str, ...]
    first_collection_months: int | None
    collection_covers_main: bool
    collection_source: str
    loading: Loading | None = None
    status: str = "printed"

    @property
    def parts_known(self) -> bool:
        """Whether ``instalments`` is published at all; else it only stands for one payment."""
        return self.status != "not_published"


@dataclass(frozen=True, slots=True, eq=False)
class Scheme:
    """One association's programme for one insurance year, with everything its brochure says.

    ``assumed`` are Sonae's own keys of what was assumed about its edition, parties and term;
    ``facts_assumed`` the assumed facts that every answer they concern must name.

    Equal only to itself: what follows from a scheme alone is worked out once and kept with it.
    """

    code: str
    name: Text
    association: Text
    insurer: Text
    edition: str
    example: bool
    repeats: bool
    trade: str
    tariff: str
    digest: str
    term: Term | None
    term_source: str
    joining: Joining
    payment: Payment
    kinds: Mapping[str, KindRule]
    families: tuple[str, ...]
    plans: Mapping[tuple[str, str, str], Plan]
    premiums: Mapping[tuple[str, str, str, int | None], PrintedPremium]
    modifiers: tuple[ModifierGroup, ...]
    contacts: tuple[Contact, ...]
    facts: tuple[Fact, ...]
    assumed: tuple[str, ...]
    facts_assumed: tuple[Fact, ...]
    sources: Mapping[str, Text]
    coverage: Mapping[str, Coverage] = field(default_factory=dict)

    def plans_for(self, kind: str, family: str = "") -> tuple[Plan, ...]:
        """Return the plans of a facility kind (and family) in the brochure's order."""
        return tuple(plan for plan in self.plans.values() if plan.kind == kind and family in {"", plan.family})

    def shown(self, place: str, kind: str = "", family: str = "", plan: str = "") -> list[Fact]:
        """Return the facts that ``place`` must show to somebody with this choice."""
        return [f for f in self.facts if place in f.show and f.concerns(kind, family, plan)]

    def notices(self, place: str, kind: str = "", family: str = "", plan: str = "") -> list[Fact]:
        """Return the facts that ``place`` must show beside all that was assumed, which is told as such."""
        return [fact for fact in self.shown(place, kind, family, plan) if fact not in self.facts_assumed]

    def contact(self, role: str) -> Contact | None:
        """Return the first contact with ``role``, or None."""
        return next((one for one in self.contacts if one.role == role), None)
