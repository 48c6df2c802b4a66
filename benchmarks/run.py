"""All benchmarks, one after the other: what ``make bench`` runs.

``python -m benchmarks.run [--small]``; each prints one JSON line a pair. With ``--small`` nothing is installed,
few rows are rated, correctness is asserted and timing is only reported.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks import (
    bulk_rows,
    claims,
    drawing,
    environments,
    joins,
    one_decision,
    one_quote,
    openfisca,
    scale,
    terms,
    web,
)
from benchmarks.options import read_options
from benchmarks.workers import environment
from sonae.bulk import fast

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Install what is compared with, then run every benchmark; the bulk ones again with numba."""
    options = read_options(__doc__)
    if not options.small:
        environments.main()
    for benchmark in (one_quote, one_decision, bulk_rows, claims, openfisca, joins, terms, web, drawing, scale):
        benchmark.main(options)
    python = environment("fast")
    if python is not None and not fast.compiled():
        path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
        for name in ("bulk_rows", "claims", "joins"):
            command = [str(python), "-m", f"benchmarks.{name}", *sys.argv[1:]]
            subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": path})  # noqa: S603 - ours


if __name__ == "__main__":
    main()
