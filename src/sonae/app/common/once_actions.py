"""The same act asked for twice is done once: a doubled click, a page sent again, an answer lost on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from sonae.app.common.models import Once
from sonae.app.common.person import Person


@transaction.atomic
def once(act: Callable[[], str], *, token: str, by: Person, at: datetime) -> str:
    """Do `act` and remember its answer (an address, say) by the form's token; the second time give that answer.

    Who comes second while the first is still at work waits for it; where `act` raises, nothing is remembered.
    """
    key = hashlib.sha256(f"{by.user_id} {by.organisation_id} {token}".encode()).hexdigest()
    row, first = Once.objects.get_or_create(key=key, defaults={"at": at})
    if first:
        row.answer = act()
        row.save()
    return row.answer
