"""Do the files of one tariff agree with each other, and can every row of its tables be read one way only?"""

from __future__ import annotations

from sonae.core.problems import nearest
from sonae.loader.problems import Log
from sonae.loader.shapes import Values
from sonae.loader.unique import check_unique

# the cells a row must fill and those that nothing reads, by the method of its table
NEEDED = {"points": ("low", "high"), "bands": (), "choices": ("choice",), "per_unit": ()}
UNUSED = {
    "points": ("choice",),
    "bands": ("choice",),
    "choices": ("low", "high"),
    "per_unit": ("low", "high", "choice"),
}
ENDLESS = float("inf")


def check_tables(tables: tuple[Values, ...], bases: list[Values], rows: list[Values], log: Log) -> None:
    """Note tables that stand twice, rows of unknown tables, and kinds that no base or no table knows."""
    check_unique(tables, "code", log)
    based = {row["kind"] for row in bases}
    rated = {table["code"]: table["kinds"] for table in tables}
    for table in tables if based else ():
        key = f"tables.{table['code']}.kinds"
        for kind in table["kinds"]:
            if kind not in based:
                log.add(table.place("kinds"), key, "unknown_reference", found=kind, known=nearest(kind, based))
    for row in rows:
        code = row["table"]
        if code not in rated:
            log.add(row.at, "table", "unknown_reference", found=code, known=nearest(code, rated))
            continue
        for kind in row["known_for"].split():
            if kind not in rated[code]:
                log.add(row.at, "known_for", "unknown_reference", found=kind, known=nearest(kind, rated[code]))


def sound_rows(table: Values, rows: list[Values], log: Log) -> list[Values]:
    """Return the rows of a table that its method can read; the others are noted."""
    method, sound = table["method"], list[Values]()
    for row in rows:
        if _filled(method, row, log) and _ordered(method, row, log) and _alone(method, row, sound, log):
            sound.append(row)
    return sound


def _filled(method: str, row: Values, log: Log) -> bool:
    """Note cells that the method needs and misses, and cells that it does not read."""
    missing = [column for column in NEEDED[method] if row[column] in {None, ""}]
    unused = [column for column in UNUSED[method] if row[column] not in {None, ""}]
    for column in missing:
        log.add(row.at, column, "needed", beside=f"method: {method}")
    for column in unused:
        log.add(row.at, column, "unused", found=row[column], beside=f"method: {method}")
    return not missing and not unused


def _ordered(method: str, row: Values, log: Log) -> bool:
    low, high = row["low"] or 0, row["high"]
    if method == "points" and low != high:
        log.add(row.at, "high", "point", low=low, high=high)
        return False
    if method == "bands" and high is not None and high <= low:
        log.add(row.at, "high", "order")
        return False
    return True


def _alone(method: str, row: Values, others: list[Values], log: Log) -> bool:
    """Note a row that answers for what an earlier one answers for."""
    other = next((other for other in others if _overlap(method, row, other)), None)
    if other is None:
        return True
    if method == "choices":
        log.add(row.at, "choice", "duplicate_row", other=other.at.line)
    else:
        end = "∞" if other["high"] is None else other["high"]
        log.add(row.at, "low", "overlap", other=other.at.line, low=other["low"] or 0, high=end)
    return False


def _overlap(method: str, one: Values, other: Values) -> bool:
    if method == "choices":
        return bool(one["choice"] == other["choice"])
    if method == "points":
        return bool(one["low"] == other["low"])
    ends = [ENDLESS if row["high"] is None else row["high"] for row in (one, other)]
    return (one["low"] or 0) < ends[1] and (other["low"] or 0) < ends[0]
