"""Which levels does a demand pass on its way to being paid, and with which figures? Their order is data."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from sonae.core.money import Rounding
from sonae.core.trace import Line

RATIO, PER_HEAD, WAITING, DEDUCTIBLE, LIMIT = "ratio", "per_head", "waiting", "deductible", "limit"
LINE, CLAIM, EVENT, TERM = "line", "claim", "event", "term"
WHOLE_YEN = Rounding()


@dataclass(frozen=True, slots=True)
class Level:
    """One level with its figure; ``parts`` and ``items`` (also ``part/item``) say what passes it, empty means all.

    ``figure`` is yen (``limit``, ``deductible``), yen for each person (``per_head``) or hours (``waiting``); of a
    ``ratio`` it is ``share``. ``per`` says what the figure is for: each line, claim or event, or the whole term.
    """

    id: str
    kind: str
    per: str
    figure: int = 0
    share: Fraction = Fraction(1)
    parts: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    status: str = ""
    source: str = ""

    def concerns(self, part: str, item: str) -> bool:
        """Return whether an item of a coverage part passes this level; waiting for no hours is no level at all."""
        if self.kind == WAITING and not self.figure:
            return False
        return (not self.parts or part in self.parts) and (
            not self.items or item in self.items or f"{part}/{item}" in self.items
        )

    @property
    def keeps_count(self) -> bool:
        """Whether what passed before matters: not where each line stands alone."""
        return self.per != LINE and self.kind in {LIMIT, PER_HEAD, DEDUCTIBLE}


# the levels passed: the place of each in the stack, and whether it keeps count
Path = tuple[tuple[int, Level, bool], ...]


@dataclass(frozen=True, slots=True)
class Stack:
    """All levels in order; ``shared`` means one set of limits for all facilities, otherwise each has its own.

    ``rounding`` turns what a ratio or the waiting hours let through into whole yen. ``absent`` tells of the levels
    that a wording has and this cover has not. ``parts`` are those that the cover holds; empty where nobody said.
    """

    levels: tuple[Level, ...]
    shared: bool = True
    rounding: Rounding = WHOLE_YEN
    absent: tuple[Line, ...] = ()
    parts: frozenset[str] = frozenset()
    # the levels an item passes, remembered: a stack lives as long as its member's answer
    _paths: dict[tuple[str, str], Path] = field(default_factory=dict, init=False, repr=False, compare=False)

    def path(self, part: str, item: str) -> Path:
        """Return the levels that an item of a coverage part passes, each with its place in the stack."""
        found = self._paths.get((part, item))
        if found is None:
            passed = ((place, one) for place, one in enumerate(self.levels) if one.concerns(part, item))
            found = tuple((place, one, one.keeps_count) for place, one in passed)
            self._paths[part, item] = found
        return found
