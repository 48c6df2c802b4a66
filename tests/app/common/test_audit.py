"""The trail keeps what was written, and whoever tampers with it is found out, on both databases."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from sonae.app.common.audit import verify
from sonae.app.common.audit_actions import record
from sonae.app.common.models import AuditEntry, AuditHead
from sonae.app.common.person import of_system
from sonae.app.project.audit_report import report

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def trail():
    """Five entries."""
    house = of_system("test")
    for number in range(5):
        record(by=house, at=timezone.now(), action="test.done", subject=f"test:{number}", after={"number": number})


@pytest.fixture
def tamper():
    """Somebody with the whole database in his hands: `tamper(sql)` passes the triggers by."""

    def run(sql):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL session_replication_role = replica")
            else:
                for act in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS common_auditentry_keep_{act}")
            cursor.execute(sql)

    return run


def found():
    broken = verify()
    return (broken.number, broken.why) if broken else None


@pytest.mark.usefixtures("trail")
def test_a_chain_that_nobody_touched_is_whole():
    assert found() is None
    head = AuditHead.objects.get()
    words = f"操作の記録5件の鎖は切れていません。\n最後の記録: 番号5、SHA-256 {head.hash}"
    assert report() == (words, True)


@pytest.mark.usefixtures("trail")
@pytest.mark.parametrize(
    "change",
    ["action = 'test.other'", "person = 'x'", "address = '192.0.2.1'", "organisation_id = 7", "after = '{}'"],
)
def test_a_changed_entry_is_found(tamper, change):
    tamper(f"UPDATE common_auditentry SET {change} WHERE number = 3")  # noqa: S608  words of ours
    assert found() == (3, "changed")
    assert report()[1] is False


@pytest.mark.usefixtures("trail")
def test_a_removed_entry_is_found(tamper):
    tamper("DELETE FROM common_auditentry WHERE number = 3")
    assert found() == (3, "missing")


@pytest.mark.usefixtures("trail")
def test_an_inserted_entry_is_found(tamper):
    tamper("UPDATE common_auditentry SET number = number + 10 WHERE number > 3")
    tamper("UPDATE common_auditentry SET number = number - 9 WHERE number > 10")
    first = AuditEntry.objects.get(number=1)
    fields = {one.attname: getattr(first, one.attname) for one in AuditEntry._meta.concrete_fields}
    AuditEntry(**(fields | {"id": None, "number": 4, "hash": "f" * 64})).save(force_insert=True)
    assert found() == (4, "order")


@pytest.mark.usefixtures("trail")
def test_a_tail_that_was_cut_off_is_found(tamper):
    tamper("DELETE FROM common_auditentry WHERE number > 3")
    assert found() == (4, "head")


@pytest.mark.usefixtures("trail")
def test_a_trail_that_was_emptied_is_found(tamper):
    tamper("DELETE FROM common_auditentry")
    assert found() == (1, "head")


@pytest.mark.usefixtures("trail")
@pytest.mark.parametrize(
    "sql", ["UPDATE common_auditentry SET person = 'x'", "DELETE FROM common_auditentry WHERE number = 5"]
)
def test_the_database_refuses_to_change_what_was_written(sql):
    with pytest.raises(DatabaseError, match="keeps every row"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert found() is None


@pytest.mark.usefixtures("trail")
def test_it_refuses_through_the_models_too():
    entry = AuditEntry.objects.get(number=2)
    entry.person = "x"
    for act in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(DatabaseError, match="keeps every row"), transaction.atomic():
            act()
    assert AuditHead.objects.get().number == AuditEntry.objects.count() == 5
