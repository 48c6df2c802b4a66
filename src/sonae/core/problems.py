"""What is wrong with what was asked, in which field, and what would be right?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from sonae.core.trace import Params, Value

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


def problem(field: str, key: str, **params: Value) -> Problem:
    """Return a problem with the words of ``problem.KEY``."""
    return Problem(field, f"problem.{key}", tuple(params.items()))


def unknown(field: str, key: str, word: str, words: Collection[str]) -> Problem:
    """Return the problem of a word that is not among those there are, with the nearest."""
    return problem(field, key, typed=word, nearest=nearest(word, words) or "-")


def repeated(field: str, key: str, names: Iterable[str]) -> Iterator[Problem]:
    """Yield the problem of every name that stands twice, and of one that is empty."""
    seen: set[str] = set()
    for name in names:
        if name in seen or not name:
            yield problem(field, key if name else "name_needed", typed=name)
        seen.add(name)


def without_zone(field: str, moment: datetime) -> Problem:
    """Return the problem of a moment without its zone: no instant can be told from it."""
    return problem(field, "moment_without_zone", typed=moment.isoformat())


def nearest(word: str, known: Iterable[str]) -> str:
    """Return what was probably meant by an unknown word, up to three guesses.

    Where none is close: all that is known, or of a long list the three that are least unlike.
    """
    words = sorted(known)
    close = get_close_matches(word, words) or (words if len(words) <= LISTED else get_close_matches(word, words, 3, 0))
    return ", ".join(close)
