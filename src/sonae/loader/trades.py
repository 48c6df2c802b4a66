"""For which trades, and which of their kinds, is a cost book or a playbook, where several folders bring one?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from sonae.core.incident import CostBook
from sonae.core.playbook import Playbook
from sonae.core.scheme import Scheme
from sonae.loader.problems import Log, Place
from sonae.loader.references import check_known
from sonae.loader.shapes import ListOf, Opt, Values
from sonae.loader.vocabulary import CODE

Edition = TypeVar("Edition", CostBook, Playbook)
KINDS = Opt(ListOf(CODE), ())


@dataclass(frozen=True, slots=True)
class NamedKind:
    """A kind of facility that an entry is limited to, and where it says so."""

    kind: str
    at: Place
    key: str


def kinds_named(entries: Iterable[tuple[str, Values]]) -> tuple[NamedKind, ...]:
    """Return every kind that these entries, each with its key, are limited to."""
    return tuple(NamedKind(kind, one.place("kinds"), f"{key}.kinds") for key, one in entries for kind in one["kinds"])


def check_named(edition: CostBook | Playbook, named: Iterable[NamedKind], schemes: Iterable[Scheme], log: Log) -> None:
    """Note each kind that no scheme of the edition's trades has: its entry would be shown to nobody."""
    known = {kind for scheme in schemes if scheme.trade in edition.trades for kind in scheme.kinds}
    for one in named:
        check_known(one.kind, known, one.at, one.key, log)


def check_trades(values: Values, log: Log) -> None:
    """Note an edition that is for no trade at all."""
    if not values["trades"]:
        log.add(values.place("trades"), "trades", "missing_key", shape="the trade of the schemes it is for")


def last_of_each_trade(editions: Mapping[str, Edition], roots: Sequence[Path], section: str) -> dict[str, Edition]:
    """Return the editions with the trades left to them: those of the last folder that has any stand in for others."""
    rank = {code: max(i for i, root in enumerate(roots) if (root / section / code).is_dir()) for code in editions}
    last: dict[str, int] = {}
    for code, edition in editions.items():
        last |= {trade: max(rank[code], last.get(trade, 0)) for trade in edition.trades}
    kept = {
        code: replace(edition, trades=tuple(trade for trade in edition.trades if last[trade] == rank[code]))
        for code, edition in editions.items()
    }
    return {code: edition for code, edition in kept.items() if edition.trades}
