"""How much of what a simulated incident costs is paid, and at which of a plan's limits does the rest stay behind?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sonae.core.ledger import Demand, Posting, Used, pour
from sonae.core.levels import LIMIT, TERM, Level, Stack
from sonae.core.trace import Line

COST = "cost"
LIABILITY = "liability"

COST_LIMIT = "cost_limit"
LIABILITY_LIMIT = "liability_limit"
JOINT_CAP = "joint_cap"


@dataclass(frozen=True, slots=True)
class Limits:
    """A plan's limits in yen for one incident and for the term.

    ``cost_limit`` bounds all costs together, ``liability_limit`` bounds damages and, as the joint
    cap, damages and costs together: costs erode the liability limit.
    """

    liability_limit: int
    cost_limit: int


@lru_cache(maxsize=256)
def stack_of(limits: Limits) -> Stack:
    """Return a plan's three levels in order, for the term of one incident."""
    return Stack(
        (
            Level(COST_LIMIT, LIMIT, TERM, limits.cost_limit, parts=frozenset({COST})),
            Level(LIABILITY_LIMIT, LIMIT, TERM, limits.liability_limit, parts=frozenset({LIABILITY})),
            Level(JOINT_CAP, LIMIT, TERM, limits.liability_limit),
        )
    )


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
    stack = stack_of(limits)
    used: Used = {}
    postings: dict[int, Posting] = {}
    for place in sorted(range(len(demands)), key=lambda i: demands[i].part != COST):
        postings[place] = pour(stack, used, demands[place])
    ordered = tuple(postings[place] for place in range(len(demands)))
    demanded = sum(one.demanded for one in ordered)
    costs = sum(one.paid for one in ordered if one.part == COST)
    total = sum(one.paid for one in ordered)
    joint_left = limits.liability_limit - total
    cost_left = min(limits.cost_limit - costs, joint_left)
    line = Line(
        "waterfall",
        total,
        "yen",
        params=(("demanded", demanded), ("cost_left", cost_left), ("liability_left", joint_left)),
        children=tuple(_line(one) for one in ordered),
    )
    return Waterfall(ordered, demanded, total, cost_left, joint_left, line)


def _line(posting: Posting) -> Line:
    return Line(
        f"posting.{posting.item}",
        posting.paid,
        "yen",
        params=(("demanded", posting.demanded), *posting.retained),
        rule=posting.part,
    )
