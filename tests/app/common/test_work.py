"""What waits for somebody comes from the slices: what is due first, then what has waited longest."""

from datetime import datetime

import pytest
from django.apps import apps

from sonae.app.common.person import of_system
from sonae.app.common.work import menu, waiting_for
from sonae.core.moments import TOKYO

NOW = datetime(2026, 11, 28, 9, tzinfo=TOKYO)
CLERK = of_system("clerk", 1)


@pytest.fixture(autouse=True)
def _slice(monkeypatch):
    """An AppConfig that has work and something that waits."""
    config = apps.get_app_config("accounts")
    monkeypatch.setattr(
        config, "work", (("accounts:work", "Work", "read"), ("accounts:roles", "Roles", "people")), raising=False
    )
    monkeypatch.setattr(config, "waiting", "tests.support.waiting.waits_for", raising=False)


def test_what_is_due_first_stands_on_top():
    found = [one.label for one in waiting_for(CLERK, NOW) if one.url in {"/a", "/b", "/c", "/d"}]
    assert found == ["due first", "waited longer", "due later", "no deadline"]


def test_the_menu_shows_only_what_one_may_do():
    assert ("/work/", "Work") in menu({"read"}.__contains__)
    assert ("/accounts/roles/", "Roles") not in menu({"read"}.__contains__)
