"""Do the files of one tariff agree with each other, and can every row of its tables be read one way only?"""

from __future__ import annotations

from sonae.loader.problems import Log
from sonae.loader.references import check_known
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
            check_known(kind, based, table.place("kinds"), key, log)
    for row in rows:
        code = row["table"]
        check_known(code, rated, row.at, "table", log)
        for kind in row["known_for"].split() if code in rated else ():
            check_known(kind, rated[code], row.at, "known_for", log)
