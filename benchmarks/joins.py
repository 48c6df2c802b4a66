"""R4: how many rows a second are rated, beside the best joins of Polars and DuckDB?

``R4-polars`` and ``R4-duckdb`` join on the five columns as they come, ``-packed`` on one number made of
them by hand, which is the quicker join. Each has the list of all cells in its own memory; each pair gets the
same number of threads, first one, then one for each core. Where numba is installed, ``-compiled`` is our one
pass by machine code.
``python -m benchmarks.joins [--small]`` after ``python -m benchmarks.environments``
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from benchmarks.bulk_rows import WAYS
from benchmarks.options import Options, read_options
from benchmarks.plain_numpy import cells_of_plans
from benchmarks.sample import rows
from benchmarks.timing import Watch, alternate, report, skipped, timed, wait_for_idle
from benchmarks.workers import Worker, environment, worker
from sonae.bulk import Rated, compile_cube, rate_rows
from sonae.loader import load_catalogue

COLUMNS = ("scheme", "kind", "family", "plan", "size")
JOINS = {
    "R4-polars": ("polars_five",),
    "R4-polars-packed": ("polars_packed",),
    "R4-duckdb": ("duckdb_five", "duckdb_sorted"),
    "R4-duckdb-packed": ("duckdb_packed",),
}


def main(options: Options) -> None:
    """Write rows and cells, check that all give the same, and time them in turn."""
    python = environment("tables")
    if python is None:
        for goal in ("R4-polars", "R4-duckdb"):
            skipped(goal, "Polars and DuckDB are not installed: python -m benchmarks.environments")
        return
    catalogue = load_catalogue()
    cube = compile_cube(catalogue)
    asked = rows(catalogue, cube, 20_000 if options.small else 1_000_000)
    rated = rate_rows(cube, *asked)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for column, values in zip(COLUMNS, asked, strict=True):
            np.save(folder / f"rows_{column}.npy", values)
        for column, values in zip((*COLUMNS, "premium", "code"), cells_of_plans(catalogue, cube), strict=True):
            np.save(folder / f"cells_{column}.npy", values)
        for threads in sorted({1, os.cpu_count() or 1}):
            with worker(python, "table_joins.py", name, POLARS_MAX_THREADS=str(threads)) as other:
                _check(other, folder, rated)
                ours = {
                    suffix: lambda threads=threads, compiled=compiled: rate_rows(
                        cube, *asked, threads=threads, compiled=compiled
                    )
                    for suffix, compiled in WAYS.items()
                }
                _time(options, other, ours, threads)


def _check(other: Worker, folder: Path, rated: Rated) -> None:
    """Refuse to time joins that do not give the same integers."""
    for join in (join for joins in JOINS.values() for join in joins):
        other.do(f"check {join}")
        assert np.array_equal(np.load(folder / f"{join}_premium.npy"), rated.premiums), join
        assert np.array_equal(np.load(folder / f"{join}_code.npy"), rated.codes), join


def _time(options: Options, other: Worker, ours: Mapping[str, Callable[[], Rated]], threads: int) -> None:
    """Time all joins and ours in turn, and report the best join of each engine."""
    count, idle = ours[""]().codes.size, wait_for_idle(options.wait_s)
    watch = Watch()
    best = alternate(
        {
            **{f"ours{suffix}": lambda rate=rate: timed(rate) for suffix, rate in ours.items()},
            **{join: lambda join=join: float(other.do(join)) for joins in JOINS.values() for join in joins},
        },
        options.rounds,
    )
    about = {
        "threads": threads,
        "other_versions": other.do("version"),
        "idle_before": idle,
        "idle_during": watch.idle_share(),
    }
    for suffix in ours:
        for goal, joins in JOINS.items():
            theirs, seconds = min(best[join] for join in joins), best[f"ours{suffix}"]
            report(
                f"{goal}{suffix}@{threads}",
                what=f"{count:,} rows, premium and code: {' or '.join(joins)} / ours",
                ours_s=seconds,
                other_s=theirs,
                ratio=theirs / seconds,
                packages=("numpy", "numba") if suffix else ("numpy",),
                small=options.small,
                ours_rows_per_s=round(count / seconds),
                other_rows_per_s=round(count / theirs),
                **about,
            )


if __name__ == "__main__":
    main(read_options(__doc__))
