"""Which commands does ``sonae`` have? Only names and words are wired here; each has its own module."""

# ruff: noqa: ARG001 - the common options note themselves in the session as they are read

from __future__ import annotations

import sys

import typer

from sonae.cli import catalogue, clocks, compare, decide, procedure, quote, rate, schemes, settle, simulate, terms
from sonae.cli.group import Commands
from sonae.cli.options import CatalogueOption, JsonOption, LanguageOption, NowOption, VersionOption

app = typer.Typer(
    cls=Commands,
    help="sonae",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)
data = typer.Typer(help="catalogue", no_args_is_help=True, rich_markup_mode=None)

wordings = typer.Typer(help="wording", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def begin(
    context: typer.Context,
    language: LanguageOption = None,
    as_json: JsonOption = False,
    catalogue: CatalogueOption = None,
    now: NowOption = None,
    version: VersionOption = False,
) -> None:
    """Show the help where no command was named; the options have noted themselves."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


app.command("schemes", help="schemes")(schemes.run)
app.command("quote", help="quote")(quote.run)
app.command("compare", help="compare")(compare.run)
app.command("simulate-cost", help="simulate-cost")(simulate.run)
app.command("rate", help="rate")(rate.run)
app.command("decide", help="decide")(decide.run)
app.command("settle", help="settle")(settle.run)
app.command("clocks", help="clocks")(clocks.run)
app.command("procedure", help="procedure")(procedure.run)
data.command("check", help="catalogue.check")(catalogue.check)
data.command("publish", help="catalogue.publish")(catalogue.publish_edition)
data.command("schema", help="catalogue.schema")(catalogue.schema)
app.add_typer(data, name="catalogue")
wordings.command("show", help="wording.show")(terms.show)
wordings.command("diff", help="wording.diff")(terms.diff)
app.add_typer(wordings, name="wording")


def main() -> None:
    """Run ``sonae``; text that a narrow terminal cannot show is escaped instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    app()
