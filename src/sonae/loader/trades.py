"""For which trades is a cost book or a playbook, where several folders bring one?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from sonae.core.incident import CostBook
from sonae.core.playbook import Playbook
from sonae.loader.problems import Log
from sonae.loader.shapes import Values

Edition = TypeVar("Edition", CostBook, Playbook)


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
