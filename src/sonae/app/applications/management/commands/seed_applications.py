from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sonae.app.applications.example_actions import seed_referral
from sonae.app.common import clock


class Command(BaseCommand):
    help = "Have the demonstration's hospital apply, so that its application waits for the underwriter."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.SONAE_EXAMPLE:
            raise CommandError("only a demonstration (SONAE_EXAMPLE=1) has invented applications")
        seed_referral(at=clock.now().replace(microsecond=0))
