"""Where do mails go when there is no mail server? In a demonstration, into a folder that everybody here may read.

The kept mails do not show codes and keys; the letterbox does, as a real one would. It exists in a demonstration only.
"""

from __future__ import annotations

import email
import email.policy
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage as Message
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as its receiver finds it."""

    key: str
    to: str
    subject: str
    at: datetime | None
    text: str
    attached: tuple[str, ...]


class EmailBackend(BaseEmailBackend):
    """Puts every message into the letterbox as a file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            path = folder / f"{uuid.uuid4().hex}.eml"
            path.with_suffix(".part").write_bytes(message.message().as_bytes())
            path.with_suffix(".part").rename(path)  # nobody reads half a letter
        return len(email_messages)


def letters() -> tuple[Letter, ...]:
    """The newest letters first."""
    found = sorted(_folder().glob("*.eml"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return tuple(_letter(path) for path in found[:SHOWN])


def _letter(path: Path) -> Letter:
    message: Message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",))
    return Letter(
        key=path.stem,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        at=parsedate_to_datetime(message["Date"]) if message["Date"] else None,
        text=body.get_content() if isinstance(body, Message) else "",
        attached=tuple(part.get_filename() or "" for part in message.iter_attachments()),
    )


def _folder() -> Path:
    return Path(settings.SONAE_LETTERBOX)
