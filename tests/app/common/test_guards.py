"""Does the database still refuse what it is to refuse, after all migrations? A table rebuilt loses its triggers."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from sonae.app.common.guards import Guard

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
STANDING = {
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}


def wanted():
    """The triggers that the migrations have made, by their own word."""
    parts = (part for one in MigrationLoader(connection).disk_migrations.values() for part in one.operations)
    return {name for part in parts if isinstance(part, Guard) for name in part.triggers[connection.vendor]}


def standing():
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


def test_every_trigger_of_a_migration_still_stands_and_there_is_no_other():
    assert "common_auditentry_keep" in {name.removesuffix("_update") for name in wanted()}
    assert standing() == wanted()


def test_a_trigger_that_is_gone_is_found():
    gone = min(wanted())
    of = " ON applications_joined" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {gone}{of}")
    assert wanted() - standing() == {gone}


def test_every_model_that_says_it_is_never_changed_has_triggers_that_keep_it():
    said = {one._meta.db_table for one in apps.get_models() if says_so(one.__doc__)}
    assert {"enrolments_event", "parties_paper", "common_auditentry"} <= said
    assert {table for table in said if not any(name.startswith(f"{table}_keep") for name in standing())} == set()


def says_so(words):
    return "never changed" in words.lower() or "append-only" in words.lower()
