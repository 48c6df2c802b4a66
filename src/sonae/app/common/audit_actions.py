"""Writing the audit trail: every action ends in one `record`, in the transaction of what it tells of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from sonae.app.common.audit import canonical, seal
from sonae.app.common.models import AuditEntry, AuditHead
from sonae.app.common.person import Person


@transaction.atomic
def record(
    *,
    by: Person,
    at: datetime,
    action: str,
    subject: str,
    subject_name: str = "",
    about: int | None = None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> AuditEntry:
    """Append one act to the chain. `about` is the organisation it concerns, where that is another than the actor's."""
    # one at a time: each entry follows the one before
    head, _created = AuditHead.objects.select_for_update().get_or_create(pk=1)
    entry = AuditEntry(
        number=head.number + 1,
        at=at,
        user_id=by.user_id,
        person=by.name,
        role=by.role,
        organisation_id=by.organisation_id,
        organisation=by.organisation_name,
        about_id=about,
        address=by.address,
        action=action,
        subject=subject,
        subject_name=subject_name[:200],
        before=canonical(before or {}),
        after=canonical(after or {}),
        previous=head.hash,
    )
    entry.hash = seal(entry)
    entry.save(force_insert=True)
    head.number, head.hash = entry.number, entry.hash
    head.save()
    return entry
