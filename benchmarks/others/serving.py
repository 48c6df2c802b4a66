"""How does a program in another environment take part? It answers lines on its standard input.

Each line names a task; the answer is one line of JSON. Nothing of Sonae is imported here.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Mapping


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


def serve(tasks: Mapping[str, Callable[[], object]]) -> None:
    """Do the named task for each line read, until the input ends."""
    for line in sys.stdin:
        print(json.dumps(tasks[line.strip()]()), flush=True)
