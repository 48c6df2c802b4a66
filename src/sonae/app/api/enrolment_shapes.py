"""What does an enrolment look like in JSON? Codes and numbers are text, yen whole numbers, moments ISO 8601."""

from pydantic import BaseModel, Field

from sonae.app.api.quote_shapes import TraceLine, Yen

MOMENT = "ISO 8601 with an offset"


class HolderOfEnrolment(BaseModel):
    """The member as the named insured."""

    number: str = Field(description="Text: zeros at the beginning belong to it")
    name: str
    kana: str
    form: str = Field(description="`corporation` or `person`")
    representative: str


class OfficeOfEnrolment(BaseModel):
    """An office that was declared: insured without premium of its own."""

    key: str
    name: str
    address: str


class FacilityOfEnrolment(BaseModel):
    """A facility with its cover."""

    key: str = Field(description="That of the member's facility, the same for ever")
    name: str
    kana: str
    kind: str
    address: str
    family: str
    plan: str = Field(description="Empty where the insurer named the limits")
    liability_limit: Yen
    cost_limit: Yen
    deductible: Yen
    measures: dict[str, int | str] = Field(description="What the premium depends on, such as `beds`")
    annual_yen: Yen = Field(description="The premium of a whole year")
    priced: str = Field(description="`printed`, `computed` or `quotation`")
    riders: dict[str, int | str]
    institution_code: str
    manager: str
    products: dict[str, int | str] = Field(description="Systems by name, with what each is used for")


class EventOfEnrolment(BaseModel):
    """One entry of the ledger; it is never changed and never taken away."""

    number: int
    kind: str = Field(description="`join`, `correction`, `reversal`, …")
    valid_from: str = Field(description=MOMENT)
    recorded_at: str = Field(description=MOMENT)
    recorded_by: str
    premium_yen: int = Field(description="What it adds to what is owed, negative for a return")
    reverses: int | None = Field(description="The number of the entry that this takes out")
    reapplies: int | None = Field(description="The number of the entry that this stands for after a reversal")
    corrects: int | None = Field(description="The number of the entry that this puts right")
    reason: str
    basis: str = Field(description="By what a correction is known to be right")


class CertificateOfEnrolment(BaseModel):
    """One edition of the certificate; anybody can ask at `verify` whether a printed one is genuine."""

    edition: int
    issued_at: str = Field(description=MOMENT)
    verify: str = Field(description="The public page about number and code")


class EnrolmentRow(BaseModel):
    """One enrolment, with what is believed of it now."""

    number: str
    association: str
    scheme: str
    member_number: str
    member_name: str
    term_start: str = Field(description=MOMENT)
    term_end: str = Field(description=f"{MOMENT}; that moment is no longer insured")
    state: str = Field(description="`in_force`, `coming` or `over`")
    facilities: list[str] = Field(description="Their keys")
    certificate_edition: int | None = Field(description="The newest edition, null until one is issued")


class EnrolmentList(BaseModel):
    """A page of enrolments, the newest first."""

    enrolments: list[EnrolmentRow]
    count: int = Field(description="On all pages together")
    page: int
    pages: int


class EnrolmentAnswer(BaseModel):
    """What was known at `as_known` to hold at `on`, with the entries and certificates there were by then."""

    number: str
    association: str
    scheme: str
    edition_digest: str = Field(description="That of the scheme's edition joined under, for ever")
    member_number: str
    term_start: str = Field(description=MOMENT)
    term_end: str = Field(description=MOMENT)
    on: str = Field(description=MOMENT)
    as_known: str = Field(description=MOMENT)
    in_force: bool
    ended: bool
    holder: HolderOfEnrolment | None = Field(description="null before anything was recorded")
    facilities: list[FacilityOfEnrolment]
    offices: list[OfficeOfEnrolment]
    way: str
    instalments: int
    shared: bool = Field(description="Whether all facilities have one set of limits together")
    owed_yen: int = Field(description="The premium of the term, as known then")
    owed_trace: TraceLine
    events: list[EventOfEnrolment]
    certificates: list[CertificateOfEnrolment]
