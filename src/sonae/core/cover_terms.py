"""What does one member hold: which parts of a wording, up to how much, from when until when?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from types import MappingProxyType

from sonae.core.moments import Term
from sonae.core.problems import Problem

SwitchValue = bool | int | str | Fraction


@dataclass(frozen=True, slots=True)
class CoverTerms:
    """The cover of one member under one wording.

    ``parts`` are the coverage parts held (riders included), ``triggers`` the trigger clauses of the plan family.
    ``amounts`` are yen by name: ``liability_limit``, ``cost_limit``, ``deductible``, and one for each rider held.
    ``shared`` means one set of limits for all ``facilities``; otherwise each has its own. ``switches`` are the terms an
    insurer filled in, over those the wording assumes (None: the term does not exist). ``insured`` says for whom the
    decision is made: the ``named_insured`` (the member) or an ``employee``. ``emergency_support`` is false where a plan
    comes without. ``kind`` is the kind of facility; empty where nobody said it. ``amounts`` and ``switches`` are only
    read: what they are stays.
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
    kind: str = ""
    # what ``cover_checks`` found wrong with it under a wording, remembered
    checked: dict[object, tuple[Problem, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep amounts and switches as they are now."""
        for name in ("amounts", "switches"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
