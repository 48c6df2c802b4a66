"""How do programs in environments of their own take part, in turn with ours? As processes that wait."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OTHERS = Path(__file__).resolve().parent / "others"
ENVIRONMENTS = Path(__file__).resolve().parent.parent / ".tools" / "benchmarks"


class Worker:
    """One waiting process; ``do`` gives it a task and returns its answer."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def do(self, task: str) -> Any:
        """Return what the process answers to ``task``; RuntimeError if it died instead."""
        to, back = self._process.stdin, self._process.stdout
        assert to is not None
        assert back is not None
        to.write(task + "\n")
        to.flush()
        line = back.readline()
        if not line:
            raise RuntimeError(f"the process ended at {task!r} with code {self._process.wait()}")
        return json.loads(line)


def environment(name: str) -> Path | None:
    """Return the interpreter of an installed environment, or None."""
    python = ENVIRONMENTS / name / "bin" / "python"
    return python if python.exists() else None


@contextmanager
def worker(python: Path, script: str, argument: str, **settings: str) -> Iterator[Worker]:
    """Start a program of ``others/`` with one argument and settings in its environment, and end it."""
    command = [str(python), "-W", "ignore", str(OTHERS / script), argument]
    process = subprocess.Popen(  # noqa: S603 - programs of ours
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **settings}
    )
    try:
        yield Worker(process)
    finally:
        process.kill()
        process.communicate()
