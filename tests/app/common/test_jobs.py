"""When is a job tried again, when is it given up, and when is the schedule due?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from sonae.app.common.jobs import DELAYS, Every, job
from sonae.app.common.jobs_actions import ask_for_due, tidy, work_off
from sonae.app.common.models import AuditEntry, Once
from tests.support import jobs

DAILY = Every(timedelta(days=1), after=timedelta(hours=3))


def due_now():
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


@pytest.mark.django_db
def test_an_error_undoes_the_job_and_is_tried_again_later(tmp_path):
    (tmp_path / "broken").touch()
    jobs.err.enqueue(folder=str(tmp_path), organisation_id=1)
    assert (work_off(worker="test"), AuditEntry.objects.count()) == (1, 0)
    row = DBTaskResult.objects.get()
    assert (row.status, "ZeroDivisionError" in row.traceback) == ("READY", True)
    assert timedelta(seconds=50) < row.run_after - timezone.now() <= DELAYS[0]
    (tmp_path / "broken").unlink()
    due_now()
    assert (work_off(worker="test"), AuditEntry.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_job_that_always_fails_is_given_up_and_kept(tmp_path):
    (tmp_path / "broken").touch()
    jobs.err.enqueue(folder=str(tmp_path), organisation_id=1)
    for _try in range(len(DELAYS) + 3):
        work_off(worker="test")
        due_now()
    assert (DBTaskResult.objects.get().status, len(jobs.noted(tmp_path, "begun"))) == ("FAILED", len(DELAYS) + 1)


@pytest.mark.django_db
def test_the_schedule_asks_once_for_each_moment_however_many_ask():
    for _worker in range(3):
        ask_for_due(at=datetime(2026, 5, 11, 12, tzinfo=UTC))
    asked = DBTaskResult.objects.filter(task_path=tidy.module_path)
    assert asked.count() == 1
    ask_for_due(at=datetime(2026, 5, 14, 12, tzinfo=UTC))
    assert asked.count() == 2  # the days nobody asked on are made up for once


@pytest.mark.django_db
def test_what_was_answered_long_ago_and_sessions_that_are_over_are_forgotten():
    now = timezone.now()
    for days in (1, 31):
        Once.objects.create(key=str(days), at=now - timedelta(days=days))
        Session.objects.create(session_key=str(days), session_data="", expire_date=now + timedelta(days=days - 20))
    tidy.func()
    assert list(Once.objects.values_list("key", flat=True)) == ["1"]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["31"]


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (datetime(2026, 5, 10, 17, 59, 59, tzinfo=UTC), datetime(2026, 5, 9, 18, tzinfo=UTC)),
        (datetime(2026, 5, 10, 18, tzinfo=UTC), datetime(2026, 5, 10, 18, tzinfo=UTC)),
        (datetime(2026, 5, 10, 18, 0, 1, tzinfo=UTC), datetime(2026, 5, 10, 18, tzinfo=UTC)),
    ],
)
def test_a_daily_job_is_due_by_the_clock_of_tokyo(at, due):
    assert DAILY.last_due(at) == due


def positional(number):
    """No job: what it is handed has no name."""


def test_a_job_names_all_it_is_handed():
    with pytest.raises(TypeError, match="number must be a keyword"):
        job()(positional)
