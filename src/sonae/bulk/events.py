"""What is paid of each of a million events, each alone in its term? Only the totals, for blocks of losses."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sonae.bulk.rounds import Ints, share
from sonae.bulk.stacks import KINDS, Lane, Stacks, Step
from sonae.core.facts import LARGEST
from sonae.core.levels import DEDUCTIBLE, LIMIT, RATIO

# as many losses as stay in the cache through all passes
LOSSES_AT_ONCE = 32_768


def settle_events(stacks: Stacks, losses: NDArray[np.integer], *, plan: int = 0, route: int = 0) -> Ints:
    """Return the yen paid in all of each event: ``losses`` are yen, lines by events (``losses[line, event]``).

    Each event is a claim and a term of its own, and its lines ask for one route of one plan. The totals are those of
    ``core.ledger``, whatever the order of the lines. Raises ValueError for losses outside 0 … 10^15, for lines that
    may come to more than int64 holds, and where totals alone do not tell what is paid: where a level needs persons or
    hours, stands alone for each line after one that keeps count, or is a deductible after a limit; ``settle_rows``
    settles those.
    """
    lane = stacks.lanes[int(stacks.lane_of[plan, route])]
    each = _each(stacks, lane)
    lines, events = losses.shape
    if lines * LARGEST > np.iinfo(np.int64).max:
        raise ValueError(f"{lines} lines may come to more than 2^63 yen: hand over fewer at once")
    totals = np.zeros(events, np.int64)
    wide = min(max(events, 1), LOSSES_AT_ONCE)
    high = max(LOSSES_AT_ONCE // wide, 1)
    for left in range(0, events, wide):
        total = totals[left : left + wide]
        for top in range(0, lines, high):
            block = losses[top : top + high, left : left + wide]
            total += _let_through(stacks, lane, each, block.astype(np.int64), plan).sum(axis=0)
        for step in lane.steps[len(each) :]:
            figure = stacks.figures[step.column, plan]
            if KINDS[step.kind] == LIMIT:
                np.minimum(total, figure, out=total)
            else:
                np.maximum(total - figure, 0, out=total)
    return totals


def _each(stacks: Stacks, lane: Lane) -> tuple[Step, ...]:
    """Return the levels at the beginning of a lane that each line passes alone, or raise ValueError."""
    counts, limited = 0, False
    for step in lane.steps:
        kind, name = KINDS[step.kind], stacks.levels[step.column]
        if kind not in {LIMIT, DEDUCTIBLE, RATIO}:
            raise ValueError(f"{name}: a level of kind {kind} cannot be told from totals")
        if counts and not step.scope:
            raise ValueError(f"{name} is for each line, but comes after a level that keeps count")
        if limited and kind == DEDUCTIBLE:
            raise ValueError(f"{name} is a deductible after a limit: who gets what depends on the order of the lines")
        counts += bool(step.scope)
        limited = limited or (bool(step.scope) and kind == LIMIT)
    return lane.steps[: len(lane.steps) - counts]


def _let_through(stacks: Stacks, lane: Lane, each: tuple[Step, ...], block: Ints, plan: int) -> Ints:
    """Return what of each loss the levels for single lines let through; the block is written on."""
    # seen as unsigned, a negative number is a huge one
    if block.size and block.view(np.uint64).max() > LARGEST:
        raise ValueError(f"losses: amounts must lie within 0 and {LARGEST}")
    for step in each:
        figure = stacks.figures[step.column, plan]
        if KINDS[step.kind] == LIMIT:
            np.minimum(block, figure, out=block)
        elif KINDS[step.kind] == DEDUCTIBLE:
            block -= figure
            np.maximum(block, 0, out=block)
        else:
            denominator = int(stacks.denominators[step.column, plan])
            block = share(block, figure, denominator, lane)
    return block
