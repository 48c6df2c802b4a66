"""By which clauses is each part and item of a cover decided?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from sonae.core.wording import EXCLUSION, TRIGGER, CostItem, Part, Wording


class Check(NamedTuple):
    """One clause of a route: where it stands among the results, and the result that speaks against cover."""

    at: int
    id: str
    bad: bool


class Route(NamedTuple):
    """What decides one part or item; items without clauses of their own share the answer of ``part``.

    ``effects`` finds a check by its place: the effect and the id of its clause.
    """

    part: str
    item: str
    held: bool
    triggers: tuple[Check, ...]
    checks: Mapping[str, tuple[Check, ...]]
    like: tuple[str, ...]
    effects: Mapping[int, tuple[str, str]]


@lru_cache(maxsize=256)
def routes(wording: Wording, family: str, parts: frozenset[str], triggers: frozenset[str]) -> tuple[Route, ...]:
    """Return by which clauses each part and item of a cover is decided, in the wording's order."""
    routes = []
    for part in wording.parts.values():
        own: list[CostItem] = []
        alike: list[CostItem] = []
        for item in part.items_of(family):
            key = f"{part.id}/{item.id}"
            (own if any(key in clause.applies_to for clause in wording.clauses.values()) else alike).append(item)
        routes.append(_route_of(wording, family, part, None, parts, triggers, alike))
        routes += [_route_of(wording, family, part, item, parts, triggers, ()) for item in own]
    return tuple(routes)


def _route_of(
    wording: Wording,
    family: str,
    part: Part,
    item: CostItem | None,
    parts: frozenset[str],
    triggers: frozenset[str],
    alike: Iterable[CostItem],
) -> Route:
    names = {part.id, f"{part.id}/{item.id}"} if item else {part.id}
    starts, checks = [], dict[str, list[Check]]()
    for at, clause in enumerate(wording.clauses.values()):
        if (clause.families and family not in clause.families) or (
            clause.applies_to and names.isdisjoint(clause.applies_to)
        ):
            continue
        if clause.kind == TRIGGER:
            if clause.id in triggers:
                starts.append(Check(at, clause.id, bad=False))
        else:
            checks.setdefault(clause.effect, []).append(Check(at, clause.id, bad=clause.kind == EXCLUSION))
    return Route(
        part.id,
        item.id if item else "",
        part.id in parts,
        tuple(starts),
        {effect: tuple(found) for effect, found in checks.items()},
        tuple(one.id for one in alike),
        {one.at: (effect, one.id) for effect, found in checks.items() for one in found},
    )


@lru_cache(maxsize=256)
def bad_results(wording: Wording) -> tuple[bool, ...]:
    """Return for each clause the result that speaks against cover."""
    return tuple(clause.kind == EXCLUSION for clause in wording.clauses.values())
