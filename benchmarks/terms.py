"""T1 and T2: how many losses a second pass the terms of a policy, beside Oasis ``fmpy``?

Each facility has a deductible and a limit in each event, all of them together a limit for the event; both sides answer
with what is paid of each event and sample. ``T1@…`` has many facilities in an event, ``T2`` one. Oasis reads and writes
its streams, ours works on arrays in memory; a loss takes four bytes on both sides. Losses are whole yen that single
precision holds exactly.
``python -m benchmarks.terms [--small]`` after ``python -m benchmarks.environments``
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.options import Options, read_options
from benchmarks.timing import Watch, alternate, report, skipped, timed, wait_for_idle
from benchmarks.workers import Worker, environment, worker
from sonae.bulk import Stacks, compile_stacks, settle_events
from sonae.core.levels import DEDUCTIBLE, EVENT, LIMIT, LINE, Level, Stack

SEED = 20250505
TERMS = {"deductible": 30_000, "limit": 500_000, "event_limit": 12_000_000}
# events, facilities, samples, and the power of ten of the largest loss: some events reach their limit
SHAPES = {
    "T1@2000x100x10": (2_000, 100, 10, 6.2),
    "T1@200x1000x100": (200, 1_000, 100, 5.1),
    "T1@2000x1000x1": (2_000, 1_000, 1, 5.1),
    "T2": (500_000, 1, 1, 6.5),
}
SMALL = {"T1": (20, 100, 3, 6.2), "T2": (500, 1, 1, 6.5)}
# Oasis takes half a minute for the events of T2
ROUNDS = 5


def main(options: Options) -> None:
    """Check for each shape that both pay the same, and time them in turn."""
    python = environment("oasis")
    if python is None:
        for goal in ("T1", "T2"):
            skipped(goal, "Oasis is not installed: python -m benchmarks.environments")
        return
    for goal, shape in (SMALL if options.small else SHAPES).items():
        with tempfile.TemporaryDirectory() as name, worker(python, "oasis_terms.py", name) as oasis:
            _compare(goal, shape, Path(name), oasis, options)


def stacks() -> Stacks:
    """Return the terms as levels: those of each facility, then that of the event."""
    levels = (
        Level("facility_deductible", DEDUCTIBLE, LINE, TERMS["deductible"]),
        Level("facility_limit", LIMIT, LINE, TERMS["limit"]),
        Level("event_limit", LIMIT, EVENT, TERMS["event_limit"]),
    )
    return compile_stacks([Stack(levels)], [("liability", "damages")])


def _compare(goal: str, shape: tuple[int, int, int, float], folder: Path, oasis: Worker, options: Options) -> None:
    events, facilities, samples, largest = shape
    random = np.random.default_rng(SEED)
    losses = (10 ** random.uniform(3, largest, (facilities, events, samples))).astype(np.int32)
    np.save(folder / "losses.npy", losses)
    (folder / "terms.json").write_text(json.dumps(TERMS), encoding="ascii")
    oasis.do("prepare")
    compiled, lines = stacks(), losses.reshape(facilities, -1)
    oasis.do("check")
    assert np.array_equal(np.load(folder / "paid.npy").reshape(-1), settle_events(compiled, lines)), goal
    idle = wait_for_idle(options.wait_s)
    watch = Watch()
    rounds = min(options.rounds, ROUNDS)
    best = alternate(
        {"ours": lambda: timed(lambda: settle_events(compiled, lines)), "oasis": lambda: float(oasis.do("pay"))}, rounds
    )
    report(
        goal,
        what=f"terms on {events:,} events x {facilities:,} facilities x {samples} samples: Oasis fmpy / ours",
        ours_s=best["ours"],
        other_s=best["oasis"],
        ratio=best["oasis"] / best["ours"],
        small=options.small,
        packages=("numpy",),
        ours_losses_per_s=round(losses.size / best["ours"]),
        other_losses_per_s=round(losses.size / best["oasis"]),
        other_versions={"oasislmf": oasis.do("version")},
        rounds=rounds,
        idle_before=idle,
        idle_during=watch.idle_share(),
    )


if __name__ == "__main__":
    main(read_options(__doc__))
