"""Jobs of the tests' own, for worker processes that are started and killed."""

import os
import time
from pathlib import Path

from django.utils import timezone

from sonae.app.common.audit_actions import record
from sonae.app.common.jobs import job
from sonae.app.common.person import of_system

PATIENCE = 60  # a busy machine starts a worker slowly


def note(folder, word):
    """Write a line that outlives the process: what has begun, and in which one."""
    with (Path(folder) / word).open("a") as file:
        file.write(f"{os.getpid()}\n")


def noted(folder, word):
    path = Path(folder) / word
    return path.read_text().split() if path.exists() else []


def wait_for(condition):
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, "it did not come to be"
        time.sleep(0.02)


@job()
def write(*, folder: str, organisation_id: int) -> None:
    """Write one entry of the trail; wait before that as long as the file `hold` is there."""
    note(folder, "begun")
    record(by=of_system("job", organisation_id), at=timezone.now(), action="job.done", subject="job:1")
    while (Path(folder) / "hold").exists():
        time.sleep(0.02)


@job()
def err(*, folder: str, organisation_id: int) -> None:
    """Write one entry of the trail, and fail as long as the file `broken` is there."""
    note(folder, "begun")
    record(by=of_system("job", organisation_id), at=timezone.now(), action="job.done", subject="job:2")
    if (Path(folder) / "broken").exists():
        raise ZeroDivisionError


@job(steps=True)
def step(*, folder: str) -> None:
    """Talk to nobody for as long as the file `hold` is there, without a transaction."""
    note(folder, "begun")
    while (Path(folder) / "hold").exists():
        time.sleep(0.02)
