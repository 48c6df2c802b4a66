"""Which options can stand before and behind every command?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sonae import __version__
from sonae.cli.language import Language
from sonae.cli.session import Session

SHARED = ("language", "as_json", "catalogue", "now")


def keep_language(context: typer.Context, value: Language | None) -> Language | None:
    """Note the language asked for."""
    if value is not None:
        session_of(context).language = value
    return value


def keep_json(context: typer.Context, value: bool) -> bool:
    """Note that the answer is for a machine."""
    session_of(context).as_json |= value
    return value


def keep_folders(context: typer.Context, value: list[Path] | None) -> list[Path] | None:
    """Note more folders of data."""
    session_of(context).folders += value or []
    return value


def keep_now(context: typer.Context, value: str | None) -> str | None:
    """Note the moment asked about."""
    if value:
        session_of(context).now_text = value
    return value


def show_version(value: bool) -> None:
    """Print the version and end."""
    if value:
        typer.echo(f"sonae {__version__}")
        raise typer.Exit


def session_of(context: typer.Context) -> Session:
    """Return the run's session."""
    session = context.find_root().obj
    assert isinstance(session, Session)  # noqa: S101 - the group hands it in before anything is read
    return session


LanguageOption = Annotated[
    Language | None, typer.Option("--lang", help="option.lang", callback=keep_language, expose_value=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help="option.json", callback=keep_json, expose_value=False)]
CatalogueOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--catalogue",
        help="option.catalogue",
        metavar="DIR",
        envvar="SONAE_CATALOGUE",
        callback=keep_folders,
        expose_value=False,
    ),
]
NowOption = Annotated[
    str | None,
    typer.Option("--now", help="option.now", metavar="MOMENT", callback=keep_now, expose_value=False),
]
VersionOption = Annotated[
    bool,
    typer.Option("--version", help="option.version", callback=show_version, is_eager=True, expose_value=False),
]
SchemeOption = Annotated[str, typer.Option("--scheme", help="option.scheme", metavar="CODE")]
KindOption = Annotated[str, typer.Option("--kind", help="option.kind", metavar="KIND")]
SizeOption = Annotated[str, typer.Option("--size", help="option.size", metavar="NUMBER")]
FamilyOption = Annotated[str, typer.Option("--family", help="option.family", metavar="FAMILY")]
MeasureOption = Annotated[list[str] | None, typer.Option("--measure", help="option.measure", metavar="NAME=VALUE")]
CaseArgument = Annotated[Path, typer.Argument(help="argument.case", metavar="CASE.yaml", show_default=False)]
PdfOption = Annotated[Path | None, typer.Option("--pdf", help="option.pdf", metavar="OUT.pdf")]
AgainstOption = Annotated[Path | None, typer.Option("--against", help="option.against", metavar="OTHER.yaml")]
ForceOption = Annotated[bool, typer.Option("--force", help="option.force")]
PDF = (".pdf",)
