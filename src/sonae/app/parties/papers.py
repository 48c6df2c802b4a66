"""Where do the bytes of papers lie? Storage is Django's `papers`: the one seam.

A file's name is the SHA-256 of its content. It is written once, before the row that names it is committed, and its
content is compared with its name whenever it is read: a damaged file is an error and never an answer.
"""

from __future__ import annotations

import hashlib
import logging
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

from sonae.app.parties.models import Member, Paper
from sonae.app.parties.recognising import JPEG, PDF, PNG, TIFF, recognised

__all__ = ["JPEG", "PDF", "PNG", "TIFF", "recognised"]

log = logging.getLogger(__name__)
LARGEST, QUOTA = 10 * 1024 * 1024, 500 * 1024 * 1024  # of one file, and of all that a member keeps
SUFFIXES = {PDF: ("pdf",), PNG: ("png",), JPEG: ("jpg", "jpeg"), TIFF: ("tif", "tiff")}


class DamagedPaperError(Exception):
    """The store lacks a paper's file, or holds other bytes than were kept."""


class PaperFiles(FileSystemStorage):
    """A folder in which a file appears whole under its name or not at all, and is never replaced."""

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]  # Django's own is not generic
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, prefix=".", delete=True) as part:
            for chunk in content.chunks():
                part.write(chunk)
            part.flush()
            os.fsync(part.fileno())
            os.link(part.name, target)
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:  # noqa: ARG002 - Django's hook
        """The name is the content's own: no other will do."""
        return name


def storage() -> Storage:
    return storages["papers"]


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def place(sha256: str) -> str:
    """Where a file lies in the store: 256 folders keep each of them short."""
    return f"{sha256[:2]}/{sha256}"


def read(paper: Paper) -> bytes:
    """The bytes exactly as they were kept. Raises DamagedPaperError, and logs, where they are not there any more."""
    try:
        with storage().open(place(paper.sha256)) as file:
            content: bytes = file.read()
    except OSError as error:
        log.exception("paper %s: its file cannot be read", paper.pk)
        raise DamagedPaperError from error
    if digest(content) != paper.sha256:
        log.error("paper %s: its file does not hold what was kept", paper.pk)
        raise DamagedPaperError
    return content


def suffix(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def contact_of(organisation_id: int) -> str:
    """Where a member is written to, by the number of its organisation; empty where nothing is known."""
    found = Member.objects.filter(organisation_id=organisation_id).values_list("contact_email", flat=True)
    return found.first() or ""


def attached(pk: int) -> tuple[str, bytes, str]:
    """A paper as the outbox attaches it to a mail: name, content, media type."""
    paper = Paper.objects.get(pk=pk)
    return paper.name, read(paper), paper.media_type
