"""The trail's entries are written at the end of their transaction, in it, and only if it comes to that end."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from sonae.app.common.audit import verify
from sonae.app.common.audit_actions import record
from sonae.app.common.models import AuditEntry, AuditHead, Once
from sonae.app.common.person import of_system

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def told(subject):
    record(by=of_system("test"), at=timezone.now(), action="test.done", subject=subject)


@transaction.atomic
def taken_back(subject):
    told(subject)
    raise ValueError("wrong")


@transaction.atomic
def done(subject):
    Once.objects.create(key=subject, at=timezone.now())
    told(subject)


def subjects():
    return list(AuditEntry.objects.values_list("subject", flat=True))


def test_entries_wait_for_the_end_and_keep_their_order():
    with transaction.atomic():
        told("1")
        with transaction.atomic():
            told("2")
        told("3")
        assert subjects() == []
    assert (subjects(), verify()) == (["1", "2", "3"], None)


def test_what_a_savepoint_takes_back_is_not_told():
    with transaction.atomic():
        told("kept")
        with pytest.raises(ValueError, match="wrong"):
            taken_back("taken back")
        told("kept, too")
    assert (subjects(), verify()) == (["kept", "kept, too"], None)


def test_what_a_transaction_takes_back_is_not_told_by_the_next():
    with pytest.raises(ValueError, match="wrong"):
        taken_back("taken back")
    told("next")
    assert (subjects(), verify()) == (["next"], None)


def test_an_action_whose_entry_cannot_be_written_has_not_happened():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE common_auditentry RENAME TO common_lost")
    try:
        with pytest.raises(DatabaseError):
            done("lost")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE common_lost RENAME TO common_auditentry")
    assert (Once.objects.count(), AuditHead.objects.count(), subjects()) == (0, 0, [])
    told("next")
    assert (subjects(), verify()) == (["next"], None)


def test_outside_a_transaction_an_entry_is_one_of_its_own():
    told("alone")
    assert (subjects(), connection.in_atomic_block) == (["alone"], False)
