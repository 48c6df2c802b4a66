"""How large and how patient should a benchmark be?"""

from __future__ import annotations

import argparse
from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """``small``: a few rows, correctness asserted, timing only looked at. ``wait_s``: for idle cores."""

    small: bool
    rounds: int
    wait_s: float


def read_options(about: str | None, arguments: list[str] | None = None) -> Options:
    """Read the options every benchmark has."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", action="store_true", help="few rows and rounds: for the gate")
    parser.add_argument("--rounds", type=int, help="how often each side is timed (the minimum counts)")
    parser.add_argument("--wait", type=float, default=120, metavar="SECONDS", help="longest wait for idle cores")
    found = parser.parse_args(arguments)
    rounds = found.rounds or (2 if found.small else 15)
    return Options(found.small, rounds, 0 if found.small else found.wait)
