"""What do the answers of a roster rest on, and how many of its rows rest on each?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from sonae.core.answer import assumed_texts
from sonae.core.catalogue import Catalogue
from sonae.core.joining import Cover, NoCover
from sonae.core.quote import MID_TERM_PREMIUM, Quote
from sonae.core.scheme import Scheme
from sonae.exchange.faults import say


class Reason(NamedTuple):
    """One thing said of rows: core's own key, and its words."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What was assumed for a row, why it found no cover, whose example answered it, and from which edition.

    ``said`` is what the row itself says of it: what was assumed, in few words, and that it is an example.
    Equal only to itself: rows are counted by it, so each exists once.
    """

    assumed: tuple[Reason, ...] = ()
    no_cover: tuple[Reason, ...] = ()
    examples: tuple[Reason, ...] = ()
    editions: tuple[Reason, ...] = ()
    said: str = ""


NOTHING = Standing()


class Standings:
    """The standings of one catalogue's answers: as many as its schemes give rise to, whatever the rows."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self._catalogue, self._words, self._language = catalogue, catalogue.words, language
        self._known: dict[tuple[Scheme, tuple[str, ...], str], Standing] = {}

    def of(self, scheme: Scheme, quote: Quote | None = None, *, dated: bool = True) -> Standing:
        """Return what an answer of ``scheme`` rests on; without ``quote`` it was a refusal.

        Of an answer that is not ``dated`` only the annual premium is given, not its cover.
        """
        cover = quote.cover if quote and dated else None
        reason = cover.reason if isinstance(cover, NoCover) else ""
        if quote and not dated:
            quote = replace(quote, assumed=_annually(quote))
        key = (scheme, quote.assumed if quote else (), reason)
        if key not in self._known:
            self._known[key] = self._told(scheme, quote, reason)
        return self._known[key]

    def _told(self, scheme: Scheme, quote: Quote | None, reason: str) -> Standing:
        words, language = self._words, self._language
        texts = assumed_texts(quote, words, language) if quote else []
        assumed = tuple(Reason(*pair) for pair in zip(quote.assumed, texts, strict=True)) if quote else ()
        return Standing(
            assumed,
            (Reason(reason, words.say(f"no_cover.{reason}.short", language)),) if reason else (),
            (Reason(scheme.code, scheme.name.say(language)),) if scheme.example else (),
            (Reason(scheme.code, self._edition(scheme)),),
            self._said(scheme, assumed),
        )

    def _said(self, scheme: Scheme, assumed: tuple[Reason, ...]) -> str:
        """Return the words of a row's own cell: short ones where there are any, else the whole sentence."""
        words, language = self._words, self._language
        said = [words.say("example.row", language)] if scheme.example else []
        for key, text in assumed:
            short = f"assumed.{key}.short"
            said.append(words.say(short, language) if words.has(short) else text.rstrip("。."))
        return say("between", language).join(said)

    def _edition(self, scheme: Scheme) -> str:
        """Return the edition that answers, and the tariff its prices come from, both with their digests."""
        edition = {"name": scheme.name.say(self._language), "code": scheme.code, "digest": scheme.digest}
        tariff = self._catalogue.tariff_of(scheme)
        if tariff is None:
            return say("edition", self._language, **edition)
        return say("edition_tariff", self._language, **edition, tariff=scheme.tariff, tariff_digest=tariff.digest)


def _annually(quote: Quote) -> tuple[str, ...]:
    """Return what was assumed for the scheme and its annual premium, without what only the cover rests on."""
    cover = {MID_TERM_PREMIUM, *(quote.cover.assumed if isinstance(quote.cover, Cover) else ())}
    return tuple(key for key in quote.assumed if key not in cover or key in quote.scheme.assumed)


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
