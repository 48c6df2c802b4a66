"""Is a printed certificate genuine, and is there a newer edition? Nothing else is told, to whomever asks.

On PostgreSQL the question goes through a door of its own in the second wall: a role that may read number, edition and
code of certificates, and of these only the number that the transaction has named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import compare_digest

from django.db import connection, transaction

from sonae.app.enrolments.models import Certificate
from sonae.core.certificate import CODE_GROUP
from sonae.core.reading import tidy

GENUINE, SUPERSEDED, UNKNOWN = "genuine", "superseded", "unknown"
ROLE = "sonae_door"
LONGEST = 40


def plain(typed: str) -> str:
    """A number as it is kept, however it was typed."""
    return re.sub(r"[^A-Z0-9-]", "", tidy(typed[:LONGEST]).upper())


def plain_code(typed: str) -> str:
    """A code as it is kept: the paper prints it with hyphens."""
    return plain(typed).replace("-", "")


def printed(code: str) -> str:
    """A code as the paper prints it."""
    return "-".join(code[place : place + CODE_GROUP] for place in range(0, len(code), CODE_GROUP))


def standing(number: str, code: str) -> str:
    """What becomes of a number with its code: one of the three words above. Unknown numbers and wrong codes are one."""
    with _at_the_door(number):
        found = Certificate.objects.filter(number=number).order_by().values_list("edition", "code")
        editions = dict(found)
    known = [edition for edition, own in editions.items() if compare_digest(own, code)]
    if not known:
        return UNKNOWN
    return GENUINE if known == [max(editions)] else SUPERSEDED


@contextmanager
def _at_the_door(number: str) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        cursor.execute("SELECT set_config('app.certificate', %s, true)", [number])
        yield
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SELECT set_config('app.certificate', '', true)")
