import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from sonae.app.common.serving import serve


class Command(BaseCommand):
    help = "Serve pages and work jobs off in one terminal, for a demonstration; Ctrl-C ends both."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *_arguments: str, host: str, port: int, **_options: Any) -> None:
        sys.exit(serve(host, port))
