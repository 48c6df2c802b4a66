"""Which of the known words was probably meant?"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str], count: int = 3) -> str:
    """Return the closest known words, or all of them where none is close."""
    words = list(known)
    return ", ".join(get_close_matches(word, words, n=count, cutoff=0.5) or words)
