"""How are two things timed fairly on one machine? Alternating, by their minima, and with all named.

Each goal is a ratio of two timings of one run: wait for idle cores, interleave A B A B, take the
minima, and print both times, the versions and how idle the machine was, as one JSON line a pair.
"""

from __future__ import annotations

import gc
import json
import os
import platform
import resource
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

AT_MOST, AT_LEAST = "<=", ">="
STAT = Path("/proc/stat")
IDLE_ENOUGH = 0.95


@dataclass(frozen=True)
class Goal:
    """Which way a ratio should go, its floor (below it the work isn't done) and its target."""

    way: str
    floor: float
    target: float

    def reached(self, ratio: float) -> str:
        """Say whether ``ratio`` reaches the target, the floor or neither."""
        better = (lambda limit: ratio <= limit) if self.way == AT_MOST else (lambda limit: ratio >= limit)
        return "target" if better(self.target) else "floor" if better(self.floor) else "missed"


GOALS = {
    "R1": Goal(AT_MOST, 20, 8),
    "R2": Goal(AT_LEAST, 30, 100),
    "R3": Goal(AT_LEAST, 3, 7),
    "R4-polars": Goal(AT_LEAST, 10, 25),
    "R4-duckdb": Goal(AT_LEAST, 12, 30),
    "R4-openfisca": Goal(AT_LEAST, 150, 400),
    "R5": Goal(AT_LEAST, 0.4, 0.7),
    "T1": Goal(AT_LEAST, 20, 50),
    "T2": Goal(AT_LEAST, 150, 500),
    "T3": Goal(AT_LEAST, 1, 4),
    "T4": Goal(AT_MOST, 30, 10),
    "T4-drawn": Goal(AT_MOST, 30, 10),
    "W1-page": Goal(AT_MOST, 6, 3),
    "W1-result": Goal(AT_MOST, 6, 3),
    "W1-api": Goal(AT_MOST, 6, 3),
    **{f"W1-{page}": Goal(AT_MOST, 6, 3) for page in ("home", "members", "case", "enrolment", "api-members")},
}


def _ticks() -> tuple[int, int] | None:
    if not STAT.exists():
        return None
    ticks = [int(part) for part in STAT.read_text(encoding="ascii").split("\n", 1)[0].split()[1:9]]
    return ticks[3] + ticks[4], sum(ticks)


@dataclass
class Watch:
    """How much of the machine's processor time was left idle since the watch began."""

    begun: tuple[int, int] | None = field(default_factory=_ticks)

    def idle_share(self) -> float | None:
        """The idle share, 0 to 1, of all cores; None where the system does not say."""
        now = _ticks()
        if now is None or self.begun is None or now[1] == self.begun[1]:
            return None
        return round((now[0] - self.begun[0]) / (now[1] - self.begun[1]), 3)


def wait_for_idle(longest_s: float) -> float | None:
    """Wait until nearly all cores were idle for a second, but no longer than told; return the share."""
    until = time.monotonic() + longest_s
    while True:
        watch = Watch()
        time.sleep(min(1.0, max(longest_s, 0.05)))
        share = watch.idle_share()
        if share is None or share >= IDLE_ENOUGH or time.monotonic() >= until:
            return share


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that one call takes, without a collection of garbage inside."""
    gc.collect()
    gc.disable()
    try:
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun
    finally:
        gc.enable()


def alternate(seconds_of: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Measure each in turn, ``rounds`` times, and return the smallest seconds of each."""
    best = dict.fromkeys(seconds_of, float("inf"))
    for _ in range(rounds):
        for name, seconds in seconds_of.items():
            best[name] = min(best[name], seconds())
    return best


def report(
    goal: str,
    *,
    what: str,
    ours_s: float,
    other_s: float,
    ratio: float,
    small: bool,
    packages: tuple[str, ...] = (),
    **more: object,
) -> None:
    """Print one pair as one JSON line; ``ratio`` is what the goal speaks of, a small run says nothing of it."""
    aim = GOALS.get(goal.partition("@")[0].removesuffix("-compiled").removesuffix("-packed").removesuffix("-new"))
    line = {
        "id": goal,
        "what": what,
        "ours_s": _short(ours_s),
        "other_s": _short(other_s),
        "ratio": _short(ratio),
        "small": small,
        "goal": f"{aim.way} {aim.floor:g}, aim {aim.target:g}" if aim else None,
        "reached": aim.reached(ratio) if aim and not small else None,
        **more,
        "cores": os.cpu_count(),
        "versions": {"python": platform.python_version(), **{name: version(name) for name in packages}},
    }
    print(json.dumps(line, ensure_ascii=False), flush=True)


def skipped(goal: str, why: str) -> None:
    """Print that a pair was not measured, and why."""
    print(json.dumps({"id": goal, "skipped": why}, ensure_ascii=False), flush=True)


def peak_mib() -> float:
    """Return the most memory that this process has held."""
    # Linux hands the largest `ru_maxrss` of the parent on to the child: ask for this process's own
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return round(int(line.split()[1]) / 1024, 1)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def _short(number: float) -> float:
    return float(f"{number:.4g}")
