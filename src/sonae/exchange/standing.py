"""What do the answers of a roster rest on, and how many of its rows rest on each?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sonae.core.answer import assumed_texts
from sonae.core.joining import NoCover
from sonae.core.quote import Quote
from sonae.core.scheme import Scheme
from sonae.core.words import Words


class Reason(NamedTuple):
    """One thing said of rows: core's own key, and its words."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What was assumed for a row, why it found no cover, and whose example answered it.

    Equal only to itself: rows are counted by it, so each exists once.
    """

    assumed: tuple[Reason, ...] = ()
    no_cover: tuple[Reason, ...] = ()
    examples: tuple[Reason, ...] = ()


NOTHING = Standing()


class Standings:
    """The standings of one catalogue's answers: as many as its schemes give rise to, whatever the rows."""

    def __init__(self, words: Words, language: str) -> None:
        self._words, self._language = words, language
        self._known: dict[tuple[Scheme, tuple[str, ...], str], Standing] = {}

    def of(self, scheme: Scheme, quote: Quote | None = None) -> Standing:
        """Return what an answer of ``scheme`` rests on; without ``quote`` it was a refusal."""
        cover = quote.cover if quote else None
        reason = cover.reason if isinstance(cover, NoCover) else ""
        key = (scheme, quote.assumed if quote else (), reason)
        if key not in self._known:
            self._known[key] = self._told(scheme, quote, reason)
        return self._known[key]

    def _told(self, scheme: Scheme, quote: Quote | None, reason: str) -> Standing:
        words, language = self._words, self._language
        texts = assumed_texts(quote, words, language) if quote else []
        return Standing(
            tuple(Reason(*pair) for pair in zip(quote.assumed, texts, strict=True)) if quote else (),
            (Reason(reason, words.say(f"no_cover.{reason}.short", language)),) if reason else (),
            (Reason(scheme.code, scheme.name.say(language)),) if scheme.example else (),
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """A reason with the number of rows it is said of."""

    key: str
    text: str
    rows: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows have any reason of a sort, and how many have each; a row may have several."""

    rows: int = 0
    each: tuple[Counted, ...] = ()


def tally(counts: Mapping[Standing, int], reasons: Callable[[Standing], tuple[Reason, ...]]) -> Tally:
    """Count rows by the reasons of their standings, the most frequent first."""
    rows, each = 0, Counter[Reason]()
    for standing, count in counts.items():
        found = reasons(standing)
        rows += count if found else 0
        for reason in found:
            each[reason] += count
    return Tally(rows, tuple(Counted(*reason, count) for reason, count in each.most_common()))
