"""The second wall: PostgreSQL itself shows a connection only the rows of the organisation it is set to.

The first wall is `visible_to(person)`. Both say the same; where one forgets, the other holds. SQLite has no such
wall, and a demonstration needs none. The setting lives in one transaction and is gone with it. Superusers and owners
with BYPASSRLS see everything, so pages and jobs take the role `sonae_app` for each transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

ROLE = "sonae_app"
Wall = tuple[str, str]  # the role taken, and the organisation set, as PostgreSQL has them
NONE: Wall = ("", "")  # on SQLite


@contextmanager
def within(organisation_id: int | None) -> Iterator[None]:
    """Read and write as this organisation: nothing of others is there. None sees no member's row at all.

    Inside another transaction the settings would outlast this block; so what was set before is set again at its end.
    """
    if connection.vendor != "postgresql":
        yield
        return
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = standing() if nested else NONE
        _set((ROLE, str(organisation_id or "")))
        yield
        if nested:
            _set(before)


def standing() -> Wall:
    """The wall that this transaction stands behind."""
    if connection.vendor != "postgresql":
        return NONE
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role'), coalesce(current_setting('app.org_id', true), '')")
        wall: Wall = cursor.fetchone()
    return wall


@contextmanager
def behind(wall: Wall) -> Iterator[None]:
    """Write in this transaction what was said behind another wall of it."""
    before = standing()
    if wall == before:
        yield
        return
    _set(wall)
    yield
    _set(before)


def _set(wall: Wall) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, true), set_config('app.org_id', %s, true)", wall)
