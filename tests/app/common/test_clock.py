"""Which moment is it? The clock's, and in a demonstration perhaps another."""

from datetime import datetime

from django.utils import timezone

from sonae.app.common import clock
from sonae.core.moments import TOKYO


def test_the_clock_goes():
    before = timezone.now()
    assert before <= clock.now() <= timezone.now()


def test_a_demonstration_stands_still(settings):
    settings.SONAE_NOW = datetime(2026, 6, 15, 10, tzinfo=TOKYO)
    assert clock.now() == settings.SONAE_NOW
