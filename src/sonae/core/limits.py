"""How much of what an incident costs is paid, and at which limit did the rest stay behind?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sonae.core.scheme import Text
from sonae.core.trace import Line

COST = "cost"
LIABILITY = "liability"

NOT_COVERED = "not_covered"
COST_LIMIT = "cost_limit"
LIABILITY_LIMIT = "liability_limit"
JOINT_CAP = "joint_cap"


LEVEL_KINDS = ("ratio", "per_head", "waiting", "deductible", "limit")
SCOPES = ("line", "claim", "event", "term")
SPLITS = ("first_come", "pro_rata")


@dataclass(frozen=True, slots=True)
class Amount:
    """Where the figure of a level comes from: written out, an amount of the cover, or a switch of the wording.

    ``share`` of it is taken (``1/2`` of the liability limit), and never more than ``at_most``.
    """

    yen: int | None = None
    of: str = ""
    switch: str = ""
    share: Fraction = Fraction(1)
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class LevelRule:
    """One level of the stack as the wording writes it; the order of the levels is the order of application.

    ``kind`` is ``ratio`` (a share of each line is paid), ``per_head`` (yen for each person), ``waiting`` (hours whose
    loss stays), ``deductible`` or ``limit`` (yen ``per`` line, claim, event or term). ``parts`` and ``items`` say what
    passes through it; empty means all.
    """

    id: str
    kind: str
    per: str
    parts: frozenset[str]
    items: frozenset[str]
    amount: Amount
    text: Text
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """A plan's limits in yen for one incident and for the term.

    ``cost_limit`` bounds all costs together, ``liability_limit`` bounds damages and, as the joint
    cap, damages and costs together: costs erode the liability limit.
    """

    liability_limit: int
    cost_limit: int


@dataclass(frozen=True, slots=True)
class Demand:
    """One amount asked for: ``side`` is ``cost`` or ``liability``; yen, not negative."""

    item: str
    side: str
    yen: int
    covered: bool = True


@dataclass(frozen=True, slots=True)
class Posting:
    """What became of one demand: paid, and each yen retained with the level that kept it."""

    item: str
    side: str
    demanded: int
    paid: int
    retained: tuple[tuple[str, int], ...]

    @property
    def stays(self) -> int:
        """Yen that stay with the member."""
        return self.demanded - self.paid


@dataclass(frozen=True, slots=True)
class Waterfall:
    """All postings in the order given, and what each level has left."""

    postings: tuple[Posting, ...]
    demanded: int
    paid: int
    cost_left: int
    liability_left: int
    line: Line


def waterfall(limits: Limits, demands: tuple[Demand, ...]) -> Waterfall:
    """Post demands one after another, costs before damages as they fall due in an incident.

    Conserves yen: demanded = paid + retained for each posting. Source of the two limits and the
    joint cap: the note on limits in ``002_ddd17cbf1aa71dae.txt:385-389``. That costs are posted
    first is assumed (they are spent before damages are settled).
    """
    own_left = {COST: limits.cost_limit, LIABILITY: limits.liability_limit}
    joint_left = limits.liability_limit
    postings: dict[int, Posting] = {}
    for place in sorted(range(len(demands)), key=lambda i: demands[i].side != COST):
        demand = demands[place]
        own = own_left[demand.side]
        paid = min(demand.yen, own, joint_left) if demand.covered else 0
        postings[place] = _posting(demand, paid, own)
        own_left[demand.side] -= paid
        joint_left -= paid
    ordered = tuple(postings[place] for place in range(len(demands)))
    demanded = sum(one.demanded for one in ordered)
    total = sum(one.paid for one in ordered)
    cost_left = min(own_left[COST], joint_left)
    line = Line(
        "waterfall",
        total,
        "yen",
        params=(("demanded", demanded), ("cost_left", cost_left), ("liability_left", joint_left)),
        children=tuple(_line(one) for one in ordered),
    )
    return Waterfall(ordered, demanded, total, cost_left, joint_left, line)


def _posting(demand: Demand, paid: int, own: int) -> Posting:
    retained: list[tuple[str, int]] = []
    if not demand.covered:
        if demand.yen:
            retained.append((NOT_COVERED, demand.yen))
        return Posting(demand.item, demand.side, demand.yen, 0, tuple(retained))
    through = min(demand.yen, own)
    level = COST_LIMIT if demand.side == COST else LIABILITY_LIMIT
    if demand.yen > through:
        retained.append((level, demand.yen - through))
    if through > paid:
        retained.append((JOINT_CAP, through - paid))
    return Posting(demand.item, demand.side, demand.yen, paid, tuple(retained))


def _line(posting: Posting) -> Line:
    return Line(
        f"posting.{posting.item}",
        posting.paid,
        "yen",
        params=(("demanded", posting.demanded), *posting.retained),
        rule=posting.side,
    )
