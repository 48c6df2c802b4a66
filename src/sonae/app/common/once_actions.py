"""The same act asked for twice is done once: a doubled click, a page sent again, an answer lost on the way."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest

from sonae.app.common.models import Once
from sonae.app.common.person import Person


@transaction.atomic
def once(act: Callable[[], str], *, sent: HttpRequest, by: Person, at: datetime) -> str:
    """Do `act` and remember its answer (an address, say) by the form that was `sent`; the second time give that answer.

    The form is known by its token, by where it was sent and by everything it says: the same token on another page, with
    other words or another file, is another act. Who comes second while the first is still at work waits for it; where
    `act` raises, nothing is remembered.
    """
    if not sent.POST.get("once"):
        return act()  # a form without a token is known by nothing
    said = sorted((name, sent.POST.getlist(name)) for name in sent.POST if name != "csrfmiddlewaretoken")
    known = hashlib.sha256(json.dumps([by.user_id, by.organisation_id, sent.path, said, _files(sent)]).encode())
    row, first = Once.objects.get_or_create(key=known.hexdigest(), defaults={"at": at})
    if first:
        row.answer = act()
        row.save()
    return row.answer


def _files(sent: HttpRequest) -> list[tuple[str, str, str]]:
    """The files of a form, each by its field, its name and what is in it; they stand at their beginning again."""
    found = []
    for field in sent.FILES:
        for file in sent.FILES.getlist(field):
            found.append((field, file.name or "", hashlib.file_digest(file, "sha256").hexdigest()))
            file.seek(0)
    return sorted(found)
