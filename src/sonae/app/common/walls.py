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


@contextmanager
def within(organisation_id: int | None) -> Iterator[None]:
    """Read and write as this organisation: nothing of others is there. None sees no member's row at all."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {ROLE}")
            cursor.execute("SELECT set_config('app.org_id', %s, true)", [str(organisation_id or "")])
        yield
