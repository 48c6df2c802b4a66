"""The mails of an application while the mail server is away: the application goes on, and each mail comes once."""

import pytest
from django.urls import reverse

from sonae.app.accounts.mail_models import SENT, WAITING, Mail
from tests.app.applications.conftest import approved, submitted
from tests.support.mail_server import MailServer, hour_passes

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def server(settings):
    server = MailServer()
    server.settle(settings)
    yield server
    server.down()


def test_a_mail_server_that_is_away_for_an_hour_delays_mails_and_nothing_else(cast, server, sign_in):
    row = approved(submitted(cast.aoki, cast.clinic), cast.agency, cast.office, cast.underwriter)
    for _quarter in range(4):
        hour_passes()
    assert row.state == "accepted"
    assert set(Mail.objects.values_list("state", flat=True)) == {WAITING}
    shown = sign_in(cast.aoki).get(reverse("mails:index")).content.decode()
    assert "送信待ち" in shown
    server.up()
    hour_passes()
    hour_passes()
    assert set(Mail.objects.values_list("state", flat=True)) == {SENT}
    posted = sorted(Mail.objects.values_list("message_id", flat=True))
    assert sorted(one["Message-ID"] for one in server.messages) == posted
    templates = set(Mail.objects.values_list("template", flat=True))
    assert templates == {"application_received", "application_accepted", "certificate"}
