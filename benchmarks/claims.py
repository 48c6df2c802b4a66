"""T3: how many lines of claims a second are settled through all limits, beside simple NumPy and plain Python?

``lines`` is one line after the other by ``core.ledger``, each with its whole waterfall, beside the same rule in plain
Python. ``T3`` is ``bulk.settle_rows`` beside readable NumPy on the same arrays, ``million`` beside that plain Python;
where numba is installed, ``-compiled`` is our one pass by machine code. Last comes the memory of processes that draw
and settle different numbers of lines: it must not grow with them.
``python -m benchmarks.claims [--small]``
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from benchmarks.claims_sample import AT_ONCE, ROUTES, STACKS, YEAR, incidents, plans_of
from benchmarks.options import Options, read_options
from benchmarks.plain_limits import NumpyLedger, PlainLedger
from benchmarks.timing import Watch, alternate, peak_mib, report, timed, wait_for_idle
from sonae.bulk import Demands, close_claims, compile_stacks, open_ledgers, pour, settle_rows
from sonae.core.ledger import Demand, Ledger, post
from sonae.core.ledger_trace import posting_line

ACCOUNTS, ROWS, SMALL, LINES = 20_000, 1_000_000, 20_000, 20_000
WEIGHED = (250_000, 1_000_000, 4_000_000)
WAYS = {"": False, "-compiled": True} if pour.compiled() else {"": False}
Ints = NDArray[np.int64]


def main(options: Options) -> None:
    """Check that all pay the same, time them, and weigh processes of different numbers of lines."""
    plans = plans_of(ACCOUNTS)
    chunks = list(incidents(ACCOUNTS, SMALL if options.small else ROWS))
    _check(plans, chunks)
    _time(
        options,
        chunks,
        {
            **{f"ours{suffix}": lambda way=way: list(ours(plans, chunks, way)) for suffix, way in WAYS.items()},
            "numpy": lambda: list(by_numpy(plans, chunks)),
        },
        {f"T3{suffix}": (f"ours{suffix}", "numpy", "readable NumPy, round by round") for suffix in WAYS},
    )
    _time(
        options,
        chunks,
        {
            **{f"ours{suffix}": lambda way=way: list(ours(plans, chunks, way)) for suffix, way in WAYS.items()},
            "plain": lambda: list(by_hand(plans, chunks)),
        },
        {f"million{suffix}": (f"ours{suffix}", "plain", "plain Python, dictionaries and min()") for suffix in WAYS},
    )
    first = [Demands(*(column[: SMALL if options.small else LINES] for column in chunks[0]))]
    _time(
        options,
        first,
        {"core": lambda: list(by_core(plans, first, traced=True)), "plain": lambda: list(by_hand(plans, first))},
        {"lines": ("core", "plain", "plain Python (here the ratio says how much longer core takes)")},
    )
    for rows in (SMALL,) if options.small else WEIGHED:
        command = [sys.executable, "-m", "benchmarks.claims", "--weigh", str(rows)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own module
        print(done.stdout, end="", flush=True)


def ours(plans: Ints, chunks: Iterator[Demands] | list[Demands], compiled: bool) -> Iterator[Ints]:  # noqa: FBT001
    """Settle chunk by chunk; what the term uses up is carried on."""
    ledgers = open_ledgers(compile_stacks(STACKS, ROUTES), plans, claims=2 * AT_ONCE, events=AT_ONCE)
    for demands in chunks:
        close_claims(ledgers)
        yield settle_rows(ledgers, demands, compiled=compiled).paid


def by_numpy(plans: Ints, chunks: list[Demands]) -> Iterator[Ints]:
    """Settle with the NumPy of ``plain_limits``."""
    ledger = NumpyLedger(plans, 2 * AT_ONCE, AT_ONCE)
    for demands in chunks:
        ledger.forget()
        yield ledger.pay(demands)


def by_hand(plans: Ints, chunks: list[Demands]) -> Iterator[list[int]]:
    """Settle with the plain Python of ``plain_limits``."""
    ledger, plan_of = PlainLedger(), plans.tolist()
    for demands in chunks:
        ledger.forget()
        yield [ledger.pay(plan_of[row[0]], *row) for row in zip(*(column.tolist() for column in demands), strict=True)]


def by_core(plans: Ints, chunks: list[Demands], *, traced: bool) -> Iterator[list[int]]:
    """Post with ``core.ledger``, one ledger an account, and make each posting's waterfall."""
    ledgers = {account: Ledger(str(account), YEAR, STACKS[plan]) for account, plan in enumerate(plans.tolist())}
    for number, demands in enumerate(chunks):
        paid = []
        rows = zip(*(column.tolist() for column in demands), strict=True)
        for row, (account, route, yen, claim, event, heads, hours) in enumerate(rows):
            part, item = ROUTES[route]
            names = {"id": f"{number}.{row}", "claim": f"{number}.{claim}", "event": f"{number}.{event}"}
            demand = Demand(item, part, yen, heads=heads, hours=hours, **names)
            ledgers[account], posting = post(ledgers[account], demand)
            paid.append(posting.paid)
            if traced:
                posting_line(posting)
        yield paid


def _check(plans: Ints, chunks: list[Demands]) -> None:
    """Refuse to time programs that do not pay the same; core is asked for the first lines."""
    wanted = np.concatenate(list(by_hand(plans, chunks)))
    assert np.array_equal(np.concatenate(list(by_numpy(plans, chunks))), wanted)
    for compiled in WAYS.values():
        assert np.array_equal(np.concatenate(list(ours(plans, chunks, compiled))), wanted)
    first = [Demands(*(column[:LINES] for column in chunks[0]))]
    (found,) = by_core(plans, first, traced=False)
    assert found == wanted[: len(found)].tolist()


def _time(
    options: Options,
    chunks: list[Demands],
    programs: dict[str, Callable[[], object]],
    pairs: dict[str, tuple[str, str, str]],
) -> None:
    """Time programs in turn and report the pairs of them: what, ours, the other."""
    count = sum(demands.yen.size for demands in chunks)
    idle = wait_for_idle(options.wait_s)
    watch = Watch()
    rounds = min(options.rounds, 5)
    best = alternate({name: lambda run=run: timed(run) for name, run in programs.items()}, rounds)
    for goal, (mine, other, what) in pairs.items():
        report(
            goal,
            what=f"settling {count:,} lines through eleven levels / {what}",
            ours_s=best[mine],
            other_s=best[other],
            ratio=best[mine] / best[other] if goal == "lines" else best[other] / best[mine],
            small=options.small,
            packages=("numpy", "numba") if goal.endswith("-compiled") else ("numpy",),
            ours_lines_per_s=round(count / best[mine]),
            other_lines_per_s=round(count / best[other]),
            rounds=rounds,
            idle_before=idle,
            idle_during=watch.idle_share(),
        )


def weigh(rows: int) -> None:
    """Print the memory of this process before and after drawing and settling ``rows`` lines in chunks."""
    plans = plans_of(ACCOUNTS)
    ready = peak_mib()
    paid = sum(int(one.sum()) for one in ours(plans, incidents(ACCOUNTS, rows), compiled=False))
    line = {
        "id": "memory",
        "what": f"one process that draws and settles {rows:,} lines of {ACCOUNTS:,} accounts; peaks in MiB",
        "paid_yen": paid,
        "ready_mib": ready,
        "peak_mib": peak_mib(),
    }
    print(json.dumps(line))


if __name__ == "__main__":
    if "--weigh" in sys.argv:
        weigh(int(sys.argv[-1]))
    else:
        main(read_options(__doc__))
