"""What does a member ask the insurer to pay, line by line, and to which coverage part does each line belong?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache

from sonae.core.awaiting import awaited
from sonae.core.conditions import Values
from sonae.core.cover_terms import CoverTerms, SwitchValue
from sonae.core.coverage import (
    COVERED,
    NEEDS_PERSON,
    NOT_COVERED,
    NOT_HELD,
    UNDECIDED,
    Decision,
    switch_value,
)
from sonae.core.deductions import Received, Reduction
from sonae.core.ledger import Demand
from sonae.core.moments import tokyo
from sonae.core.trace import Line
from sonae.core.wording import Part, Wording

OUTCOMES = (COVERED, NOT_COVERED, UNDECIDED, NEEDS_PERSON)

# what was decided of each (part, item); one that is not there is not decided yet
Outcomes = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One cost or sum of damages of a claim: whole yen, not negative.

    An empty ``part`` leaves it to the wording's rule. ``third_party_claim`` names the claim of a victim that damages
    and litigation costs belong to, ``heads`` are the persons it is for, ``hours`` how long the stop lasted.
    """

    id: str
    item: str
    yen: int
    part: str = ""
    paid_on: date | None = None
    facility: str = ""
    payee: str = ""
    document: str = ""
    third_party_claim: str = ""
    heads: int | None = None
    hours: int | Fraction | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """What the insurer paid on a claim before it was settled in full (内払)."""

    id: str
    yen: int
    paid_on: date


@dataclass(frozen=True, slots=True)
class Claim:
    """What a member asks the insurer to pay for one event, and what was decided of it.

    ``completed_at`` is when its last paper reached the insurer. ``facts`` is what is known of the event, by the
    names of the wording; costs that cannot be beside it are refused. ``received`` came from elsewhere for the same
    loss, ``reductions`` were decided by a person, ``payments`` were made before.
    """

    id: str
    event: str
    lines: tuple[ClaimLine, ...]
    outcomes: Outcomes = field(default_factory=dict)
    completed_at: datetime | None = None
    received: tuple[Received, ...] = ()
    reductions: tuple[Reduction, ...] = ()
    payments: tuple[Payment, ...] = ()
    facts: Values = field(default_factory=dict)

    @property
    def turn_at(self) -> datetime | None:
        """When it uses what is left where the first comes first: complete papers, or an earlier payment on it."""
        moments = [tokyo(one.paid_on) for one in self.payments]
        return min([*moments, *([self.completed_at] if self.completed_at else [])], default=None)


@dataclass(frozen=True, slots=True)
class Allocated:
    """The one part a line belongs to, and what was decided of it there."""

    part: str
    outcome: str
    line: Line


def switch_values(wording: Wording, cover: CoverTerms) -> dict[str, SwitchValue | None]:
    """Return the wording's switches with the values the insurer filled in for this cover over them."""
    return {name: switch_value(wording, cover, name) for name in wording.switches}


def outcomes_of(decision: Decision) -> dict[tuple[str, str], str]:
    """Return the answer that a decision gives for each cost item of each part.

    What only waits for something to come (a demand) is not decided yet: it is neither paid nor refused.
    """
    items = (one for one in decision.outcomes if one.item)
    return {(one.part, one.item): UNDECIDED if awaited(decision, one) else one.answer for one in items}


def posting_id(claim: str, line: str) -> str:
    """Return the name under which a line of a claim is posted."""
    return f"{claim}/{line}"


def facility_of(cover: CoverTerms, line: ClaimLine) -> str:
    """Return the facility of a line: the one it names, or where each has its own limits the only one there is."""
    alone = len(cover.facilities) == 1 and not cover.shared
    return line.facility or (cover.facilities[0] if alone else "")


def demand_of(cover: CoverTerms, claim: Claim, line: ClaimLine, part: str, yen: int) -> Demand:
    """Return what a line demands of the levels, with ``yen`` left of its loss."""
    return Demand(
        line.item,
        part,
        yen,
        id=posting_id(claim.id, line.id),
        claim=claim.id,
        event=claim.event,
        facility=facility_of(cover, line),
        heads=line.heads,
        hours=line.hours,
        turn_at=claim.turn_at,
        third_party_claim=line.third_party_claim,
    )


@lru_cache(maxsize=4096)
def parts_with(wording: Wording, item: str, family: str | None = None) -> tuple[Part, ...]:
    """Return the parts that list an item (for a plan family), in the order in which the wording allocates costs."""
    ordered = dict.fromkeys((*wording.allocation.order, *wording.parts))
    parts = [wording.parts[name] for name in ordered if name in wording.parts]
    return tuple(part for part in parts if item in _items(part, family))


def _items(part: Part, family: str | None) -> Iterable[str]:
    return [one.id for one in (part.items if family is None else part.items_of(family))]


@lru_cache(maxsize=64)
def items_of(wording: Wording) -> frozenset[str]:
    """Return all items of a wording, whatever part and plan family lists them."""
    return frozenset(item.id for part in wording.parts.values() for item in part.items)


def allocate(wording: Wording, cover: CoverTerms, line: ClaimLine, outcomes: Outcomes) -> Allocated:
    """Return the one part a line belongs to: the one it names, or the first in the wording's order that covers it.

    Where none covers it, the first that is still open has it; where none is open, the first that lists it. Source of
    the rule: ``Wording.allocation`` (the brochures list some items under two parts, each within the other).
    """
    listed = [part.id for part in parts_with(wording, line.item, cover.family)]
    if line.part:
        listed = [part for part in listed if part == line.part]
    held = [part for part in listed if part in cover.parts]
    found = {part: outcomes.get((part, line.item), UNDECIDED) for part in held}
    if not held:
        anywhere = (
            listed or [line.part] if line.part else [*listed, *(one.id for one in parts_with(wording, line.item))]
        )
        return _allocated(wording, line, anywhere[0], NOT_HELD, listed)
    for wanted in ((COVERED,), (UNDECIDED, NEEDS_PERSON), (NOT_COVERED,)):
        for part, outcome in found.items():
            if outcome in wanted:
                return _allocated(wording, line, part, outcome, listed)
    raise ValueError(f"{line.id}: {', '.join(found.values())} is no outcome; {', '.join(OUTCOMES)} are")


def _allocated(wording: Wording, line: ClaimLine, part: str, outcome: str, listed: list[str]) -> Allocated:
    rule = wording.allocation
    several = len(listed) > 1 and not line.part
    trace = Line(
        "settlement.allocated.several" if several else "settlement.allocated",
        params=(("line", line.id), ("item", line.item), ("part", part), ("listed", ", ".join(listed))),
        rule=outcome,
        source=rule.sources[0] if several and rule.sources else "",
        status=rule.status if several else "",
    )
    return Allocated(part, outcome, trace)
