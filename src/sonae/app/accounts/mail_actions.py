"""Posting mails: said once, in the transaction of what they tell of, and sent by a job until a server has taken them.

Nothing is lost: what cannot be sent now waits, and what is refused for good is shown as failed. A mail may be handed
over twice only where the answer to the first was lost; its Message-ID is the same then, and servers keep one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from sonae.app.accounts import mail_wire
from sonae.app.accounts.mail_models import FAILED, MASK, SENT, WAITING, Mail
from sonae.app.accounts.models import Organisation
from sonae.app.accounts.secrets import sealed
from sonae.app.common import walls
from sonae.app.common.audit_actions import record
from sonae.app.common.jobs import AgainError, job
from sonae.app.common.person import Person, of_system
from sonae.app.common.reader import reading_in

# after a try that failed for the moment, the next one; after the last the mail has failed: two days and a half
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 1440))
LEASE = timedelta(minutes=5)  # longer than any try takes; a try that was killed is repeated after it
URGENT = 50  # a code somebody waits for goes before what is not looked at for minutes


@transaction.atomic
def post(
    *,
    organisation: Organisation,
    to: str,
    template: str,
    values: Mapping[str, object],
    once: str,
    by: Person,
    at: datetime,
    language: str = "ja",
    papers: Sequence[int] = (),
    secret: str = "",
    private: bool = False,
    until: datetime | None = None,
    urgent: bool = False,
) -> Mail:
    """Write a mail down in its final words and have it sent; the same `once` of an organisation gives the first.

    `template` names `mail/<template>.<language>.txt`, whose first line is the subject; `papers` are numbers that the
    reader on some AppConfig knows (see `mail_wire`); `secret`, a part of the text, is kept sealed, until it is sent.
    `urgent`: somebody waits before the screen. No request talks to a mail server: who waits would learn from it.
    """
    validate_email(to)
    subject, body = rendered(template, language, values)
    mail, created = Mail.objects.get_or_create(
        organisation=organisation,
        once=once,
        defaults={
            "to": to,
            "template": template,
            "language": language,
            "subject": _masked(subject, secret)[:300],
            "body": _masked(body, secret),
            "secret": sealed(secret) if secret else "",
            "private": private,
            "papers": list(papers),
            "message_id": make_msgid(domain=parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]),
            "queued_at": at,
            "next_at": at,
            "until": until,
        },
    )
    if created:
        _enqueue(mail, at, URGENT if urgent else 0)
        told = {"to": to, "template": template, "subject": mail.subject}
        _record("mail.posted", mail, by=by, at=at, after=told)
    return mail


@transaction.atomic
def send_again(*, mail: Mail, by: Person, at: datetime) -> Mail:
    """Give a failed mail another round of tries; one that waits or was sent stays as it is."""
    mail = Mail.objects.select_for_update().get(pk=mail.pk)
    if mail.repeatable:
        mail.state, mail.tries, mail.next_at, mail.error = WAITING, 0, at, ""
        mail.save()
        _enqueue(mail, at)
        _record("mail.sent_again", mail, by=by, at=at)
    return mail


@job(steps=True)
def send(*, organisation_id: int, mail_id: int) -> None:
    """One try: take the mail, talk to the server outside any transaction, write down how it went.

    Where it fails for the moment, the job comes again.
    """
    mail = _take(organisation_id, mail_id, timezone.now())
    if mail is not None:
        _note(mail, mail_wire.hand_over(mail, settings.EMAIL_TIMEOUT), timezone.now())


def rendered(template: str, language: str, values: Mapping[str, object]) -> tuple[str, str]:
    """Subject and body. A subject is one line, whatever stands in the values."""
    with reading_in(language):
        told = {**values, "example": settings.SONAE_EXAMPLE}
        text = render_to_string(f"mail/{template}.{language}.txt", told, using="mail")
    subject, _line, body = text.strip().partition("\n")
    return " ".join(subject.split()), body.strip() + "\n"


def _masked(text: str, secret: str) -> str:
    return text.replace(secret, MASK) if secret else text


def _enqueue(mail: Mail, at: datetime, priority: int = 0) -> None:
    send.using(run_after=at, priority=priority).enqueue(organisation_id=mail.organisation_id, mail_id=mail.pk)


def _take(organisation_id: int, mail_id: int, at: datetime) -> Mail | None:
    """The mail, to be tried by nobody else until the lease ends; None where there is nothing left to do."""
    with transaction.atomic(), walls.within(organisation_id):
        mail = Mail.objects.select_for_update().filter(pk=mail_id, state=WAITING).first()
        if mail is None:
            return None
        if at < mail.next_at:
            raise AgainError(mail.next_at)
        if mail.until and at > mail.until:
            _fail(mail, "too late", at)
            return None
        mail.tries, mail.next_at = mail.tries + 1, at + LEASE
        mail.save()
        return mail


def _note(mail: Mail, failure: mail_wire.Failure | None, at: datetime) -> None:
    """Write down how a try went; AgainError where there is to be another."""
    with transaction.atomic(), walls.within(mail.organisation_id):
        mail = Mail.objects.select_for_update().get(pk=mail.pk)
        if failure is None:
            mail.state, mail.sent_at, mail.secret, mail.error = SENT, at, "", ""
            mail.save()
            return
        if failure.for_good or mail.tries > len(DELAYS):
            _fail(mail, failure.why, at)
            return
        mail.error, mail.next_at = failure.why, at + DELAYS[mail.tries - 1]
        mail.save()
    raise AgainError(mail.next_at)


def _fail(mail: Mail, why: str, at: datetime) -> None:
    mail.state, mail.secret, mail.error = FAILED, "", why
    mail.save()
    house = of_system("mail", mail.organisation_id)
    _record("mail.failed", mail, by=house, at=at, after={"why": why})


def _record(action: str, mail: Mail, *, by: Person, at: datetime, after: Mapping[str, object] | None = None) -> None:
    about = mail.organisation_id
    record(by=by, at=at, action=action, subject=f"mail:{mail.pk}", subject_name=str(mail), about=about, after=after)
