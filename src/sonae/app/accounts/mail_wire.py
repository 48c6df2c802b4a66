"""How does a kept mail become a message on the wire, and what does the server's answer mean for it?"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import format_datetime

from django.apps import apps
from django.core.mail import EmailMessage, get_connection
from django.utils.module_loading import import_string

from sonae.app.accounts.mail_models import MASK, Mail
from sonae.app.accounts.secrets import unsealed
from sonae.app.common import walls

Attachment = tuple[str, bytes, str]  # file name, content, media type
log = logging.getLogger(__name__)
PERMANENT = 500  # RFC 5321, 4.2.1: 5yz will not be accepted later either


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a server did not take a mail, and whether it will never."""

    why: str
    for_good: bool


def message(mail: Mail) -> EmailMessage:
    """The message, the same at every try: a server that was handed it twice can tell by its Message-ID."""
    secret = unsealed(mail.secret) if mail.secret else MASK
    return EmailMessage(
        mail.subject.replace(MASK, secret),
        mail.body.replace(MASK, secret),
        to=[mail.to],
        attachments=[_read(paper) for paper in mail.papers],
        headers={
            "Message-ID": mail.message_id,
            "Date": format_datetime(mail.queued_at),
            "Auto-Submitted": "auto-generated",  # RFC 3834: no machine is to answer
            "Content-Language": mail.language,
        },
    )


def _read(paper: int) -> Attachment:
    """A slice above keeps the papers; its AppConfig says how they are read: `mail_attachments = "….papers.read"`."""
    path = next(path for config in apps.get_app_configs() if (path := getattr(config, "mail_attachments", "")))
    read: Callable[[int], Attachment] = import_string(path)
    return read(paper)


def hand_over(mail: Mail, timeout: int | None) -> Failure | None:
    """Talk to the server; None where it has taken the mail."""
    try:
        with walls.within(mail.organisation_id):
            ready = message(mail)
        ready.connection = get_connection(timeout=timeout)
        ready.send()
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        return Failure(_answer(code, words), code >= PERMANENT)
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refused:
        return Failure(_answer(refused.smtp_code, refused.smtp_error), refused.smtp_code >= PERMANENT)
    except smtplib.SMTPNotSupportedError as refused:  # letters in the address that this server does not know
        return Failure(str(refused), for_good=True)
    except Exception as failed:  # the line, the server's door, our password, a paper: no mail is lost to any of it
        log.warning("mail %s was not handed over", mail.pk, exc_info=True)
        return Failure(f"{type(failed).__name__}: {failed}", for_good=False)
    return None


def _answer(code: int, words: bytes | str) -> str:
    return f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
