"""What does a scheme look like in JSON? Everything its brochure says, each figure with its source and status."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

Yen = Annotated[int, Field(description="Whole yen")]
Rate = Annotated[str, Field(description="An exact signed change: `-0.2` is 20 % off")]
Clock = Annotated[str, Field(pattern=r"^\d\d:\d\d$", description="Tokyo time")]


class Words(BaseModel):
    """The same in Japanese and English."""

    ja: str
    en: str


class Term(BaseModel):
    """The insurance year: `start` belongs to it, `end` does not."""

    start: datetime
    end: datetime
    source: str


class MidTermJoin(BaseModel):
    """From when cover starts for an application received after the main deadline."""

    cutoff_day: int = Field(
        description="Received by this day of the month, to 24:00: `months_by_cutoff` months on; 31: its last day"
    )
    months_by_cutoff: int
    months_after_cutoff: int
    effective_day: int
    effective_time: Clock
    status: str
    source: str


class Joining(BaseModel):
    """Until when, and how, one can join; null stands for "not published"."""

    closes_on: date | None
    closes_status: str
    closes_source: str
    mid_term: MidTermJoin | None
    mid_term_premium_status: str
    mid_term_premium_source: str


class Payment(BaseModel):
    """How premiums are paid."""

    instalments: int
    ways: list[str]
    first_collection_months: int | None = Field(description="Months from the one cover starts in; null: not published")
    collection_covers_main: bool = Field(description="False where the brochure says it of joining mid-term only")
    collection_source: str


class Choice(BaseModel):
    """One answer of a measure that is a choice."""

    value: str
    text: Words


class Measure(BaseModel):
    """One figure a premium can depend on, as `measures` or, for the kind's main measure, `size` must give it."""

    name: str
    type: Literal["count", "yen", "choice"]
    label: Words
    unit: Words
    required: bool
    lowest: int
    highest: int
    refer_below: int = Field(description="Below it the insurer must look")
    default: str
    choices: list[Choice]


class Kind(BaseModel):
    """How one kind of facility joins and is priced."""

    kind: str
    label: Words
    priced: Literal["printed", "tariff", "referred"]
    binding: bool = Field(description="Whether printed prices bind; else `referrals` say why the insurer decides")
    referrals: list[str]
    disclosure: str
    measures: list[Measure]
    size_measure: str
    status: str
    source: str


class PrintedPremium(BaseModel):
    """One cell of the brochure."""

    size: int | None = Field(description="Null where the premium does not depend on size")
    yen: Yen
    per_instalment: bool
    source: str


class Plan(BaseModel):
    """The limits a member picks; its key within a scheme is (kind, family, code)."""

    kind: str
    family: str
    code: str
    liability_limit_yen: Yen
    cost_limit_yen: Yen
    deductible_yen: Yen
    emergency_support: bool
    on_sale: bool
    status: str
    source: str
    premiums: list[PrintedPremium]


class Coverage(BaseModel):
    """What a plan family covers: triggers, parts paid, and the riders it can carry."""

    family: str
    triggers: list[str]
    parts: list[str]
    riders: list[str]
    status: str
    sources: list[str]


class Step(BaseModel):
    """What one answer to a measure changes: a number from `low` to before `high`, or one choice."""

    low: int | None
    high: int | None
    choice: str | None
    rate: Rate
    status: str
    source: str


class Modifier(BaseModel):
    """One discount or surcharge: a `rate`, `steps` of a measure, or left open within a range."""

    id: str
    open: bool = Field(description="The insurer decides it for each member: what `adjustments` of a quote can try")
    rate: Rate | None
    lowest: Rate | None
    highest: Rate | None
    measure: str | None
    steps: list[Step] = Field(description="An answer in no step changes nothing")
    kinds: list[str] = Field(description="Empty: it concerns all of them; so too `families`")
    families: list[str]
    status: str
    source: str


class ModifierGroup(BaseModel):
    """Changes that are multiplied or added, kept within two bounds (null: none)."""

    id: str
    combine: Literal["multiply", "add"]
    lowest: Rate | None
    highest: Rate | None
    modifiers: list[Modifier]


class Hours(BaseModel):
    """When a contact answers."""

    days: str
    opens: Clock
    closes: Clock
    closed: list[str]


class Contact(BaseModel):
    """Somebody to call."""

    role: str
    name: Words
    phone: str
    fax: str
    address: Words
    hours: Hours | None
    note: Words | None
    sources: list[str]


class Fact(BaseModel):
    """One thing the brochure says or leaves out, in our own words."""

    id: str
    section: str
    text: Words
    status: str
    sources: list[str]
    show: list[str] = Field(description="The places that must show it")
    kinds: list[str] = Field(description="Empty: it concerns all of them; so too `families` and `plans`")
    families: list[str]
    plans: list[str]


class Source(BaseModel):
    """A file that `source` lines name."""

    file: str
    text: Words


class SchemeSummary(BaseModel):
    """Which scheme this is."""

    code: str
    name: Words
    association: Words
    insurer: Words
    edition: str
    example: bool = Field(description="True for the demonstration's own scheme: nobody can join it")
    digest: str = Field(description="Of the edition's files: same digest, same answers")
    kinds: list[str]


class SchemeAnswer(BaseModel):
    """One association's programme for one insurance year."""

    code: str
    name: Words
    association: Words
    insurer: Words
    edition: str
    example: bool
    repeats: bool = Field(description="True where the term repeats every year")
    trade: str
    digest: str
    term: Term | None = Field(description="Null where the brochure prints no dates")
    joining: Joining
    payment: Payment
    kinds: list[Kind]
    families: list[str]
    coverage: list[Coverage]
    plans: list[Plan]
    modifiers: list[ModifierGroup]
    contacts: list[Contact]
    facts: list[Fact]
    assumed: list[str]
    sources: list[Source]


class SchemeList(BaseModel):
    """All schemes of this installation."""

    schemes: list[SchemeSummary]


class PlanList(BaseModel):
    """Plans in the brochure's order."""

    scheme: str
    plans: list[Plan]
