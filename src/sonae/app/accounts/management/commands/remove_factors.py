"""`python -m sonae.app.project remove_factors EMAIL --basis in_person --note …`: where nobody is left to do it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sonae.app.accounts.factor_actions import remove_factors
from sonae.app.accounts.factor_models import BASES
from sonae.app.accounts.letting_in import GoneError
from sonae.app.accounts.models import Role
from sonae.app.common.person import of_system


class Command(BaseCommand):
    help = "Remove the second factors of somebody who has lost them, and whose administrators cannot."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--basis", required=True, choices=list(BASES), help="how it was seen that it is they")
        parser.add_argument("--note", required=True, help="who saw what, and when; it stays in the audit trail")

    def handle(self, *_args: Any, **told: Any) -> None:
        roles = Role.objects.in_force().filter(user__email__iexact=told["email"])
        role = roles.select_related("user", "organisation").order_by("pk").first()
        if role is None:
            raise CommandError(f"{told['email']} has no role in force.")
        by = of_system("remove_factors", role.organisation_id)
        try:
            remove_factors(role=role, basis=told["basis"], note=told["note"], by=by, at=timezone.now())
        except GoneError:
            raise CommandError(f"{told['email']} has no second factor.") from None
        self.stdout.write(f"{told['email']} signs in without a second factor and sets up a new one.")
