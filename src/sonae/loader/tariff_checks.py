"""Do the files of one tariff agree with each other, and can every row of its tables be read one way only?"""

from __future__ import annotations

from sonae.core.problems import nearest
from sonae.loader.problems import Log
from sonae.loader.shapes import Values
from sonae.loader.unique import check_unique


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
