"""A slice that has something waiting, for tests of the home."""

from datetime import date, timedelta

from sonae.app.common.work import Waiting


def waits_for(_person, now):
    yield Waiting("no deadline", "/a", now - timedelta(days=9))
    yield Waiting("due later", "/b", now, date(2026, 12, 2))
    yield Waiting("due first", "/c", now, date(2026, 12, 1))
    yield Waiting("waited longer", "/d", now - timedelta(days=1), date(2026, 12, 2))
