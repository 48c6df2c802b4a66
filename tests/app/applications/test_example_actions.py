"""The demonstration's hospital is in the middle of its referral, once."""

import pytest
from django.core.management import CommandError, call_command

from sonae.app.applications.example_actions import seed_referral
from sonae.app.applications.models import Application
from sonae.app.parties.actions import seed_example
from tests.app.applications.conftest import AT, HOUSE

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_the_hospital_waits_for_the_underwriter_however_often_it_is_seeded():
    seed_example(by=HOUSE, at=AT)
    row = seed_referral(at=AT)
    assert (row.state, row.step) == ("referred", "insurer")
    assert seed_referral(at=AT) is None
    assert Application.objects.count() == 1


def test_in_service_nothing_is_invented(settings):
    settings.SONAE_EXAMPLE = False
    with pytest.raises(CommandError):
        call_command("seed_applications")
    assert Application.objects.count() == 0
