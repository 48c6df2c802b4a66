"""Does each job of the schedule find its rows when a worker asks for it, who stands behind the second wall?"""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.storage import storages
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from sonae.app.accounts.access_models import Token
from sonae.app.accounts.mail_models import Mail
from sonae.app.applications.models import Application
from sonae.app.common.jobs_actions import KEPT
from sonae.app.common.jobs_models import Worker
from sonae.app.enrolments.models import Certificate
from sonae.core.moments import TOKYO, day_of, latest
from tests.app.applications.conftest import approved, played, submitted
from tests.app.applications.test_underwriting_actions import decided
from tests.app.enrolments import joiners
from tests.support.cast import build
from tests.support.jobs import wait_for
from tests.support.workers import shared_database, workers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    papers = settings.STORAGES["papers"] | {"OPTIONS": {"location": tmp_path / "papers"}}
    settings.STORAGES = settings.STORAGES | {"papers": papers}
    yield
    storages._storages.clear()


def lost_certificate():
    """An enrolment whose certificate nobody was asked to make; when it is there, the job has worked."""
    joiners.join(joiners.aoki())
    DBTaskResult.objects.all().delete()
    return Certificate.objects.exists


def late_offer():
    """An offer whose last day was long ago."""
    cast, at = played(), latest(day_of(timezone.now()) - timedelta(days=100)).astimezone(TOKYO)
    row = approved(submitted(cast.hakata, cast.hospital, at), cast.agency, cast.office, at=at)
    decided(cast, row, at=at)
    DBTaskResult.objects.all().delete()
    return Application.objects.filter(state="expired").exists


def token_about_to_end():
    """A token of a member's head that ends soon."""
    cast = build()
    Token.objects.filter(pk=cast.tokens["hakata", "head"].pk).update(expires_at=timezone.now() + timedelta(days=3))
    DBTaskResult.objects.all().delete()
    return Mail.objects.filter(template="token_ends").exists


def worker_long_gone():
    """A worker that left without a word."""
    Worker.objects.create(name="gone", seen_at=timezone.now() - 2 * KEPT)
    return lambda: not Worker.objects.filter(name="gone").exists()


PROOFS = {
    "sonae.app.accounts.token_actions.tell_ending": token_about_to_end,
    "sonae.app.enrolments.certificate_actions.issue_missing": lost_certificate,
    "sonae.app.applications.offer_actions.expire_late": late_offer,
    "sonae.app.common.jobs_actions.tidy": worker_long_gone,
}


def test_every_job_of_the_schedule_is_proved_here():
    scheduled = {path for config in apps.get_app_configs() for path in getattr(config, "schedule", ())}
    assert scheduled == set(PROOFS)


@pytest.mark.parametrize("path", PROOFS)
def test_a_worker_behind_the_wall_finds_what_is_due(path, tmp_path):
    with shared_database(tmp_path) as url, workers(url, environ={"SONAE_STATE": str(tmp_path)}) as start:
        done = PROOFS[path]()
        start()
        wait_for(done)
        wait_for(lambda: set(jobs(path)) == {"SUCCESSFUL"})
        assert done()


def jobs(path):
    return DBTaskResult.objects.filter(task_path=path).values_list("status", flat=True)
