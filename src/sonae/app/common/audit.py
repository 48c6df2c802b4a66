"""How is the audit trail sealed, and is the chain whole?

An entry's hash is SHA-256 over its own fields and the hash of the entry before, in one canonical JSON. Whoever changes,
removes or inserts an entry breaks every hash after it; whoever cuts the tail off leaves the head pointing at nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC

from sonae.app.common.models import FIRST, AuditEntry, AuditHead

SEALED = (
    *("number", "user_id", "person", "role", "organisation_id", "organisation", "about_id", "address"),
    *("action", "subject", "subject_name", "before", "after", "previous"),
)


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place at which the chain does not hold, and why: `missing`, `changed`, `order` or `head`."""

    number: int
    why: str


def canonical(value: Mapping[str, object]) -> str:
    """The one way a mapping is written: sorted keys, no spaces, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def seal(entry: AuditEntry) -> str:
    """The hash of an entry, over every field but the hash itself."""
    fields = {name: getattr(entry, name) for name in SEALED} | {"at": entry.at.astimezone(UTC).isoformat()}
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


def verify() -> Broken | None:
    """Read the whole chain from its beginning; the first break, or None where it is whole."""
    return broken(AuditEntry.objects.order_by("number").iterator(), AuditHead.objects.first() or AuditHead())


def broken(entries: Iterable[AuditEntry], head: AuditHead) -> Broken | None:
    """The first break in a chain of entries in order, that `head` is the end of."""
    number, previous = 0, FIRST
    for entry in entries:
        if entry.number != number + 1:
            return Broken(number + 1, "missing")
        if entry.previous != previous:
            return Broken(entry.number, "order")
        if entry.hash != seal(entry):
            return Broken(entry.number, "changed")
        number, previous = entry.number, entry.hash
    return None if (head.number, head.hash) == (number, previous) else Broken(number + 1, "head")
