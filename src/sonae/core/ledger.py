"""How much of each limit is used, and what does the next demand get? One ledger for all levels of one member.

Levels apply in the order of the stack. What a limit loses is what is paid in the end, not what merely passed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from sonae.core.levels import CLAIM, DEDUCTIBLE, EVENT, LIMIT, PER_HEAD, RATIO, TERM, Level, Stack
from sonae.core.moments import Term
from sonae.core.money import Rounding, rounded
from sonae.core.problems import nearest

NOT_COVERED = "not_covered"

# a level's place in the stack, the claim or event that uses it up, and the facility where each has its own limits
Key = tuple[int, str, str]
Used = dict[Key, int]
Name = TypeVar("Name")
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Demand:
    """One amount asked for under a coverage part: whole yen, not negative.

    ``claim`` is the claim it belongs to and ``third_party_claim`` the victim's behind it: a level per claim counts
    these apart, and victims of two claims too, whatever they are called. ``event`` is what happened, ``heads`` the
    persons it is for, ``hours`` how long the stop lasted, ``turn_at`` when its turn comes where the first comes first.
    """

    item: str
    part: str
    yen: int
    covered: bool = True
    id: str = ""
    claim: str = ""
    event: str = ""
    facility: str = ""
    heads: int | None = None
    hours: int | Fraction | None = None
    turn_at: datetime | None = None
    third_party_claim: str = ""

    @property
    def limit_of_claim(self) -> str:
        """The name under which a level per claim keeps count: the victim's claim within the member's."""
        return f"{self.claim}/{self.third_party_claim}" if self.third_party_claim else self.claim


class Step(NamedTuple):
    """One level of one posting: yen that came in, yen kept back, and the room the level had before.

    ``key`` says where the level keeps count; it is None where each line stands alone.
    """

    level: Level
    key: Key | None
    came_in: int
    kept: int
    room: int

    @property
    def let_through(self) -> int:
        """Yen that went on to the next level."""
        return self.came_in - self.kept

    def taken(self, paid: int) -> int:
        """Return what the level loses to a posting that pays so much; a deductible loses what it kept."""
        return self.kept if self.level.kind == DEDUCTIBLE else paid


Retained = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Posting:
    """What became of one demand: paid, and each yen retained with its reason, a level's id or another's name.

    ``returned`` are yen that the limits have back because they were withheld after all levels.
    """

    demand: Demand
    paid: int
    retained: Retained
    steps: tuple[Step, ...] = ()
    returned: int = 0

    @property
    def id(self) -> str:
        """The demand's own name."""
        return self.demand.id

    @property
    def item(self) -> str:
        """The item asked for."""
        return self.demand.item

    @property
    def part(self) -> str:
        """The coverage part asked."""
        return self.demand.part

    @property
    def demanded(self) -> int:
        """Yen asked for."""
        return self.demand.yen

    @property
    def stays(self) -> int:
        """Yen that stay with the member."""
        return self.demand.yen - self.paid

    def left(self, step: Step) -> int | None:
        """Return what a level has left for the postings after this one; None where it keeps no count.

        What is withheld only after those have had their turn (``returned``) is not in it.
        """
        return None if step.key is None else max(0, step.room - step.taken(self.paid + self.returned))


