"""Does every mail arrive, whatever the mail server does? Against a real one."""

import time
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail as django_mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from sonae.app.accounts import mail_actions
from sonae.app.accounts.mail_actions import post
from sonae.app.accounts.mail_models import FAILED, SENT, WAITING, Mail
from sonae.app.accounts.models import Organisation
from sonae.app.common.jobs_actions import work_off
from sonae.app.common.models import AuditEntry
from sonae.app.common.person import of_system
from tests.support.jobs import wait_for
from tests.support.mail_server import GREYLISTS, HANGS_UP, REFUSES, TAKES, MailServer, hour_passes
from tests.support.workers import shared_database, workers

HOUSE = of_system("test")
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def server(settings):
    server = MailServer()
    server.settle(settings)
    settings.DEFAULT_FROM_EMAIL = "Sonae 事務局 <sonae@office.example.jp>"
    server.up()
    yield server
    server.down()


@pytest.fixture
def _papers(monkeypatch):
    monkeypatch.setattr(apps.get_app_config("api"), "mail_attachments", "tests.support.papers.read", raising=False)


@pytest.fixture
def office():
    return Organisation.objects.create(kind="association", code="office", name="例示医師会")


def posted(office, *, once="1", **more):
    values = {"code": "ABCD-EFGH"}
    return post(
        organisation=office,
        to="office@example.jp",
        template="login_code",
        values=values,
        once=once,
        by=HOUSE,
        at=timezone.now(),
        **more,
    )


def test_a_mail_arrives_as_it_was_written(server, office):
    mail = posted(office)
    work_off(worker="test")
    (message,) = server.messages
    assert message["Subject"] == "【Sonae】確認コードのお知らせ"
    assert message["From"].addresses[0].addr_spec == "sonae@office.example.jp"
    assert message["From"].addresses[0].display_name == "Sonae 事務局"
    assert message["Message-ID"] == mail.message_id
    assert mail.message_id.endswith("@office.example.jp>")
    assert (message["Auto-Submitted"], message["Content-Language"]) == ("auto-generated", "ja")
    assert message.get_content().replace("\r\n", "\n") == mail.body


@pytest.mark.usefixtures("_papers")
def test_an_attachment_is_read_by_the_slice_that_keeps_the_papers(server, office):
    posted(office, papers=[7])
    work_off(worker="test")
    (paper,) = server.messages[0].iter_attachments()
    assert (paper.get_filename(), paper.get_content_type()) == ("加入者証-7.pdf", "application/pdf")
    assert paper.get_content() == b"%PDF-7"


def test_a_refused_mail_has_failed_and_says_why(server, office):
    server.mood = REFUSES
    mail = posted(office)
    work_off(worker="test")
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (FAILED, "550 5.1.1 no such mailbox")
    assert AuditEntry.objects.get(action="mail.failed").about_id == office.pk
    assert not DBTaskResult.objects.filter(status="READY").exists()


def test_a_greylisted_mail_comes_back_a_minute_later(server, office):
    server.mood = GREYLISTS
    mail = posted(office)
    work_off(worker="test")
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (WAITING, "451 4.7.1 greylisted, come back later")
    assert timedelta(seconds=50) < mail.next_at - timezone.now() <= timedelta(minutes=1)
    server.mood = TAKES
    assert work_off(worker="test") == 0
    hour_passes()
    mail.refresh_from_db()
    assert (mail.state, mail.tries, len(server.messages)) == (SENT, 2, 1)


def test_a_mail_whose_receipt_was_lost_can_be_told_to_be_the_same(server, office):
    server.mood = HANGS_UP
    posted(office)
    work_off(worker="test")
    hour_passes()
    first, second = server.messages
    assert (first["Message-ID"], first["Date"]) == (second["Message-ID"], second["Date"])
    assert first.as_bytes() == second.as_bytes()


def test_a_server_that_is_down_for_an_hour_loses_nothing_and_gets_nothing_twice(server, office):
    server.down()
    for number in range(5):
        posted(office, once=str(number))
    for _quarter in range(4):
        hour_passes()
    assert set(Mail.objects.values_list("state", "tries")) == {(WAITING, 4)}
    server.up()
    hour_passes()
    hour_passes()
    assert set(Mail.objects.values_list("state", flat=True)) == {SENT}
    assert sorted(message["Message-ID"] for message in server.messages) == sorted(
        Mail.objects.values_list("message_id", flat=True)
    )


def test_a_server_that_is_down_for_days_makes_the_mail_fail(server, office):
    server.down()
    mail = posted(office, secret="ABCD-EFGH")
    for _try in range(len(mail_actions.DELAYS) + 1):
        hour_passes()
    mail.refresh_from_db()
    assert (mail.state, mail.secret, "ConnectionRefused" in mail.error) == (FAILED, "", True)


@pytest.mark.usefixtures("_papers")
def test_a_paper_that_cannot_be_read_is_tried_again(server, office):
    mail = posted(office, papers=[404])
    work_off(worker="test")
    mail.refresh_from_db()
    assert (mail.state, "no paper 404" in mail.error, server.messages) == (WAITING, True, [])


def test_real_workers_send_each_mail_once(server, office, tmp_path):
    with shared_database(tmp_path) as url, workers(url, environ={"SONAE_MAIL_URL": server.url}) as start:
        for number in range(10):
            posted(office, once=str(number))
        start(), start()
        wait_for(lambda: set(Mail.objects.values_list("state", flat=True)) == {SENT})
        kept = sorted(Mail.objects.values_list("message_id", flat=True))
    assert sorted(message["Message-ID"] for message in server.messages) == kept
    assert django_mail.outbox == []


def test_an_idle_worker_sends_a_code_within_two_seconds(server, office, tmp_path):
    with shared_database(tmp_path) as url, workers(url, environ={"SONAE_MAIL_URL": server.url}) as start:
        posted(office, once="first")
        start("--pause", "1")  # as in service
        wait_for(lambda: Mail.objects.get(once="first").state == SENT)
        began = time.monotonic()
        posted(office, once="second", urgent=True)
        wait_for(lambda: Mail.objects.get(once="second").state == SENT)
        took = time.monotonic() - began
    assert took < 2
