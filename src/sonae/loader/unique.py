"""Does an id stand twice where each may stand once?"""

from __future__ import annotations

from collections.abc import Iterable

from sonae.loader.problems import Log
from sonae.loader.shapes import Values


def check_unique(records: Iterable[Values], name: str, log: Log) -> None:
    """Note each record whose ``name`` (its id, its code) is that of an earlier one."""
    lines: dict[str, int] = {}
    for one in records:
        if one[name] in lines:
            log.add(one.place(name), one[name], "duplicate_row", other=lines[one[name]])
        lines[one[name]] = one.place(name).line
