"""What does posting a mail write, and what does it refuse?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from sonae.app.accounts.mail_actions import post, send_again
from sonae.app.accounts.mail_models import FAILED, MASK, SENT, WAITING, Mail
from sonae.app.accounts.models import Organisation, Reach
from sonae.app.common.jobs_actions import work_off
from sonae.app.common.models import AuditEntry
from sonae.app.common.person import Person, of_system
from sonae.app.common.reader import reading_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

AT = datetime(2026, 5, 11, 9, 0, tzinfo=UTC)
HOUSE = of_system("test")
INVITED = {
    "name": "青木 里奈",
    "invited_by": "例示医師会 事務局",
    "organisation": "医療法人 青木クリニック",
    "role": "加入者の代表者",
    "link": "https://sonae.example.jp/invited/k3y-of-the-invitation/",
    "expires_at": AT,
}


@pytest.fixture
def office():
    office = Organisation.objects.create(kind="association", code="office", name="例示医師会")
    Reach.objects.create(organisation=office, association=office)
    return office


@pytest.fixture
def aoki(office):
    return Organisation.objects.create(kind="member", code="aoki", name="青木クリニック", parent=office)


def posted(organisation, *, once="invitation:1", to="aoki@example.jp", values=INVITED, **more):
    return post(
        organisation=organisation, to=to, template="invitation", values=values, once=once, by=HOUSE, at=AT, **more
    )


def clerk(organisation):
    return Person(1, "somebody", organisation.pk, organisation.name, organisation.kind, "staff")


def test_a_mail_is_kept_in_its_final_words_and_sent_by_a_job(aoki):
    mail = posted(aoki)
    assert (mail.state, mail.subject) == (WAITING, "【Sonae】医療法人 青木クリニックの利用者登録のご案内")
    assert "期限：2026年(令和8年)5月11日午後6時" in mail.body
    assert work_off(worker="test") == 1
    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.error) == (SENT, 1, "")
    (sent,) = django_mail.outbox
    assert (sent.subject, sent.body, sent.to) == (mail.subject, mail.body, ["aoki@example.jp"])
    assert sent.message()["Message-ID"] == mail.message_id
    assert sent.message()["Auto-Submitted"] == "auto-generated"


def test_the_same_once_is_one_mail_whatever_is_posted(aoki, office):
    first, second = posted(aoki), posted(aoki, to="other@example.jp")
    assert (second.pk, second.to) == (first.pk, "aoki@example.jp")
    assert posted(office).pk != first.pk
    assert (work_off(worker="test"), len(django_mail.outbox)) == (2, 2)


def test_what_is_rolled_back_was_never_posted(aoki):
    with transaction.atomic():
        posted(aoki)
        transaction.set_rollback(True)
    assert (Mail.objects.count(), DBTaskResult.objects.count(), work_off(worker="test")) == (0, 0, 0)


def test_a_key_is_written_to_the_receiver_and_kept_nowhere(aoki):
    mail = posted(aoki, secret="k3y-of-the-invitation")
    assert f"/invited/{MASK}/" in mail.body
    work_off(worker="test")
    mail.refresh_from_db()
    assert "/invited/k3y-of-the-invitation/" in django_mail.outbox[0].body
    assert "k3y" not in "".join(str(value) for value in vars(mail).values())
    assert "k3y" not in "".join(entry.after for entry in AuditEntry.objects.all())


def test_posting_stands_in_the_trail(aoki):
    posted(aoki)
    entry = AuditEntry.objects.get(action="mail.posted")
    assert (entry.about_id, "aoki@example.jp" in entry.after) == (aoki.pk, True)


@pytest.mark.parametrize("to", ["aoki@example.jp\nBcc: all@example.jp", "nobody", "", "a@b.jp, c@d.jp"])
def test_an_address_that_is_none_is_refused(aoki, to):
    with pytest.raises(ValidationError):
        posted(aoki, to=to)
    assert Mail.objects.count() == 0


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\x0b", "\u2028"])
def test_a_line_break_in_a_name_makes_no_header(aoki, break_):
    posted(aoki, values=INVITED | {"organisation": f"青木{break_}Bcc: all@example.jp"})
    work_off(worker="test")
    message = django_mail.outbox[0].message()
    assert (message["Bcc"], django_mail.outbox[0].recipients()) == (None, ["aoki@example.jp"])


def test_html_in_a_name_stays_as_it_was_written(aoki):
    assert "<b>&" in posted(aoki, values=INVITED | {"name": "<b>&"}).body


def test_a_mail_past_its_use_is_not_sent(aoki):
    mail = posted(aoki, until=AT + timedelta(minutes=15), secret="k3y-of-the-invitation")
    work_off(worker="test")
    mail.refresh_from_db()
    assert (mail.state, mail.secret, len(django_mail.outbox)) == (FAILED, "", 0)


def test_a_failed_mail_is_sent_again_once(aoki):
    mail = posted(aoki, until=AT)
    work_off(worker="test")
    Mail.objects.update(until=None)
    for _click in range(2):
        send_again(mail=mail, by=HOUSE, at=AT)
    work_off(worker="test")
    send_again(mail=mail, by=HOUSE, at=AT)
    assert (work_off(worker="test"), len(django_mail.outbox)) == (0, 1)
    assert AuditEntry.objects.filter(action="mail.sent_again").count() == 1


def test_what_was_secret_cannot_be_sent_again(aoki):
    mail = posted(aoki, until=AT, secret="k3y-of-the-invitation")
    work_off(worker="test")
    assert send_again(mail=mail, by=HOUSE, at=AT).state == FAILED


def test_no_request_talks_to_a_mail_server_and_codes_go_first(aoki, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        posted(aoki, once="slow")
        posted(aoki, once="code", urgent=True)
    assert django_mail.outbox == []
    assert [row.args_kwargs["kwargs"]["mail_id"] for row in DBTaskResult.objects.ready()] == [
        Mail.objects.get(once=once).pk for once in ("code", "slow")
    ]


def test_a_secret_is_sealed_as_long_as_it_waits(aoki):
    mail = posted(aoki, secret="k3y-of-the-invitation")
    assert "k3y-of-the-invitation" not in str(list(Mail.objects.values()))
    work_off(worker="test")
    mail.refresh_from_db()
    assert ("k3y-of-the-invitation" in django_mail.outbox[0].body, mail.secret) == (True, "")


def test_a_mail_is_in_the_language_of_its_reader_whatever_its_sender_reads(aoki):
    with reading_in("en"):
        mail = posted(aoki)
    assert "期限：2026年(令和8年)5月11日午後6時" in mail.body


def test_mails_are_seen_by_their_organisation_and_those_who_serve_it(aoki, office):
    mie = Organisation.objects.create(kind="association", code="mie", name="三重")
    Reach.objects.create(organisation=mie, association=mie)
    open_, private = posted(aoki), posted(aoki, once="code:1", private=True)
    seen = {who.code: set(Mail.objects.visible_to(clerk(who))) for who in (aoki, office, mie)}
    assert seen == {"aoki": {open_, private}, "office": {open_}, "mie": set()}
    assert Mail.objects.visible_to(None).count() == 0
