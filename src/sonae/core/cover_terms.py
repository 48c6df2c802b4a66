"""What does one member hold: which parts of a wording, up to how much, from when until when?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from sonae.core.moments import Term

SwitchValue = bool | int | str | Fraction


@dataclass(frozen=True, slots=True)
class CoverTerms:
    """The cover of one member under one wording.

    ``parts`` are the coverage parts held (riders included), ``triggers`` the trigger clauses of the plan family.
    ``amounts`` are yen by name: ``liability_limit``, ``cost_limit``, ``deductible``, and one for each rider held.
    ``shared`` means one set of limits for all ``facilities``; otherwise each has its own. ``switches`` are the terms an
    insurer filled in, over those the wording assumes (None: the term does not exist). ``insured`` says for whom the
    decision is made: the ``named_insured`` (the member) or an ``employee``. ``emergency_support`` is false where a plan
    comes without.
    """

    member: str
    family: str
    parts: frozenset[str]
    triggers: frozenset[str]
    term: Term
    first_contract_at: datetime
    amounts: Mapping[str, int]
    facilities: tuple[str, ...] = ()
    shared: bool = True
    switches: Mapping[str, SwitchValue | None] = field(default_factory=dict)
    insured: str = "named_insured"
    emergency_support: bool = True
    scheme: str = ""
    plan: str = ""
