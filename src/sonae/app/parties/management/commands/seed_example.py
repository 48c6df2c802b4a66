"""`python -m sonae.app.project seed_example`: give the demonstration something to show."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sonae.app.common.person import of_system
from sonae.app.parties import actions
from sonae.app.parties.models import Facility


class Command(BaseCommand):
    help = "Record the example association with its members; doing it again changes nothing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.SONAE_EXAMPLE:
            raise CommandError("SONAE_EXAMPLE is off: an invented association has no place among real members.")
        association = actions.seed_example(by=of_system("seed_example"), at=timezone.now())
        count = Facility.objects.of_examples().count()
        self.stdout.write(f"{association.name}: {association.members.count()} members, {count} facilities")
