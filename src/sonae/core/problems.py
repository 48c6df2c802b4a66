"""What is wrong with what was asked, in which field, and what would be right?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from sonae.core.trace import Params

# as many names as one still reads
LISTED = 12


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
    """Return what was probably meant by an unknown word, up to three guesses.

    Where none is close: all that is known, or of a long list the three that are least unlike.
    """
    words = sorted(known)
    close = get_close_matches(word, words) or (words if len(words) <= LISTED else get_close_matches(word, words, 3, 0))
    return ", ".join(close)
