"""Which levels does a wording lay down, and with which figures under one cover?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeGuard

from sonae.core.cover_terms import CoverTerms, SwitchValue
from sonae.core.facts import LARGEST
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

LEVEL_KINDS = (RATIO, PER_HEAD, WAITING, DEDUCTIBLE, LIMIT)
SCOPES = (LINE, CLAIM, EVENT, TERM)
# how sure a level is whose switch the insurer filled in
STATED = "stated"


@dataclass(frozen=True, slots=True)
class Amount:
    """Where the figure of a level comes from: written out, an amount of the cover, or a switch of the wording.

    ``share`` of it is taken (``1/2`` of the liability limit), and never more than ``at_most``. A ratio is a switch of
    type ``rate``, or ``share`` alone. What is written out is ``yen``, of waiting ``hours``.
    """

    yen: int | None = None
    hours: int | None = None
    of: str = ""
    switch: str = ""
    share: Fraction = Fraction(1)
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class LevelRule:
    """One level of the stack as the wording writes it; the order of the levels is the order of application.

    ``kind`` is ``ratio`` (a share of each line is paid), ``per_head`` (yen for each person), ``waiting`` (hours whose
    loss stays), ``deductible`` or ``limit`` (yen ``per`` line, claim, event or term). ``parts`` and ``items`` say what
    passes through it; empty means all. ``lasts`` are the moments between which the hours of a waiting level pass, by
    the names of their facts; empty where no facts tell.
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
    lasts: tuple[str, str] | tuple[()] = ()


SwitchValues = Mapping[str, SwitchValue | None]


def resolve(
    rules: tuple[LevelRule, ...], cover: CoverTerms, switches: SwitchValues, rounding: Rounding = WHOLE_YEN
) -> Stack | Refusal:
    """Return a wording's levels with the figures of one cover, in their order, or every value that cannot be one, once.

    ``switches`` are the wording's values with those of the cover over them. A level does not exist where its amount is
    a switch without a value, a deductible that the cover does not name, or one for parts that it does not hold;
    ``absent`` says so. Any other amount must be there: no limit is ever taken to be unlimited. A share is rounded down,
    so that no more than the share is ever paid.
    """
    levels: list[Level] = []
    absent: list[Line] = []
    problems: dict[str, Problem] = {}
    for rule in rules:
        amount = rule.amount
        value = switches.get(amount.switch) if amount.switch else _written(rule, cover)
        where = f"switches.{amount.switch}" if amount.switch else f"amounts.{amount.of}"
        if value is None and _needed(rule, cover):
            about: Params = (("amount", amount.of), ("name", amount.of))
            problems[where] = Problem(where, "problem.amount_needed", about)
        elif value is None:
            absent.append(_absent(rule))
        elif not _can_be(rule.kind, value):
            params: Params = (("typed", str(value)), ("switch", amount.switch or amount.of))
            problems[where] = Problem(where, f"problem.switch_{_wanted(rule.kind)}", params)
        else:
            levels.append(_level(rule, Fraction(value), stated=amount.switch in cover.switches))
    if problems:
        return Refusal(tuple(problems.values()))
    return Stack(tuple(levels), cover.shared, rounding, tuple(absent), cover.parts)


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
    if rule.kind == WAITING:
        return amount.hours
    return 1 if rule.kind == RATIO else amount.yen


def _can_be(kind: str, value: SwitchValue) -> TypeGuard[int | Fraction]:
    """Return whether a value can be a level's: a rate from 0 to 1, or a whole number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
        return False
    return 0 <= value <= (1 if kind == RATIO else LARGEST) and (kind == RATIO or value == int(value))


def _wanted(kind: str) -> str:
    return "rate" if kind == RATIO else "number"


def _level(rule: LevelRule, value: Fraction, *, stated: bool) -> Level:
    """Return a level with its figure; one that the insurer ``stated`` for this cover is not assumed any more."""
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
        STATED if stated else rule.status,
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
