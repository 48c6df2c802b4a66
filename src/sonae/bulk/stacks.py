"""Which levels does a row pass, and with which figures? Core's own stacks as integer arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sonae.core.facts import LARGEST
from sonae.core.levels import CLAIM, DEDUCTIBLE, EVENT, LIMIT, LINE, PER_HEAD, RATIO, TERM, WAITING, Level, Stack
from sonae.core.problems import nearest

# the order of the numbers by which the arrays know kinds, scopes and ways
KINDS = (LIMIT, DEDUCTIBLE, PER_HEAD, RATIO, WAITING)
SCOPES = (LINE, CLAIM, EVENT, TERM)
WAYS = ("down", "half_up", "up")
# what some levels need to know of a row: the columns of ``Demands`` after the amount
NEEDS = ("claims", "events", "heads", "hours")
# the largest denominator, unit of rounding and number of hours: products of two of them fit into 63 bits
FINEST = 10**9


class Step(NamedTuple):
    """One level of a lane: its column among all levels, its kind, what it counts for, and its place there.

    ``kind`` and ``scope`` are indices of KINDS and SCOPES; scope 0 keeps no count.
    """

    column: int
    kind: int
    scope: int
    slot: int


# the lane of a route whose part a cover does not hold: nobody can be paid by it
NOT_HELD = -2


class Lane(NamedTuple):
    """The levels that some routes of some plans pass, in their order, and how they round."""

    steps: tuple[Step, ...]
    unit: int
    way: int


@dataclass(frozen=True, slots=True, eq=False)
class Stacks:
    """The stacks of several plans: ``levels`` names the columns of what is kept, ``routes`` numbers part and item.

    ``lane_of[plan, route]`` is an index of ``lanes``. ``figures[level, plan]`` are yen, hours, or the numerator of a
    ratio, with its denominator in ``denominators``. ``widths`` tell how many levels keep count for each scope.
    ``shared[plan]`` says whether the member's facilities have one account together. ``first`` and ``steps`` are
    the lanes laid flat: those of lane i stand from ``first[i]`` to before ``first[i + 1]``; ``rounding[lane]`` is its
    unit and way, ``needs[need, lane]`` says what of NEEDS its rows must have (of lane -1, not covered, nothing).
    """

    levels: tuple[str, ...]
    routes: Mapping[tuple[str, str], int]
    lanes: tuple[Lane, ...]
    lane_of: NDArray[np.int32]
    figures: NDArray[np.int64]
    denominators: NDArray[np.int64]
    widths: tuple[int, int, int, int]
    shared: NDArray[np.bool_]
    first: NDArray[np.int64]
    steps: NDArray[np.int64]
    rounding: NDArray[np.int64]
    needs: NDArray[np.bool_]


def compile_stacks(stacks: Sequence[Stack], routes: Sequence[tuple[str, str]]) -> Stacks:
    """Return the levels that each of ``routes`` (part and item) passes in each of ``stacks`` (one a plan).

    A level of two stacks is the same where it has the same id; a stack may lack it or place it elsewhere. Raises
    ValueError for ids that are not of one kind and scope or come twice in a stack, for figures above 10^15, shares
    outside 0 … 1, for denominators, hours and units of rounding above 10^9 (with them no product leaves int64), and
    for a route of a part that no cover holds. Where some hold it, the others have the lane NOT_HELD.
    """
    _check_held(stacks, routes)
    columns = _columns(stacks)
    slots, widths = _slots(columns)
    figures = np.zeros((len(columns), len(stacks)), np.int64)
    denominators = np.ones_like(figures)
    lanes: dict[Lane, int] = {}
    lane_of = np.zeros((len(stacks), len(routes)), np.int32)
    for plan, stack in enumerate(stacks):
        if not 1 <= stack.rounding.unit <= FINEST:
            raise ValueError(f"rounding to {stack.rounding.unit} yen: units lie within 1 and {FINEST}")
        for level in stack.levels:
            place = columns[level.id][0]
            figures[place, plan], denominators[place, plan] = _figure(level)
        for route, (part, item) in enumerate(routes):
            if stack.parts and part not in stack.parts:
                lane_of[plan, route] = NOT_HELD
                continue
            steps = tuple(
                Step(columns[level.id][0], KINDS.index(level.kind), *slots[level.id])
                for _, level, _ in stack.path(part, item)
            )
            lane = Lane(steps, stack.rounding.unit, WAYS.index(stack.rounding.way))
            lane_of[plan, route] = lanes.setdefault(lane, len(lanes))
    return Stacks(
        levels=tuple(columns),
        routes={route: place for place, route in enumerate(routes)},
        lanes=tuple(lanes),
        lane_of=lane_of,
        figures=figures,
        denominators=denominators,
        widths=widths,
        shared=np.array([stack.shared for stack in stacks], np.bool_),
        first=np.array([0, *accumulate(len(lane.steps) for lane in lanes)], np.int64),
        steps=np.array([step for lane in lanes for step in lane.steps], np.int64).reshape(-1, len(Step._fields)),
        rounding=np.array([(lane.unit, lane.way) for lane in lanes], np.int64).reshape(-1, 2),
        needs=np.array([[*(need in _needs(lane) for lane in lanes), False] for need in NEEDS], np.bool_),
    )


def _check_held(stacks: Sequence[Stack], routes: Sequence[tuple[str, str]]) -> None:
    """Raise ValueError for a part that no cover holds: no limit of its own would end what is paid of it."""
    if not all(stack.parts for stack in stacks):
        return
    held = frozenset().union(*(stack.parts for stack in stacks))
    for part, item in routes:
        if part not in held:
            raise ValueError(f"({part}, {item}): no cover holds the part {part!r}; nearest: {nearest(part, held)}")


def _columns(stacks: Sequence[Stack]) -> dict[str, tuple[int, Level]]:
    """Return every level of the stacks by its id, with its column, in the order met."""
    columns: dict[str, tuple[int, Level]] = {}
    for stack in stacks:
        if len({level.id for level in stack.levels}) < len(stack.levels):
            raise ValueError(f"two levels of a stack have the same id: {[level.id for level in stack.levels]}")
        for level in stack.levels:
            same = columns.setdefault(level.id, (len(columns), level))[1]
            if (same.kind, same.per) != (level.kind, level.per):
                raise ValueError(f"{level.id} is {same.kind} per {same.per}, elsewhere {level.kind} per {level.per}")
    return columns


def _slots(columns: Mapping[str, tuple[int, Level]]) -> tuple[dict[str, tuple[int, int]], tuple[int, int, int, int]]:
    """Return for each level what it counts for and its place there, and how many there are of each."""
    widths = [0] * len(SCOPES)
    slots = {}
    for name, (_, level) in columns.items():
        scope = SCOPES.index(level.per) if level.keeps_count else 0
        slots[name] = (scope, widths[scope] if scope else 0)
        widths[scope] += bool(scope)
    _, claim, event, term = widths
    return slots, (0, claim, event, term)


def _figure(level: Level) -> tuple[int, int]:
    """Return a level's figure as a fraction, or raise ValueError where it is too large to be reckoned with."""
    if level.kind == RATIO:
        if not 0 <= level.share <= 1 or level.share.denominator > FINEST:
            raise ValueError(f"{level.id}: a share of {level.share} does not lie in 0 … 1 with at most {FINEST} parts")
        return level.share.numerator, level.share.denominator
    most = FINEST if level.kind == WAITING else LARGEST
    if not 0 <= level.figure <= most:
        raise ValueError(f"{level.id}: {level.figure} does not lie within 0 and {most}")
    return level.figure, 1


def _needs(lane: Lane) -> set[str]:
    """Return what a row of this lane must have."""
    of_kind = {PER_HEAD: "heads", WAITING: "hours"}
    of_scope = {CLAIM: "claims", EVENT: "events"}
    kinds = {of_kind.get(KINDS[step.kind], "") for step in lane.steps}
    return kinds | {of_scope.get(SCOPES[step.scope], "") for step in lane.steps}
