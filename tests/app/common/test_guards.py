"""What is kept for ever cannot be written over either: an insertion that replaces is refused."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from sonae.app.common.audit_actions import record
from sonae.app.common.person import of_system

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
KEPT = {
    "accounts_factorremoval",
    "common_auditentry",
    "parties_paper",
    "applications_submission",
    "applications_move",
    "applications_offer",
    "applications_acceptance",
    "applications_joined",
    "enrolments_enrolment",
    "enrolments_event",
    "enrolments_event_papers",
    "enrolments_certificate",
    "enrolments_coverperiod",
    "enrolments_proposal",
}
TRIGGERS = {
    "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal",
}

GUARDS = {"sqlite": ("keep_update", "keep_delete", "keep_replace"), "postgresql": ("keep", "keep_all")}


def kept(suffix):
    """The tables that have a trigger with this name."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        return {table for table, name in cursor.fetchall() if name == f"{table}_{suffix}"}


def test_every_table_that_is_kept_for_ever_is_guarded_against_being_replaced():
    suffixes = GUARDS[connection.vendor]
    assert {suffix: kept(suffix) for suffix in suffixes} == dict.fromkeys(suffixes, KEPT)


@pytest.mark.parametrize("key", ["id", "number", "hash"])
def test_nothing_is_written_over_under_any_key(key):
    for _time in range(2):
        record(by=of_system("test"), at=timezone.now(), action="x", subject="member:1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM common_auditentry ORDER BY number")
        first, last = cursor.fetchall()
        names = [column[0] for column in cursor.description]
    forged = {"id": 98, "number": 99, "hash": "f" * 64, key: first[names.index(key)], "action": "forged"}
    row = dict(zip(names, last, strict=True)) | forged
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    words = f"{verb} INTO common_auditentry ({', '.join(row)}) VALUES ({', '.join(['%s'] * len(row))})"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(words, list(row.values()))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM common_auditentry WHERE action = 'x'")
        assert cursor.fetchone() == (2,)
