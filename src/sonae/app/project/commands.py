"""Which commands need the database? `sonae` finds them in the entry-point group `sonae.commands`."""

from __future__ import annotations

import os

import typer
from typer.main import get_group

trail = typer.Typer(help="The audit trail / 操作の記録", no_args_is_help=True, rich_markup_mode=None)


@trail.callback()
def begin() -> None:
    """The audit trail / 操作の記録."""


@trail.command("verify", help="Read the whole trail: is its chain whole? / 鎖が切れていないかを確かめる")
def verify(context: typer.Context) -> None:
    """End with 0 where the chain is whole, with 1 and the first break where it is not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sonae.app.project.settings")
    import django  # noqa: PLC0415  prices need no Django: it is loaded with this command alone

    django.setup()
    from django.utils import translation  # noqa: PLC0415

    from sonae.app.project import audit_report  # noqa: PLC0415

    with translation.override(getattr(context.find_root().obj, "language", "ja")):
        words, whole = audit_report.report()
    typer.echo(words, err=not whole)
    raise typer.Exit(0 if whole else 1)


audit = get_group(trail)
