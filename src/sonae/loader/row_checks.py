"""Can every row of a table be read, and one way only: a tariff's factors, the steps of a scheme's change?"""

from __future__ import annotations

from collections.abc import Iterable

from sonae.loader.problems import Log
from sonae.loader.shapes import Values

# the cells a row must fill and those that nothing reads, by the method of its table
NEEDED = {"points": ("low", "high"), "bands": (), "choices": ("choice",), "per_unit": ()}
UNUSED = {
    "points": ("choice",),
    "bands": ("choice",),
    "choices": ("low", "high"),
    "per_unit": ("low", "high", "choice"),
}
ENDLESS = float("inf")


def sound_rows(method: str, rows: Iterable[Values], log: Log, *, key: str = "", beside: str) -> list[Values]:
    """Return the rows that ``method`` can read; the others are noted.

    ``key`` stands before the name of a cell in what is told, ``beside`` names what asks for the method.
    """
    sound: list[Values] = []
    for row in rows:
        if _filled(method, row, log, key, beside) and _ordered(method, row, log, key):
            if (other := next((other for other in sound if _overlap(method, row, other)), None)) is None:
                sound.append(row)
            else:
                _twice(method, row, other, log, key)
    return sound


def _filled(method: str, row: Values, log: Log, key: str, beside: str) -> bool:
    """Note cells that the method needs and misses, and cells that it does not read."""
    missing = [column for column in NEEDED[method] if row[column] in {None, ""}]
    unused = [column for column in UNUSED[method] if row[column] not in {None, ""}]
    for column in missing:
        log.add(row.at, f"{key}{column}", "needed", beside=beside)
    for column in unused:
        log.add(row.place(column), f"{key}{column}", "unused", found=row[column], beside=beside)
    return not missing and not unused


def _ordered(method: str, row: Values, log: Log, key: str) -> bool:
    low, high = row["low"] or 0, row["high"]
    if method == "points" and low != high:
        log.add(row.place("high"), f"{key}high", "point", low=low, high=high)
        return False
    if method == "bands" and high is not None and high <= low:
        log.add(row.place("high"), f"{key}high", "order")
        return False
    return True


def _twice(method: str, row: Values, other: Values, log: Log, key: str) -> None:
    """Note a row that answers for what an earlier one answers for."""
    if method == "choices":
        log.add(row.place("choice"), f"{key}choice", "duplicate_row", other=other.at.line)
    else:
        end = "∞" if other["high"] is None else other["high"]
        log.add(row.place("low"), f"{key}low", "overlap", other=other.at.line, low=other["low"] or 0, high=end)


def _overlap(method: str, one: Values, other: Values) -> bool:
    if method == "choices":
        return bool(one["choice"] == other["choice"])
    if method == "points":
        return bool(one["low"] == other["low"])
    ends = [ENDLESS if row["high"] is None else row["high"] for row in (one, other)]
    return (one["low"] or 0) < ends[1] and (other["low"] or 0) < ends[0]
