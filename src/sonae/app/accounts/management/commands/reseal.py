"""`python -m sonae.app.project reseal`: after a change of SONAE_SECRET_KEY, before the earlier one is forgotten."""

from typing import Any

from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sonae.app.accounts.factor_actions import reseal
from sonae.app.common.person import of_system


class Command(BaseCommand):
    help = "Seal the secrets of second factors with the key of now."

    def handle(self, *_args: Any, **_told: Any) -> None:
        try:
            count = reseal(by=of_system("reseal"), at=timezone.now())
        except InvalidToken:
            raise CommandError("A secret is sealed with a key that SONAE_SECRET_KEYS_EARLIER does not name.") from None
        self.stdout.write(f"{count} secrets are sealed with SONAE_SECRET_KEY; earlier keys are no longer needed.")
