"""The command line: the same answers as page and API, without a database."""

from sonae.cli.application import app, main

__all__ = ["app", "main"]
