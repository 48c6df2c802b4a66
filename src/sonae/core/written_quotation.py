"""What does the insurer's written quotation (個別見積) offer a member, until when and on what conditions?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sonae.core.agreed import CoveredFacility
from sonae.core.moments import Term


@dataclass(frozen=True, slots=True)
class Condition:
    """What the insurer makes its acceptance depend on, in its own words; ``due_on`` None: no day named."""

    text: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class QuotedPremium:
    """One premium a year in whole yen: the base, the disclosure factor, and what they come to.

    It is that of one facility, or of all that share their limits. ``factor`` is a change (``-1/5`` is 20 % off, a
    positive one a surcharge); base and factor each have a reason.
    """

    covers: tuple[CoveredFacility, ...]
    base_yen: int
    factor: Fraction
    annual_yen: int
    base_reason: str = ""
    factor_reason: str = ""


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decided for the insurer, with title and moment."""

    name: str
    title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WrittenQuotation:
    """An individual quotation; ``payable_yen`` is due for ``term``. The second of ``decided`` approved the first.

    ``valid_until`` is the first moment at which it can no longer be accepted.
    """

    number: str
    issued_at: datetime
    valid_until: datetime
    member: str
    representative: str
    member_number: str
    term: Term
    premiums: tuple[QuotedPremium, ...]
    shared: bool
    payable_yen: int
    way: str
    instalments: int
    decided: tuple[Decider, ...]
    conditions: tuple[Condition, ...] = ()
    remark: str = ""
    demonstration: bool = True

    @property
    def annual_yen(self) -> int:
        """The premium of all facilities a year, in whole yen."""
        return sum(one.annual_yen for one in self.premiums)
