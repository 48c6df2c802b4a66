"""R3 and R5: how many rows a second are rated, beside plain NumPy and beside the bare gather?

R3 compares with the faster of two programs that give the same premiums and codes: a sorted list of
keys (``searchsorted`` + ``take``), and the tariff's formula in arrays. R5 compares with the gathers of
the premiums alone: ``R5`` with the plain one, ``R5-tuned`` with the same in pieces that fit the cache.
Both sides run on one core. Where numba is installed, ``-compiled`` is our one pass by machine code. Last
comes the memory of a process that rates ten million rows.
``python -m benchmarks.bulk_rows [--small]``
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping

import numpy as np

from benchmarks import plain_numpy
from benchmarks.options import Options, read_options
from benchmarks.sample import SCHEME, Rows, rows
from benchmarks.timing import Watch, alternate, peak_mib, report, timed, wait_for_idle
from sonae.bulk import compile_cube, fast, rate_rows
from sonae.loader import load_catalogue

SMALL, COUNTS = (20_000,), (1_000_000, 10_000_000)
MEMORY_ROWS = 10_000_000
WAYS = {"": False, "-compiled": True} if fast.compiled() else {"": False}


def main(options: Options) -> None:
    """Check that all give the same figures, time them, and weigh a process of ten million rows."""
    catalogue = load_catalogue()
    cube = compile_cube(catalogue)
    dense = plain_numpy.dense(cube)
    keyed = plain_numpy.keyed(catalogue, cube)
    formula = plain_numpy.formula(catalogue, cube, SCHEME)
    for count in SMALL if options.small else COUNTS:
        every = rows(catalogue, cube, count)
        one = rows(catalogue, cube, count, scheme=SCHEME)
        programs: dict[str, Callable[[], object]] = {
            **{
                name + suffix: lambda asked=asked, compiled=compiled: rate_rows(cube, *asked, compiled=compiled)
                for suffix, compiled in WAYS.items()
                for name, asked in (("ours", every), ("ours_one_scheme", one))
            },
            "by_key": lambda every=every: plain_numpy.by_key(keyed, every),
            "by_formula": lambda one=one: plain_numpy.by_formula(formula, one),
            "gather": lambda every=every: plain_numpy.gather(dense, every),
            "gather_in_pieces": lambda every=every: plain_numpy.gather_in_pieces(dense, every),
        }
        _check(programs)
        idle = wait_for_idle(options.wait_s)
        watch = Watch()
        rounds = options.rounds if count < COUNTS[-1] else max(2, options.rounds // 2)
        best = alternate({name: lambda run=run: timed(run) for name, run in programs.items()}, rounds)
        about = {
            "small": options.small,
            "rows": count,
            "rounds": rounds,
            "idle_before": idle,
            "idle_during": watch.idle_share(),
        }
        _report(count, best, about)
    _memory(options)


def _check(programs: Mapping[str, Callable[[], object]]) -> None:
    """Refuse to time programs that do not give the same integers."""
    found = {name: run() for name, run in programs.items()}
    for suffix in WAYS:
        for ours, other in (("ours", "by_key"), ("ours_one_scheme", "by_formula")):
            for mine, theirs in zip(found[ours + suffix], found[other], strict=True):
                assert np.array_equal(mine, theirs), other
    for other in ("gather", "gather_in_pieces"):
        assert np.array_equal(found["ours"].premiums, found[other]), other


def _report(count: int, best: Mapping[str, float], about: Mapping[str, object]) -> None:
    pairs = (
        ("R3", "ours", "by_key", "NumPy searchsorted + take over the list of all cells"),
        (
            "R3",
            "ours_one_scheme",
            "by_formula",
            "NumPy searchsorted + take over the tariff's points, formula in integers",
        ),
        ("R5", "ours", "gather", "one plain NumPy gather of the dense table, premiums alone"),
        ("R5-tuned", "ours", "gather_in_pieces", "the same gather tuned to the cache, premiums alone"),
    )
    for suffix in WAYS:
        for goal, ours, other, what in pairs:
            report(
                f"{goal}{suffix}@{count:.0e}".replace("e+0", "e"),
                what=f"rating {count:,} rows / {what}",
                ours_s=best[ours + suffix],
                other_s=best[other],
                ratio=best[other] / best[ours + suffix],
                packages=("numpy", "numba") if suffix else ("numpy",),
                ours_rows_per_s=round(count / best[ours + suffix]),
                other_rows_per_s=round(count / best[other]),
                **about,
            )


def _memory(options: Options) -> None:
    """Rate ten million rows in a process of its own and print how much memory it took."""
    command = [sys.executable, "-m", "benchmarks.bulk_rows", "--weigh", *(["--small"] if options.small else [])]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own module
    print(done.stdout, end="", flush=True)


def weigh(count: int) -> None:
    """Print the memory of this process before and after rating ``count`` rows."""
    catalogue = load_catalogue()
    cube = compile_cube(catalogue)
    ready = peak_mib()
    asked: Rows = rows(catalogue, cube, count)
    filled = peak_mib()
    rated = rate_rows(cube, *asked)
    line = {
        "id": "memory",
        "what": f"one process that rates {count:,} rows; peaks of resident memory in MiB",
        "cube_mib": round(cube.nbytes / 2**20, 2),
        "columns_mib": round(sum(column.nbytes for column in asked) / 2**20, 1),
        "answers_mib": round(sum(column.nbytes for column in rated) / 2**20, 1),
        "catalogue_and_cube_mib": ready,
        "with_columns_mib": filled,
        "peak_mib": peak_mib(),
    }
    print(json.dumps(line))


if __name__ == "__main__":
    if "--weigh" in sys.argv:
        weigh(SMALL[0] if "--small" in sys.argv else MEMORY_ROWS)
    else:
        main(read_options(__doc__))