@dataclass(frozen=True, slots=True)
class Ledger:
    """All postings of one member and term that stand, and how much of each level they use; both can only be read."""

    member: str
    term: Term
    stack: Stack
    used: Mapping[Key, int] = field(default_factory=dict)
    postings: Mapping[str, Posting] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Let nobody write on what was posted."""
        for name in ("used", "postings"):
            kept = getattr(self, name)
            if not isinstance(kept, MappingProxyType):
                object.__setattr__(self, name, MappingProxyType(kept))


def post(ledger: Ledger, demand: Demand) -> tuple[Ledger, Posting]:
    """Return the ledger with one demand posted, and what became of it.

    Yen are conserved: demanded = paid + retained. Raises ValueError for a demand that is posted already, for a
    negative one, and where a level needs persons or hours that are not given.
    """
    check(ledger, demand)
    used, postings = copied(ledger.used), copied(ledger.postings)
    posting = postings[demand.id] = pour(ledger.stack, used, demand)
    return replace(ledger, used=used, postings=postings), posting


def reverse(ledger: Ledger, *posting_ids: str) -> Ledger:
    """Return the ledger without some postings: every level has back exactly what they took; other postings stand.

    Raises ValueError for a posting that is not there, also where it is named twice.
    """
    used, postings = copied(ledger.used), copied(ledger.postings)
    for name in posting_ids:
        for key, yen in takings(standing(postings, name)):
            _add(used, key, -yen)
        del postings[name]
    return replace(ledger, used=used, postings=postings)


def withhold(ledger: Ledger, posting_id: str, reason: str, yen: int) -> Ledger:
    """Return the ledger with ``yen`` of a posting kept back after all levels; the limits have them back.

    Raises ValueError for a posting that is not there, or one that pays less.
    """
    posting = standing(ledger.postings, posting_id)
    if not 0 <= yen <= posting.paid:
        raise ValueError(f"{yen} yen cannot be kept back of {posting.paid} paid on {posting_id}")
    used, postings = copied(ledger.used), copied(ledger.postings)
    cut_back = postings[posting_id] = replace(without(posting, reason, yen), returned=posting.returned + yen)
    for (key, before), (_, after) in zip(takings(posting), takings(cut_back), strict=True):
        _add(used, key, after - before)
    return replace(ledger, used=used, postings=postings)


def reopen(member: str, term: Term, stack: Stack, postings: Iterable[Posting]) -> Ledger:
    """Return the ledger that these postings, kept elsewhere, leave: the same as when each was posted."""
    used: Used = {}
    standing_ones = {one.id: one for one in postings}
    for one in standing_ones.values():
        take(used, one)
    return Ledger(member, term, stack, used, standing_ones)


def copied(kept: Mapping[Name, Kept]) -> dict[Name, Kept]:
    """Return a copy of what a ledger keeps, to write on: ten times as fast as ``dict`` where that can only be read."""
    return kept.copy() if isinstance(kept, MappingProxyType) else dict(kept)


def pour(stack: Stack, used: Used, demand: Demand) -> Posting:
    """Send one demand through the levels and add to ``used`` what it takes; for those who keep no ledger.

    Raises ValueError where a level needs persons or hours that are not given.
    """
    posting = fall(stack, used, demand)
    take(used, posting)
    return posting


def fall(stack: Stack, used: Mapping[Key, int], demand: Demand) -> Posting:
    """Return what the levels let through of one demand, as far as they are used; nothing is taken yet."""
    amount = demand.yen
    if not demand.covered:
        return Posting(demand, 0, ((NOT_COVERED, amount),) if amount else ())
    facility = "" if stack.shared else demand.facility
    scopes = {CLAIM: demand.limit_of_claim, EVENT: demand.event, TERM: ""}
    steps, retained = [], []
    for place, level, counts in stack.path(demand.part, demand.item):
        key = (place, scopes[level.per], facility) if counts else None
        taken = used.get(key, 0) if key else 0
        if level.kind == LIMIT:  # by far the most levels: no call for them
            room = level.figure - taken
            kept = amount - room if amount > room else 0
        else:
            room, kept = _other(level, demand, amount, taken, stack.rounding)
        steps.append(Step(level, key, amount, kept, room))
        if kept:
            retained.append((level.id, kept))
            amount -= kept
    return Posting(demand, amount, tuple(retained), tuple(steps))


def _other(level: Level, demand: Demand, amount: int, taken: int, rounding: Rounding) -> tuple[int, int]:
    """Return how much room a level has left, and how many of ``amount`` yen it keeps back."""
    if level.kind == DEDUCTIBLE:
        room = level.figure - taken
        return room, min(amount, room)
    if level.kind == PER_HEAD:
        room = max(0, cap(level, demand) - taken)
        return room, max(0, amount - room)
    share = level.share if level.kind == RATIO else _after_waiting(level, demand)
    return 0, amount - min(amount, rounded(amount * share.numerator, share.denominator, rounding))


def cap(level: Level, demand: Demand) -> int:
    """Return how many yen a limit lets through in all: for each person of the demand where it is a cap per head."""
    if level.kind != PER_HEAD:
        return level.figure
    if demand.heads is None:
        raise ValueError(f"{level.id} needs the number of persons of {demand.id or demand.item}")
    return level.figure * demand.heads


def _after_waiting(level: Level, demand: Demand) -> Fraction:
    """Return the share of a stop that lies after the waiting hours; its loss is taken to spread evenly."""
    if demand.hours is None:
        raise ValueError(f"{level.id} needs the hours of stoppage of {demand.id or demand.item}")
    if demand.hours <= level.figure:
        return Fraction(0)
    return 1 - Fraction(level.figure) / demand.hours


def takings(posting: Posting) -> list[tuple[Key, int]]:
    """Return what a posting uses up of each level that keeps count."""
    return [(one.key, one.taken(posting.paid)) for one in posting.steps if one.key is not None]


def take(used: Used, posting: Posting) -> None:
    """Add to ``used`` what a posting takes."""
    paid = posting.paid
    for level, key, _, kept, _ in posting.steps:
        yen = kept if level.kind == DEDUCTIBLE else paid  # as Step.taken: without a call for each level
        if yen and key is not None:
            used[key] = used.get(key, 0) + yen


def without(posting: Posting, reason: str, yen: int) -> Posting:
    """Return a posting with ``yen`` less paid and kept back for ``reason``; its limits have them left."""
    retained = dict(posting.retained)
    if yen:
        retained[reason] = retained.get(reason, 0) + yen
    return replace(posting, paid=posting.paid - yen, retained=tuple(retained.items()))


def check(ledger: Ledger, demand: Demand) -> None:
    """Raise ValueError for a demand that is posted already or negative."""
    if demand.id in ledger.postings:
        raise ValueError(f"{demand.id} is posted already: reverse it first")
    if demand.yen < 0:
        raise ValueError(f"{demand.id} demands {demand.yen} yen: nothing below 0 can be posted")


def standing(postings: Mapping[str, Posting], posting_id: str) -> Posting:
    """Return a posting by its name, or raise ValueError with the nearest name where there is none."""
    posting = postings.get(posting_id)
    if posting is None:
        raise ValueError(f"nothing is posted as {posting_id}; nearest: {nearest(posting_id, postings)}")
    return posting


def _add(used: Used, key: Key, yen: int) -> None:
    """Add to what is used of a level; one that is not used at all has no entry, so that equal ledgers are equal."""
    if total := used.get(key, 0) + yen:
        used[key] = total
    else:
        used.pop(key, None)
