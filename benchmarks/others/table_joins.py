"""The same rows rated by joins: Polars and DuckDB, each on the list of all cells.

Runs in an environment of its own; rows and cells come as files from ``benchmarks.joins``.
Two ways each: the five columns as keys, and one packed key, which is made within the time measured.
``python table_joins.py FOLDER`` with the number of threads in POLARS_MAX_THREADS
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl
from serving import serve, timed

FOLDER = Path(sys.argv[1])
KEYS = ("scheme", "kind", "family", "plan", "size")
PACKED = "(((scheme::BIGINT * 256 + kind) * 256 + family) * 256 + plan) * 65536 + size"

rows = {name: np.load(FOLDER / f"rows_{name}.npy") for name in KEYS}
cells = {name: np.load(FOLDER / f"cells_{name}.npy") for name in (*KEYS, "premium", "code")}

rows_pl, cells_pl = pl.DataFrame(rows), pl.DataFrame(cells)
duck = duckdb.connect()
duck.execute(f"SET threads = {int(os.environ['POLARS_MAX_THREADS'])}")
duck.execute("CREATE TABLE asked AS SELECT * FROM rows")
duck.execute("CREATE TABLE prices AS SELECT * FROM cells")
duck.execute(f"CREATE TABLE packed_prices AS SELECT {PACKED} AS key, premium, code FROM prices")  # noqa: S608 - ours


def _packed(frame: pl.DataFrame) -> pl.LazyFrame:
    key = pl.col("scheme").cast(pl.Int64)
    for name in KEYS[1:4]:
        key = key * 256 + pl.col(name)
    return frame.lazy().with_columns(key=key * 65536 + pl.col("size"))


packed_cells_pl = _packed(cells_pl).select("key", "premium", "code").collect()


def polars_five() -> pl.DataFrame:
    """Join on the five columns."""
    joined = rows_pl.lazy().join(cells_pl.lazy(), on=KEYS, how="left", maintain_order="left")
    return joined.select("premium", "code").collect()


def polars_packed() -> pl.DataFrame:
    """Join on one packed key."""
    joined = _packed(rows_pl).join(packed_cells_pl.lazy(), on="key", how="left", maintain_order="left")
    return joined.select("premium", "code").collect()


def _in_order(query: str) -> dict[str, Any]:
    """Run a join; its threads hand rows over in any order, so each is put where its number says."""
    found = duck.execute(query).fetchnumpy()
    premium, code = np.empty(len(found["row"]), np.int64), np.empty(len(found["row"]), np.uint8)
    premium[found["row"]], code[found["row"]] = found["premium"], found["code"]
    return {"premium": premium, "code": code}


def duckdb_five() -> dict[str, Any]:
    """Join on the five columns."""
    return _in_order(
        f"SELECT asked.rowid AS row, premium, code FROM asked LEFT JOIN prices USING ({', '.join(KEYS)})"  # noqa: S608 - ours
    )


def duckdb_packed() -> dict[str, Any]:
    """Join on one packed key."""
    return _in_order(
        f"SELECT row, premium, code FROM (SELECT rowid AS row, {PACKED} AS key FROM asked) "  # noqa: S608 - ours
        "LEFT JOIN packed_prices USING (key)"
    )


def duckdb_sorted() -> dict[str, Any]:
    """Join on the five columns and let DuckDB put the rows in order."""
    query = f"SELECT premium, code FROM asked LEFT JOIN prices USING ({', '.join(KEYS)}) ORDER BY asked.rowid"  # noqa: S608 - ours
    return duck.execute(query).fetchnumpy()


def _check(join: Callable[[], Any]) -> str:
    found = join()
    for name in ("premium", "code"):
        column = found[name]
        np.save(
            FOLDER / f"{join.__name__}_{name}.npy",
            np.asarray(column.to_numpy() if isinstance(column, pl.Series) else column),
        )
    return join.__name__


if __name__ == "__main__":
    joins = (polars_five, polars_packed, duckdb_five, duckdb_packed, duckdb_sorted)
    serve(
        {
            "version": lambda: {
                "polars": pl.__version__,
                "duckdb": duckdb.__version__,
                "threads": pl.thread_pool_size(),
            },
            **{f"check {join.__name__}": lambda join=join: _check(join) for join in joins},
            **{join.__name__: lambda join=join: timed(join) for join in joins},
        }
    )
