"""A worker killed with -9 between the acceptance and the certificate: the certificate and its mails come once."""

import signal

import pytest
from django_tasks_db.models import DBTaskResult

from sonae.app.accounts.mail_models import SENT, Mail
from sonae.app.enrolments.certificate_actions import issue
from sonae.app.enrolments.models import Certificate, Enrolment
from tests.app.applications.conftest import approved, submitted
from tests.support.jobs import wait_for
from tests.support.mail_server import MailServer
from tests.support.workers import shared_database, workers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def server():
    server = MailServer()
    server.up()
    yield server
    server.down()


def certificates():
    return set(DBTaskResult.objects.filter(task_path=issue.module_path).values_list("status", flat=True))


def test_an_accepted_application_gets_one_certificate_whoever_dies_at_it(cast, server, tmp_path):
    row = submitted(cast.aoki, cast.clinic)
    more = {"SONAE_STATE": str(tmp_path), "SONAE_MAIL_URL": server.url}
    with shared_database(tmp_path) as url, workers(url, environ=more) as start:
        approved(row, cast.agency, cast.office, cast.underwriter)
        killed = start()
        wait_for(lambda: "READY" not in certificates())
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        start()
        wait_for(lambda: certificates() == {"SUCCESSFUL"})
        wait_for(lambda: set(Mail.objects.values_list("state", flat=True)) == {SENT})
        assert (Enrolment.objects.count(), Certificate.objects.count()) == (1, 1)
        posted = set(Mail.objects.values_list("message_id", flat=True))
    assert {one["Message-ID"] for one in server.messages} == posted
    subjects = [one["Subject"] for one in server.messages if "加入者証" in one["Subject"]]
    assert len(set(subjects)) == 1
