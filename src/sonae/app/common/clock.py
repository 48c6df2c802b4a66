"""Which moment is it for whoever quotes, applies, approves and reads? Now, or the one a demonstration stands at.

To show a deadline one needs its day: with `SONAE_NOW` the clock of the pages stands still at it; service refuses that.
Sessions, codes, limits, mails and the schedule of jobs keep the true clock.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The moment at which somebody looks or acts."""
    stands: datetime | None = settings.SONAE_NOW
    return stands or timezone.now()
