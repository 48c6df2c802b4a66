"""Working jobs off: taking, running, trying again, taking over from the dead, asking for what the schedule has due.

A job is claimed by writing the moment and the worker into its row. Whatever a worker writes of it afterwards, it writes
only where that claim still stands: a worker that was taken for dead and comes back changes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta
from traceback import format_exception

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sonae.app.common import walls
from sonae.app.common.jobs import DELAYS, STEPS, AgainError, job
from sonae.app.common.jobs_models import Scheduled, Worker
from sonae.app.common.models import Once

READY, RUNNING = TaskResultStatus.READY, TaskResultStatus.RUNNING
SUCCESSFUL, FAILED = TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED
Job = DBTaskResult[..., None]
KEPT = timedelta(days=30)
log = logging.getLogger(__name__)


class WorkerDiedError(Exception):
    """The worker that ran the job has not been seen for too long."""


def work_off(*, worker: str) -> int:
    """Run what is due until nothing is; how many jobs that was. A worker's turn, and what tests call."""
    done = 0
    while (claimed := claim(worker=worker)) is not None:
        run(claimed)
        done += 1
    return done


def claim(*, worker: str) -> Job | None:
    """Take the next job that is due, or None. Nobody else gets it."""
    due = DBTaskResult.objects.ready()
    if not due.exists():  # without the lock that a transaction on SQLite begins with
        return None
    with transaction.atomic():
        row = due.get_locked()
        if row is not None:
            row.claim(worker)
    return row


def run(row: Job) -> None:
    """Run a claimed job, and write down how it went."""
    log.info("job %s begins: %s", row.id, row.task_path)
    try:
        function = row.task.func
        arguments = row.args_kwargs["kwargs"]
        if getattr(function, STEPS):
            function(**arguments)
            _done(row)
        else:
            with _whole(row, arguments.get("organisation_id")):
                function(**arguments)
                _done(row)
    except AgainError as again:
        _of(row).update(status=READY, run_after=again.at, worker_ids=[])
        log.info("job %s: %s", row.id, again)
    except Exception as error:  # noqa: BLE001  whatever a job raises, the next one is to run
        _erred(row, error, DELAYS)


@contextmanager
def _whole(row: Job, organisation_id: int | None) -> Iterator[None]:
    """One transaction around a job and the note that it is done; its row is held, so that nobody takes it over."""
    with transaction.atomic(), walls.within(organisation_id) if organisation_id else nullcontext():
        if not _of(row).select_for_update():
            raise WorkerDiedError(f"job {row.id} is another worker's by now")
        yield


def _of(row: Job) -> QuerySet[Job]:
    """The row as long as the claim stands with which it was read."""
    return DBTaskResult.objects.filter(pk=row.pk, status=RUNNING, started_at=row.started_at)


def _done(row: Job) -> None:
    _of(row).update(status=SUCCESSFUL, finished_at=timezone.now(), exception_class_path="", traceback="")


def _erred(row: Job, error: Exception, delays: tuple[timedelta, ...]) -> None:
    """Put a job back for another try, or for good among the failed ones."""
    told = {"exception_class_path": type(error).__qualname__, "traceback": "".join(format_exception(error))}
    tries, now = len(row.worker_ids), timezone.now()
    if tries > len(delays):
        _of(row).update(status=FAILED, finished_at=now, **told)
        log.error("job %s has failed for good: %s", row.id, row.task_path, exc_info=error)
    else:
        _of(row).update(status=READY, run_after=now + delays[tries - 1], **told)
        log.warning("job %s failed, try %d: %s", row.id, tries, row.task_path, exc_info=error)


def live(*, worker: str, at: datetime) -> None:
    """Say that a worker lives."""
    Worker.objects.update_or_create(name=worker, defaults={"seen_at": at})


def leave(*, worker: str) -> None:
    """A worker ends in order, with no job in hand."""
    Worker.objects.filter(name=worker).delete()


@transaction.atomic
def take_over(*, patience: timedelta, at: datetime) -> None:
    """Put back at once what runs in workers that have said nothing for so long: killed, or cut off."""
    living = set(Worker.objects.filter(seen_at__gt=at - patience).values_list("name", flat=True))
    for row in DBTaskResult.objects.running().select_for_update(skip_locked=True):
        if row.worker_ids[-1] not in living:
            at_once = (timedelta(),) * len(DELAYS)
            _erred(row, WorkerDiedError(f"{row.worker_ids[-1]} was killed or cut off"), at_once)


def ask_for_due(*, at: datetime) -> None:
    """Enqueue each job of the schedule that has come due since it was last asked for; two workers ask once."""
    asked = dict(Scheduled.objects.values_list("job", "due_at"))
    for config in apps.get_app_configs():
        for path, every in getattr(config, "schedule", {}).items():
            due_at = every.last_due(at)
            if asked.get(path) != due_at:
                _ask(path, due_at)


@transaction.atomic
def _ask(path: str, due_at: datetime) -> None:
    row, created = Scheduled.objects.select_for_update().get_or_create(job=path, defaults={"due_at": due_at})
    if created or row.due_at < due_at:
        Scheduled.objects.filter(job=path).update(due_at=due_at)
        import_string(path).enqueue()


@job()
def tidy() -> None:
    """Forget what was done long ago: jobs, workers, answers to forms, sessions that are over. What failed stays."""
    before = timezone.now() - KEPT
    Once.objects.filter(at__lt=before).delete()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    DBTaskResult.objects.successful().filter(finished_at__lt=before).delete()
    Worker.objects.filter(seen_at__lt=before).delete()
