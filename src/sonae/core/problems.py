"""What is wrong with what was asked, in which field, and what would be right?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from sonae.core.trace import Params


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: the field it concerns, and the key and params of its words."""

    field: str
    key: str
    params: Params = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """The answer to a request that cannot be answered: everything that is wrong, at once."""

    errors: tuple[Problem, ...]


def nearest(word: str, known: Iterable[str]) -> str:
    """Return what was probably meant by an unknown word, up to three guesses; all that is known where none is close."""
    words = sorted(known)
    return ", ".join(get_close_matches(word, words) or words)
