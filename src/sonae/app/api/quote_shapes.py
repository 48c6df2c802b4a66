"""What does a quote look like in JSON? The same shape as `sonae quote --json`: `sonae.core.answer` says it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

PremiumStatus = Literal["printed", "computed", "estimate", "referred"]
Yen = Annotated[int, Field(description="Whole yen")]
Plain = int | str | bool | None


class TraceLine(BaseModel):
    """One step of an answer, with the steps it was made of; empty parts are left out."""

    key: str
    value: Plain = None
    params: dict[str, Plain] = Field(default_factory=dict)
    unit: str = ""
    rule: str = ""
    source: str = Field(default="", description="File and line where the figure stands")
    status: str = Field(default="", description="How sure it is: printed, computed, inferred, assumed, estimate …")
    facts: list[str] = Field(default_factory=list, description="Which of the asker's facts it used")
    children: "list[TraceLine]" = Field(default_factory=list)


class AnnualPremium(BaseModel):
    """The premium of a whole year."""

    status: PremiumStatus = Field(description="An estimate is no price; a referred premium has no figures")
    status_text: str
    binding: bool = Field(description="Whether one joins at this price; else the insurer's written quotation decides")
    annual_yen: Yen | None
    annual_status: str | None
    instalment_yen: Yen | None = Field(description="Null unless the scheme publishes instalments")
    instalment_status: str | None
    instalments: int


class Premium(AnnualPremium):
    """The premium of a whole year, and what is payable for the cover named."""

    payable_yen: Yen | None = Field(description="Due for the cover named; null without one or without a price")
    payable_status: str | None


class Cover(BaseModel):
    """From when to when: the start belongs to the term, the end does not."""

    start: datetime
    end: datetime
    months: int
    first_collection_month: str | None = Field(description="Such as `2025-08`; null where no brochure says so")


class Notice(BaseModel):
    """One thing the applicant must know, with where it stands."""

    id: str
    section: str
    text: str
    status: str
    sources: list[str]


class QuoteAnswer(BaseModel):
    """The whole answer for one facility and plan."""

    scheme: str
    edition_digest: str = Field(description="Which edition of the scheme answered: same digest, same answer")
    example: bool = Field(description="True for the demonstration's own scheme: nobody can join it")
    kind: str
    measures: dict[str, int | str]
    family: str | None
    plan: str | None
    liability_limit_yen: Yen | None
    cost_limit_yen: Yen | None
    asked_at: datetime
    received: datetime | None
    premium: Premium
    cover: Cover | None
    cover_reason: str | None = Field(description="Why no cover can be named")
    cover_reason_key: str | None
    referral: list[str] = Field(description="Every reason why the insurer must look, in words")
    referral_keys: list[str]
    assumed: list[str] = Field(description="All that no brochure says and was assumed, in words")
    assumed_keys: list[str]
    notices: list[Notice]
    trace: TraceLine


class CorporationAnswer(BaseModel):
    """The quotes of several facilities in the order asked, with their sums."""

    status: PremiumStatus = Field(description="The weakest of all")
    annual_yen: Yen | None = Field(description="Null as soon as one facility has no figure, or with shared limits")
    payable_yen: Yen | None
    facilities: list[QuoteAnswer]
    referral: list[str]
    notices: list[Notice]
