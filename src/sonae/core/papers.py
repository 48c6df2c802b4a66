"""Which papers does a claim need, and by which rule is the day found by which it must be paid?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sonae.core.scheme import Text


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """One group of papers with examples; ``claim_types`` are those that need it, empty all."""

    id: str
    number: str
    text: Text
    examples: Text
    claim_types: frozenset[str]
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground on which more time may be taken; ``days`` in all from completion, None where nobody printed it."""

    id: str
    number: str
    text: Text
    days: int | None
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperRules:
    """Papers by group, and the days within which a complete claim is paid.

    ``first_day`` names the yes/no switch that says whether the day of completion counts as the first.
    """

    claim_types: Mapping[str, Text]
    groups: tuple[PaperGroup, ...]
    days: int
    first_day: str
    grounds: tuple[Ground, ...]
    status: str
    sources: tuple[str, ...]
