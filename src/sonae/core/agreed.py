"""What exactly was agreed when an application (加入依頼) was submitted? Frozen values, as they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sonae.core.enrolment_events import Office, Pairs
from sonae.core.moments import Term
from sonae.core.scheme import Text
from sonae.core.trace import Line

# what stands in place of the seal; all three have the same weight
WEB, PAPER, E_SIGNATURE = "web", "paper", "e_signature"


@dataclass(frozen=True, slots=True)
class CoveredFacility:
    """A facility and the cover applied for or offered, before it is insured: fields as those of ``InsuredFacility``."""

    name: str
    kind: str
    address: str
    family: str
    plan: str
    liability_limit: int
    cost_limit: int
    deductible: int
    measures: Pairs = ()
    riders: Pairs = ()


@dataclass(frozen=True, slots=True)
class Applicant:
    """The member as it applies; ``representative`` with the title, ``corporate_number`` empty for a person."""

    name: str
    kana: str
    representative: str
    address: str
    number: str = ""
    form: str = ""
    corporate_number: str = ""
    phone: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class AgreedFacility:
    """One facility as applied for; premiums in whole yen, None where the insurer must quote.

    ``trace`` is the quote's tree of which the outer lines are printed.
    """

    cover: CoveredFacility
    kana: str = ""
    institution_code: str = ""
    manager: str = ""
    annual_yen: int | None = None
    payable_yen: int | None = None
    trace: Line | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement or question as it was shown, and the answer; ``note`` is what the applicant added or handed in."""

    text: Text
    answer: Text
    note: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Disclosed:
    """The disclosure (質問書兼告知書): the question set's edition and every answer."""

    title: Text
    edition: str
    answers: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation paper: which edition was acknowledged, when and by whom."""

    title: Text
    edition: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """What stands in place of the seal: in which way, what was declared, by whom, as whom and when.

    ``evidence`` is what the stored paper, or the outside service's record, is called. ``for_all`` says that the head of
    a corporation answers for all its facilities. ``no_incident`` is declared since the first day of cover, ``since``,
    where that day lies before the day of declaring. ``at`` is None until it is declared: then the paper is a copy that
    nobody confirmed, and says so; where the way is paper it is the form to sign.
    """

    way: str
    statements: tuple[Text, ...]
    name: str
    title: str
    at: datetime | None
    capacity: Text | None = None
    evidence: str = ""
    for_all: bool = False
    no_incident: Text | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class KeyedIn:
    """Who keyed the application in for the member, of which organisation, and on what basis."""

    by: str
    organisation: str
    basis: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AgreedApplication:
    """An application as submitted; ``sha256`` is that of the frozen content it was printed from (64 digits).

    ``receipt_number`` is the application's, the same for every submission of it; ``submission`` counts these from 1.
    ``counted_at`` is the receipt that counts, where that is an earlier one (None: this one).
    ``term`` is the cover applied for, None where it isn't fixed yet; ``until_accepted`` says what holds until the
    insurer accepts. ``way`` is a way of the scheme's payment.
    """

    receipt_number: str
    received_at: datetime
    member: Applicant
    facilities: tuple[AgreedFacility, ...]
    shared: bool
    term: Term | None
    way: str
    instalments: int
    declaration: Declaration
    sha256: str
    submission: int = 1
    counted_at: datetime | None = None
    until_accepted: Text | None = None
    offices: tuple[Office, ...] = ()
    statements: tuple[Statement, ...] = ()
    disclosed: Disclosed | None = None
    explained: tuple[Explained, ...] = ()
    needs: tuple[Statement, ...] = ()
    keyed_in: KeyedIn | None = None
    demonstration: bool = True
