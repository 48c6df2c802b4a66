"""What is a job? Work that outlives the request that asked for it, and is done once however its workers end.

A job is a function of keyword arguments that JSON can carry, asked for in the transaction of what it is to follow:
where that is rolled back, it was never asked for.

    @job()
    def issue(*, organisation_id: int, enrolment_id: int) -> None: …

    issue.enqueue(organisation_id=…, enrolment_id=…)

One that names an `organisation_id` acts for it, behind the second wall; one that names none is the house's own. A job
is one transaction, together with the note that it is done. One that must not hold a transaction (it talks to another
machine, or computes for seconds) says `job(steps=True)`: it opens `walls.within` for each step itself, and is to be
idempotent, for it may be begun again after any of them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ParamSpec
from zoneinfo import ZoneInfo

from django_tasks.base import Task, task

P = ParamSpec("P")
# after an error a job is tried again so much later; after the last it has failed, and waits for somebody to look
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
TOKYO = ZoneInfo("Asia/Tokyo")
STEPS = "in_steps"


class AgainError(Exception):
    """Raised by a job that is not at fault: once more at this moment, however often it takes."""

    def __init__(self, at: datetime) -> None:
        super().__init__(f"again at {at.isoformat()}")
        self.at = at


def job(*, steps: bool = False) -> Callable[[Callable[P, None]], Task[P, None]]:
    """Make a function of a module a job; see the top of this module."""

    def decorate(function: Callable[P, None]) -> Task[P, None]:
        for name, parameter in inspect.signature(function).parameters.items():
            if parameter.kind is not parameter.KEYWORD_ONLY:
                raise TypeError(f"{function.__qualname__}: {name} must be a keyword")
        setattr(function, STEPS, steps)
        return task(function)

    return decorate


@dataclass(frozen=True, slots=True)
class Every:
    """When a job of the schedule is due: each `interval`, counted from midnight in Tokyo and `after`.

    A slice enters the schedule by `schedule = {"sonae.app.….actions.job": Every(…)}` on its AppConfig. A moment that
    passed while no worker ran is made up for once.
    """

    interval: timedelta
    after: timedelta = timedelta()

    def last_due(self, at: datetime) -> datetime:
        """The latest moment up to `at` at which the job was due."""
        origin = datetime(2000, 1, 1, tzinfo=TOKYO) + self.after
        return origin + (at - origin) // self.interval * self.interval
