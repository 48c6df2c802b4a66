"""How much of what an incident costs is paid, and at which limit did the rest stay behind?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TypeGuard

from sonae.core.cover_terms import CoverTerms, SwitchValue
from sonae.core.facts import LARGEST
from sonae.core.ledger import NOT_COVERED, Demand, Posting, Used, pour
from sonae.core.levels import (
    CLAIM,
    DEDUCTIBLE,
    EVENT,
    LIMIT,
    LINE,
    PER_HEAD,
    RATIO,
    TERM,
    WAITING,
    WHOLE_YEN,
    Level,
    Stack,
)
from sonae.core.money import Rounding
from sonae.core.problems import Problem, Refusal
from sonae.core.scheme import Text
from sonae.core.trace import Line, Params

COST = "cost"
LIABILITY = "liability"

COST_LIMIT = "cost_limit"
LIABILITY_LIMIT = "liability_limit"
JOINT_CAP = "joint_cap"
# what can keep a yen of a simulated incident from being paid
REASONS = (NOT_COVERED, COST_LIMIT, LIABILITY_LIMIT, JOINT_CAP)

LEVEL_KINDS = (RATIO, PER_HEAD, WAITING, DEDUCTIBLE, LIMIT)
SCOPES = (LINE, CLAIM, EVENT, TERM)


@dataclass(frozen=True, slots=True)
class Amount:
    """Where the figure of a level comes from: written out, an amount of the cover, or a switch of the wording.

    ``share`` of it is taken (``1/2`` of the liability limit), and never more than ``at_most``. A ratio is a switch of
    type ``rate``, or ``share`` alone. What is written out is yen; of waiting it is hours.
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


SwitchValues = Mapping[str, SwitchValue | None]


def resolve(
    rules: tuple[LevelRule, ...], cover: CoverTerms, switches: SwitchValues, rounding: Rounding = WHOLE_YEN
) -> Stack | Refusal:
    """Return a wording's levels with the figures of one cover, in their order, or every value that cannot be one.

    ``switches`` are the wording's values with those of the cover over them. A level does not exist where its amount is
    a switch without a value, a deductible that the cover does not name, or one for parts that it does not hold;
    ``absent`` says so. Any other amount must be there: no limit is ever taken to be unlimited. A share is rounded down,
    so that no more than the share is ever paid.
    """
    levels: list[Level] = []
    absent: list[Line] = []
    problems: list[Problem] = []
    for rule in rules:
        amount = rule.amount
        value = switches.get(amount.switch) if amount.switch else _written(rule, cover)
        if value is None and _needed(rule, cover):
            about: Params = (("amount", amount.of), ("level", rule.id))
            problems.append(Problem(f"amounts.{amount.of}", "problem.amount_needed", about))
        elif value is None:
            absent.append(_absent(rule))
        elif not _can_be(rule.kind, value):
            params: Params = (("typed", str(value)), ("level", rule.id), ("switch", amount.switch or amount.of))
            where = f"switches.{amount.switch}" if amount.switch else f"amounts.{amount.of}"
            problems.append(Problem(where, f"problem.switch_{_wanted(rule.kind)}", params))
        else:
            levels.append(_level(rule, Fraction(value)))
    if problems:
        return Refusal(tuple(problems))
    return Stack(tuple(levels), cover.shared, rounding, tuple(absent))


def _needed(rule: LevelRule, cover: CoverTerms) -> bool:
    """Return whether a level without its amount would let through what the cover limits."""
    if not rule.amount.of or rule.kind == DEDUCTIBLE:
        return False
    parts = rule.parts or {item.partition("/")[0] for item in rule.items if "/" in item}
    return not parts or not parts.isdisjoint(cover.parts)


def _written(rule: LevelRule, cover: CoverTerms) -> int | None:
    """Return the figure that is no switch: an amount of the cover, or what the wording writes out."""
    amount = rule.amount
    if amount.of:
        return cover.amounts.get(amount.of)
    return 1 if rule.kind == RATIO else amount.yen


def _can_be(kind: str, value: SwitchValue) -> TypeGuard[int | Fraction]:
    """Return whether a value can be a level's: a rate from 0 to 1, or a whole number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
        return False
    return 0 <= value <= (1 if kind == RATIO else LARGEST) and (kind == RATIO or value == int(value))


def _wanted(kind: str) -> str:
    return "rate" if kind == RATIO else "number"


def _level(rule: LevelRule, value: Fraction) -> Level:
    share = value * rule.amount.share
    figure = math.floor(share) if rule.kind != RATIO else 0
    if rule.amount.at_most is not None:
        figure = min(figure, rule.amount.at_most)
    return Level(
        rule.id,
        rule.kind,
        rule.per,
        figure,
        share if rule.kind == RATIO else Fraction(1),
        rule.parts,
        rule.items,
        rule.status,
        rule.sources[0] if rule.sources else "",
    )


def _absent(rule: LevelRule) -> Line:
    amount = rule.amount
    return Line(
        "ledger.absent.switch" if amount.switch else "ledger.absent.amount",
        params=(("level", rule.id), ("name", amount.switch or amount.of)),
        rule=rule.id,
        source=rule.sources[0] if rule.sources else "",
        status="assumed",
    )


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
