"""Do jobs survive their workers, and are they done once? With real processes, on both databases."""

import os
import signal

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from sonae.app.common.jobs_models import Worker
from sonae.app.common.models import AuditEntry
from tests.support import jobs
from tests.support.jobs import noted, wait_for
from tests.support.workers import end, shared_database, workers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def start(tmp_path):
    with shared_database(tmp_path) as url, workers(url) as start:
        yield start


def done():
    return AuditEntry.objects.filter(action="job.done").count()


def statuses():
    return [row.status for row in DBTaskResult.objects.filter(task_path__startswith="tests.")]


def test_a_job_whose_worker_is_killed_is_done_once_by_another(start, tmp_path):
    (tmp_path / "hold").touch()
    jobs.write.enqueue(folder=str(tmp_path), organisation_id=1)
    killed = start()
    wait_for(lambda: noted(tmp_path, "begun"))
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert (done(), statuses()) == (0, ["RUNNING"])
    (tmp_path / "hold").unlink()
    start()
    wait_for(lambda: statuses() == ["SUCCESSFUL"])
    assert (done(), len(noted(tmp_path, "begun"))) == (1, 2)


def test_two_workers_share_the_jobs_and_never_run_the_same(start, tmp_path):
    for _number in range(20):
        jobs.write.enqueue(folder=str(tmp_path), organisation_id=1)
    start(), start()
    wait_for(lambda: statuses() == ["SUCCESSFUL"] * 20)
    assert (done(), len(noted(tmp_path, "begun"))) == (20, 20)


def test_a_job_asked_for_in_a_transaction_that_is_rolled_back_never_runs(start, tmp_path):
    start()
    wait_for(Worker.objects.exists)
    with transaction.atomic():
        jobs.write.enqueue(folder=str(tmp_path), organisation_id=1)
        transaction.set_rollback(True)
    jobs.err.enqueue(folder=str(tmp_path), organisation_id=1)
    wait_for(lambda: statuses() == ["SUCCESSFUL"])
    assert (done(), len(noted(tmp_path, "begun"))) == (1, 1)


def test_a_worker_asked_to_stop_ends_its_job_first(start, tmp_path):
    (tmp_path / "hold").touch()
    jobs.write.enqueue(folder=str(tmp_path), organisation_id=1)
    worker = start()
    wait_for(lambda: noted(tmp_path, "begun"))
    worker.send_signal(signal.SIGTERM)
    (tmp_path / "hold").unlink()
    assert worker.wait(20) == 0
    assert (done(), statuses(), Worker.objects.count()) == (1, ["SUCCESSFUL"], 0)


def test_an_idle_worker_stops_when_asked(start):
    worker = start()
    wait_for(Worker.objects.exists)
    assert (end(worker), Worker.objects.count()) == (0, 0)


def test_a_worker_cut_off_for_long_changes_nothing_when_it_comes_back(start, tmp_path):
    """Stopped in a job that holds no transaction, taken for dead, and then running on: the other's word stands."""
    (tmp_path / "hold").touch()
    jobs.step.enqueue(folder=str(tmp_path))
    frozen = start()
    wait_for(lambda: noted(tmp_path, "begun"))
    os.kill(frozen.pid, signal.SIGSTOP)
    start()
    wait_for(lambda: len(noted(tmp_path, "begun")) == 2)
    (tmp_path / "hold").unlink()
    wait_for(lambda: statuses() == ["SUCCESSFUL"])
    finished = DBTaskResult.objects.get(task_path__endswith="step").finished_at
    os.kill(frozen.pid, signal.SIGCONT)
    assert end(frozen) == 0
    assert DBTaskResult.objects.get(task_path__endswith="step").finished_at == finished
