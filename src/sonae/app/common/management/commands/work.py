from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from sonae.app.common.worker import Loop


class Command(BaseCommand):
    help = "Work off the jobs: send mails, make papers, do what the schedule has due. Any number may run side by side."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pause", type=float, default=Loop.pause, help="seconds between looks for jobs")
        parser.add_argument("--beat", type=float, default=Loop.beat, help="seconds between signs of life")

    def handle(self, *_arguments: str, pause: float, beat: float, **_options: Any) -> None:
        Loop(pause=pause, beat=beat).run()
