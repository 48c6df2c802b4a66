"""How did the levels come to what is paid? The lines of a posting, level by level, and what each level has left."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sonae.core.ledger import Ledger, Posting, Step
from sonae.core.levels import DEDUCTIBLE, LIMIT, RATIO, Level
from sonae.core.trace import Line, Params


@dataclass(frozen=True, slots=True)
class Left:
    """What one level has left: for the term, or for one claim or event (``scope``), of one facility where each has
    its own.
    """

    level: Level
    scope: str
    facility: str
    used: int
    left: int


def left_of(ledger: Ledger, scopes: Collection[str] | None = None) -> tuple[Left, ...]:
    """Return what each limit and deductible has left wherever something used it, in the order of the levels.

    ``scopes`` are the claims and events to tell of, "" for the term; None tells of all. One that nothing has used
    stands there once, whole; a cap per head is not told: what it has left depends on persons.
    """
    found = []
    for place, level in enumerate(ledger.stack.levels):
        if not level.keeps_count or level.kind not in {LIMIT, DEDUCTIBLE}:
            continue
        used = sorted(
            (key, yen) for key, yen in ledger.used.items() if key[0] == place and (scopes is None or key[1] in scopes)
        )
        found += [Left(level, key[1], key[2], yen, level.figure - yen) for key, yen in used]
        if not used:
            found.append(Left(level, "", "", 0, level.figure))
    return tuple(found)


def posting_line(posting: Posting) -> Line:
    """Return one posting with what each level let through, and what was kept back after all levels."""
    demand = posting.demand
    steps = tuple(step_line(posting, step) for step in posting.steps)
    by_levels = {one.level.id: one.kept for one in posting.steps}
    others = tuple(
        Line("ledger.withheld", yen - by_levels.get(reason, 0), "yen", params=(("level", reason),), rule=reason)
        for reason, yen in posting.retained
        if yen > by_levels.get(reason, 0)
    )
    params: Params = (
        ("line", demand.id),
        ("part", demand.part),
        ("item", demand.item),
        ("facility", demand.facility),
        ("demanded", demand.yen),
    )
    return Line("ledger.posting", posting.paid, "yen", params=params, rule=demand.part, children=(*steps, *others))


def step_line(posting: Posting, step: Step) -> Line:
    """Return one level: what came in, what it kept back, what it let through (the value) and what it has left."""
    level = step.level
    params: Params = (
        ("level", level.id),
        ("per", level.per),
        ("figure", level.share if level.kind == RATIO else level.figure),
        ("came_in", step.came_in),
        ("kept", step.kept),
        ("left", posting.left(step)),
    )
    return Line(
        f"ledger.{level.kind}{'' if step.key else '.each'}",
        step.let_through,
        "yen",
        params=params,
        rule=level.id,
        source=level.source,
        status=level.status,
    )
