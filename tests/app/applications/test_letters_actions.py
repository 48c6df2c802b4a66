"""The mails of an application while the mail server is away: the application goes on, and each mail comes once."""

import pytest
from django.urls import reverse

from sonae.app.accounts.mail_models import SENT, WAITING, Mail
from sonae.app.accounts.models import Role, User
from sonae.app.applications.approval_actions import send_back
from sonae.app.applications.letters_actions import receivers
from sonae.app.common.reader import reading_in
from tests.app.applications.conftest import AT, approved, submitted
from tests.app.applications.test_underwriting_actions import decided, referred
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


def test_one_event_is_one_mail_an_address_whoever_stands_behind_it_and_however_it_is_written(cast):
    user = User.objects.get(pk=cast.aoki.user_id)
    cast.clinic.contact_email = user.email.upper()
    cast.clinic.save()
    Role.objects.create(user=user, organisation=cast.clinic.organisation, name="staff", since=AT)
    row = submitted(cast.aoki, cast.clinic)
    told = [one.to for one in Mail.objects.filter(template="application_received")]
    assert sorted(told) == [to for to, _language in receivers(row)]
    assert [to for to in told if to.casefold() == user.email.casefold()] == [user.email]


@pytest.mark.parametrize(("language", "words"), [("ja", "2026年(令和8年)7月10日(金)"), ("en", "Fri 10 July 2026")])
def test_a_mail_says_its_days_in_the_language_of_who_reads_it_and_not_of_who_caused_it(cast, language, words):
    User.objects.filter(pk=cast.hakata.user_id).update(language=language)
    with reading_in("en" if language == "ja" else "ja"):
        decided(cast, referred(cast))
    mail = Mail.objects.get(template="application_offered", to=f"head-{cast.hakata.organisation_id}@sonae.example")
    assert words in mail.body


@pytest.mark.parametrize(("language", "words"), [("ja", "必要な記入または書類"), ("en", "An entry or a paper")])
def test_the_reasons_of_a_send_back_are_in_the_language_of_who_reads_the_mail(cast, language, words):
    User.objects.filter(pk=cast.aoki.user_id).update(language=language)
    row = submitted(cast.aoki, cast.clinic)
    with reading_in("en" if language == "ja" else "ja"):
        send_back(application=row, version=row.version, reasons=["missing_item"], words="番号", by=cast.agency, at=AT)
    mail = Mail.objects.get(template="application_sent_back", to=f"head-{cast.aoki.organisation_id}@sonae.example")
    assert words in mail.body
