"""A worker killed with -9 between the join and the certificate: the certificate comes all the same, and once."""

import signal

import pytest
from django_tasks_db.models import DBTaskResult

from sonae.app.enrolments.certificate_actions import issue
from sonae.app.enrolments.models import Certificate
from tests.app.enrolments import joiners
from tests.app.enrolments.joiners import join
from tests.support.jobs import wait_for
from tests.support.workers import shared_database, workers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def statuses():
    return set(DBTaskResult.objects.filter(task_path=issue.module_path).values_list("status", flat=True))


def test_a_worker_that_is_killed_at_it_leaves_one_certificate_to_the_next(tmp_path):
    with shared_database(tmp_path) as url, workers(url, environ={"SONAE_STATE": str(tmp_path)}) as start:
        join(joiners.aoki())
        killed = start()
        wait_for(lambda: "READY" not in statuses())
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        start()
        wait_for(lambda: statuses() == {"SUCCESSFUL"})
        assert Certificate.objects.count() == 1
