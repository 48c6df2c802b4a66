"""`python -m sonae.app.project open_organisation insurer sompo 名前 --serves fukuoka --administrator EMAIL NAME`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sonae.app.accounts.models import Reach
from sonae.app.accounts.roles import KINDS, MEMBER
from sonae.app.common.person import of_system
from sonae.app.parties.opening_actions import NotOpenedError, Opening, open_organisation


class Command(BaseCommand):
    help = "Open an organisation and invite its first administrator, who lets in everybody else; members join by pages."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=[kind for kind in KINDS if kind != MEMBER])
        parser.add_argument("code", help="short and lasting, such as fukuoka")
        parser.add_argument("name", help="as people read it")
        parser.add_argument("--scheme", default="", help="an association's scheme, such as fukuoka-2025")
        parser.add_argument(
            "--serves", nargs="+", default=[], metavar="CODE", help="associations whose members it sees"
        )
        parser.add_argument("--administrator", nargs=2, required=True, metavar=("EMAIL", "NAME"))
        parser.add_argument("--rename", action="store_true", help="give the code that is there this name")
        parser.add_argument("--language", default="ja", choices=("ja", "en"), help="of the invitation")

    def handle(self, *_args: Any, **told: Any) -> None:
        email, person = told["administrator"]
        opening = Opening(
            kind=told["kind"],
            code=told["code"],
            name=told["name"],
            email=email,
            person=person,
            scheme=told["scheme"],
            serves=tuple(told["serves"]),
            language=told["language"],
            rename=told["rename"],
        )
        try:
            invited = open_organisation(opening=opening, by=of_system("open_organisation"), at=timezone.now())
        except NotOpenedError as error:
            raise CommandError(str(error)) from None
        who = f"{invited.email} is invited as its administrator" if invited else "it has an administrator already"
        reached = Reach.objects.filter(organisation__code=opening.code).order_by("pk")
        seen = ", ".join(reached.values_list("association__name", flat=True)) or "nobody"
        self.stdout.write(f"{opening.name}: open; it sees the members of {seen}; {who}.")
