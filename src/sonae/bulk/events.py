"""What is paid of each of a million events, each alone in its term? Only the totals, for blocks of losses."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sonae.bulk.arrays import LINES_BY_EVENTS, check_whole
from sonae.bulk.pour import Ints
from sonae.bulk.rounds import share
from sonae.bulk.stacks import KINDS, NOT_HELD, Lane, Stacks, Step
from sonae.core.facts import LARGEST
from sonae.core.levels import DEDUCTIBLE, LIMIT, RATIO

# as many losses as stay in the cache through all passes, and as many events as they are of at most
LOSSES_AT_ONCE, EVENTS_AT_ONCE = 262_144, 32_768
Losses = NDArray[np.integer]


class Between(NamedTuple):
    """Deductibles and limits for single lines, one after the other: what lies between two amounts is let through."""

    low: int
    high: int


class Share(NamedTuple):
    """A ratio for single lines."""

    numerator: int
    denominator: int


def settle_events(stacks: Stacks, losses: Losses, *, plan: int = 0, route: int = 0) -> Ints:
    """Return the yen paid in all of each event: ``losses`` are yen, lines by events (``losses[line, event]``).

    Each event is a claim and a term of its own, and its lines ask for one route of one plan. The totals are those of
    ``core.ledger``, whatever the order of the lines; losses in int32 take half the time of int64. Raises ValueError for
    losses that are no whole numbers from 0 to 10^15, for a plan or route that the stacks lack, for lines that may come
    to more than int64 holds, and where totals alone do not tell what is paid: where a level needs persons or hours,
    stands alone for each line after one that keeps count, or is a deductible after a limit; ``settle_rows`` settles
    those.
    """
    check_whole("losses", losses, LINES_BY_EVENTS)
    for name, index, count in zip(("plan", "route"), (plan, route), stacks.lane_of.shape, strict=True):
        if not 0 <= index < count:
            raise ValueError(f"{name}: is {index}, and must lie within 0 and {count - 1}")
    place = int(stacks.lane_of[plan, route])
    if place == NOT_HELD:
        part, item = list(stacks.routes)[route]
        raise ValueError(f"route: plan {plan} does not hold the part of ({part}, {item})")
    lane = stacks.lanes[place]
    each, counted = _split(stacks, lane, plan)
    lines, events = losses.shape
    if lines * LARGEST > np.iinfo(np.int64).max:
        raise ValueError(f"{lines} lines may come to more than 2^63 yen: hand over fewer at once")
    if losses.dtype not in {np.dtype(np.int32), np.dtype(np.int64)}:
        losses = losses.astype(np.int64)
    totals = np.zeros(events, np.int64)
    wide = min(max(events, 1), EVENTS_AT_ONCE)
    high = max(LOSSES_AT_ONCE // wide, 1)
    for left in range(0, events, wide):
        total = totals[left : left + wide]
        for top in range(0, lines, high):
            total += _let_through(losses[top : top + high, left : left + wide], each, lane)
        for step in counted:
            figure = stacks.figures[step.column, plan]
            if KINDS[step.kind] == LIMIT:
                np.minimum(total, figure, out=total)
            else:
                np.maximum(total - figure, 0, out=total)
    return totals


def _split(stacks: Stacks, lane: Lane, plan: int) -> tuple[list[Between | Share], list[Step]]:
    """Return what single lines pass, and the levels that keep count after that, or raise ValueError."""
    each: list[Between | Share] = []
    counted: list[Step] = []
    for step in lane.steps:
        kind, name = KINDS[step.kind], stacks.levels[step.column]
        figure = int(stacks.figures[step.column, plan])
        if kind not in {LIMIT, DEDUCTIBLE, RATIO}:
            raise ValueError(f"{name}: a level of kind {kind} cannot be told from totals")
        if step.scope:
            if kind == DEDUCTIBLE and any(KINDS[one.kind] == LIMIT for one in counted):
                raise ValueError(f"{name} is a deductible after a limit: who gets what depends on the order of lines")
            counted.append(step)
        elif counted:
            raise ValueError(f"{name} is for each line, but comes after a level that keeps count")
        elif kind == RATIO:
            each.append(Share(figure, int(stacks.denominators[step.column, plan])))
        else:
            before = each.pop() if each and isinstance(each[-1], Between) else Between(0, LARGEST)
            each.append(_narrowed(before, kind, figure))
    return each, counted


def _narrowed(before: Between | Share, kind: str, figure: int) -> Between:
    """Return what is let through when a deductible or limit follows."""
    low, high = before
    if kind == LIMIT:
        return Between(low, min(high, low + figure))
    return Between(min(low + figure, high), high)


def _let_through(losses: Losses, each: list[Between | Share], lane: Lane) -> Ints:
    """Return for each event the sum of what its lines let through; raise ValueError for losses out of range."""
    largest = int(np.iinfo(losses.dtype).max)
    # seen as unsigned, a negative number is a huge one
    most = int(losses.view(losses.dtype.str.replace("i", "u")).max(initial=0))
    if most > min(largest, LARGEST):
        raise ValueError(f"losses: amounts must lie within 0 and {LARGEST}")
    block: Losses = losses
    low = 0
    for level in each:
        if isinstance(level, Share):
            block = share(block.astype(np.int64) - low, np.int64(level.numerator), level.denominator, lane)
            low, largest = 0, LARGEST
        else:
            low, most = min(level.low, largest), min(level.high, largest)
            block = block.clip(low, most)
    narrow = most * len(block) <= np.iinfo(block.dtype).max
    total: Ints = np.add.reduce(block, axis=0, dtype=block.dtype if narrow else np.int64).astype(np.int64)
    total -= low * len(block)
    return total
