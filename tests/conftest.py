"""Which tests run here, and which may not be left out?"""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Playwright's synchronous interface runs a loop in the tests' thread; Django would refuse its database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

REQUIRE_ALL = os.environ.get("SONAE_REQUIRE_ALL") == "1"
FULL = os.environ.get("SONAE_FULL") == "1"
ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")

# Small and seeded in `make test`, whole in `make test-full`.
settings.register_profile("test", max_examples=50, deadline=None, derandomize=True)
settings.register_profile("full", max_examples=2_000, deadline=None)
settings.load_profile("full" if FULL else "test")


def pytest_collection_modifyitems(config, items):
    """Leave out what another run of `make test` runs: PostgreSQL's own tests, and the long ones."""
    left_out = [item for item in items if _belongs_elsewhere(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def _belongs_elsewhere(item):
    postgres = item.get_closest_marker("postgres")
    only_there = postgres is not None and postgres.kwargs.get("only", False) and not ON_POSTGRES
    return only_there or (item.get_closest_marker("full") is not None and not FULL)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """With SONAE_REQUIRE_ALL=1 a browser or PostgreSQL test that was skipped has failed."""
    report = yield
    needed = item.get_closest_marker("browser") or item.get_closest_marker("postgres")
    if REQUIRE_ALL and needed and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"SONAE_REQUIRE_ALL=1, but {item.nodeid} was skipped: {report.longrepr}"
    return report


@pytest.fixture
def root() -> Path:
    """The repository."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def small_catalogue():
    """The catalogue together with the small wording that was made up for tests, ``small-2026``, and its last year's."""
    from sonae.loader import load_catalogue

    return load_catalogue([Path(__file__).parent / "support" / "small"])


@pytest.fixture(autouse=True, scope="session")
def _let_tests_empty_what_is_kept_for_ever():
    """Between tests with a server all tables are emptied; triggers that keep every row step aside for it only.

    On SQLite they are dropped and made again, on PostgreSQL the (super)user plays a replica.
    """
    from django.db import connection

    def stepping_aside(emptying):
        def sql_flush(*args, **kwargs):
            flush = emptying(*args, **kwargs)
            if connection.vendor == "postgresql":
                return ["SET session_replication_role = replica", *flush, "RESET session_replication_role"]
            with connection.cursor() as cursor:
                cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
                triggers = cursor.fetchall()
            return [*(f'DROP TRIGGER "{name}"' for name, _sql in triggers), *flush, *(sql for _name, sql in triggers)]

        return sql_flush

    operations = type(connection.ops)
    emptying = operations.sql_flush
    operations.sql_flush = stepping_aside(emptying)
    yield
    operations.sql_flush = emptying


@pytest.fixture(autouse=True, scope="session")
def _let_actions_say_their_last_words_inside_a_test():
    """A test runs in a transaction that never commits: what an action leaves for the end is written when its own ends.

    Django marks the transactions that are the test's.
    """
    from sonae.app.common.databases.last_words import WritesLastWords

    committing = WritesLastWords.savepoint_commit

    def savepoint_commit(self, sid):
        committing(self, sid)
        if all(block._from_testcase for block in self.atomic_blocks):
            self.write_last_words()

    WritesLastWords.savepoint_commit = savepoint_commit
    yield
    WritesLastWords.savepoint_commit = committing
