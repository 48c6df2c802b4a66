"""Which claims are settled? Six plans of one wording with every kind of level, and incidents drawn with a seed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from sonae.bulk import Demands
from sonae.core.levels import CLAIM, DEDUCTIBLE, EVENT, LIMIT, LINE, PER_HEAD, RATIO, TERM, WAITING, Level, Stack
from sonae.core.moments import Term, tokyo

SEED = 20250505
MILLION = 1_000_000
LIABILITY, COSTS, RIDER = "liability", ("incident_response", "leak_response", "legal_response"), "lost_profit"
ROUTES = (
    (LIABILITY, "damages"),
    (LIABILITY, "defence"),
    ("incident_response", "forensics"),
    ("incident_response", "recovery"),
    ("leak_response", "call_centre"),
    ("leak_response", "gifts"),
    ("leak_response", "notice"),
    ("legal_response", "lawyer"),
    (RIDER, "profit"),
)
HEADS_ITEM, HOURS_PART = "gifts", RIDER
# liability limit and cost limit of each plan, in yen
PLANS = (
    (50 * MILLION, 5 * MILLION),
    (100 * MILLION, 10 * MILLION),
    (200 * MILLION, 20 * MILLION),
    (300 * MILLION, 30 * MILLION),
    (500 * MILLION, 50 * MILLION),
    (1000 * MILLION, 100 * MILLION),
)
# incidents drawn at once, so that memory does not grow with their number
AT_ONCE = 50_000
MOST_LINES = 8
YEAR = Term(tokyo(date(2025, 5, 5)), tokyo(date(2026, 5, 5)))


def stack(liability_limit: int, cost_limit: int) -> Stack:
    """Return the eleven levels of one plan, in their order."""
    costs, liability, rider = frozenset(COSTS), frozenset({LIABILITY}), frozenset({RIDER})
    return Stack(
        (
            Level("waiting_hours", WAITING, LINE, 8, parts=rider),
            Level("cost_share", RATIO, LINE, share=Fraction(9, 10), parts=costs),
            Level("gift_per_head", PER_HEAD, EVENT, 1_000, items=frozenset({HEADS_ITEM})),
            Level("own_share", DEDUCTIBLE, CLAIM, 100_000, parts=liability),
            Level("call_centre_limit", LIMIT, EVENT, cost_limit // 4, items=frozenset({"call_centre"})),
            Level("cost_limit_event", LIMIT, EVENT, cost_limit // 2, parts=costs),
            Level("cost_limit", LIMIT, TERM, cost_limit, parts=costs),
            Level("liability_limit_claim", LIMIT, CLAIM, liability_limit // 2, parts=liability),
            Level("liability_limit", LIMIT, TERM, liability_limit, parts=liability),
            Level("joint_cap", LIMIT, TERM, liability_limit, parts=liability | costs),
            Level("rider_limit", LIMIT, TERM, cost_limit, parts=rider),
        )
    )


STACKS = tuple(stack(*plan) for plan in PLANS)


def plans_of(accounts: int) -> NDArray[np.int64]:
    """Return the plan of each account."""
    return np.random.default_rng(SEED).integers(0, len(PLANS), accounts)


def incidents(accounts: int, rows: int) -> Iterator[Demands]:
    """Yield ``rows`` lines of incidents in chunks; each incident strikes one account and has one to eight lines.

    Claims and events are numbered from 0 in each chunk: an incident never goes on in the next one. Two lines of an
    incident in three belong to its first claim, the others to its second.
    """
    random = np.random.default_rng(SEED)
    left = rows
    while left:
        lines = random.integers(1, MOST_LINES + 1, AT_ONCE)
        events = np.repeat(np.arange(AT_ONCE), lines)[:left]
        size = events.size
        routes = random.integers(0, len(ROUTES), size)
        yen = (10 ** random.uniform(4, 7.5, size)).astype(np.int64)
        second = random.integers(0, 3, size) == 0
        yield Demands(
            accounts=random.integers(0, accounts, AT_ONCE)[events],
            routes=routes,
            yen=yen,
            claims=2 * events + second,
            events=events,
            heads=random.integers(1, 5_000, AT_ONCE)[events],
            hours=random.integers(0, 200, AT_ONCE)[events],
        )
        left -= size
