"""``sonae rate``: what does every facility of a roster cost?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sonae.cli.asked import Question
from sonae.cli.options import ForceOption, session_of
from sonae.cli.rate_text import told
from sonae.cli.session import Session
from sonae.core.scheme import Scheme
from sonae.exchange import rate_roster, roster_template
from sonae.exchange.letters import CP932, UTF8, UTF8_BOM
from sonae.exchange.tables import TEXT, WORKBOOK

RosterArgument = Annotated[Path | None, typer.Argument(help="argument.roster", metavar="[ROSTER]", show_default=False)]
OutOption = Annotated[Path | None, typer.Option("--out", "-o", help="option.out", metavar="OUT")]
SchemeOption = Annotated[str, typer.Option("--scheme", help="option.default_scheme", metavar="CODE")]
TemplateOption = Annotated[Path | None, typer.Option("--template", help="option.template", metavar="OUT")]
Heard = Callable[[int, int], None]
_STEP = 500


class Encoding(StrEnum):
    """How a CSV can be written; UTF-8 with the mark without which Excel would not know it."""

    UTF8 = UTF8
    CP932 = CP932


WRITTEN = {None: UTF8_BOM, Encoding.UTF8: UTF8_BOM, Encoding.CP932: CP932}
EncodingOption = Annotated[Encoding | None, typer.Option("--encoding", help="option.encoding")]


def run(
    context: typer.Context,
    roster: RosterArgument = None,
    out: OutOption = None,
    scheme: SchemeOption = "",
    template: TemplateOption = None,
    force: ForceOption = False,
    encoding: EncodingOption = None,
) -> None:
    """Rate a roster, or write an empty one; rows with a problem do not make the run fail."""
    session = session_of(context)
    question = Question(session)
    chosen = question.scheme(scheme) if scheme or template else None
    target = template or out
    if encoding and target and target.suffix.lower() != TEXT:
        question.wrong("encoding", "wrong.encoding")
    if template is not None:
        if template.suffix.lower() != WORKBOOK:
            question.wrong("template", "wrong.template_suffix")
        question.refuse_if_wrong()
        assert chosen is not None  # noqa: S101 - no scheme is an error
        write_template(session, template, chosen, force=force)
        return
    if roster is None:
        question.wrong("roster", "wrong.roster_needed")
    elif out is None:
        question.wrong("out", "wrong.out_needed")
    question.refuse_if_wrong()
    assert roster is not None  # noqa: S101 - both are errors above
    assert out is not None  # noqa: S101
    rate_file(session, roster, out, chosen, encoding=WRITTEN[encoding], force=force)


def write_template(session: Session, path: Path, scheme: Scheme, *, force: bool) -> None:
    """Write the empty roster of a scheme."""
    roster_template(path, session.catalogue, scheme, language=session.language, force=force)
    if session.as_json:
        session.give({"template": str(path), "scheme": scheme.code})
    else:
        session.show(session.say("rate.template", file=path, scheme=scheme.name.say(session.language)))


def rate_file(session: Session, roster: Path, out: Path, scheme: Scheme | None, *, encoding: str, force: bool) -> None:
    """Rate a file, showing how far it has come, and tell the counts."""
    catalogue, now = session.catalogue, session.now
    with progress(session) as heard:
        rated = rate_roster(
            roster,
            out,
            catalogue,
            now=now,
            language=session.language,
            scheme=scheme.code if scheme else "",
            force=force,
            encoding=encoding,
            progress=heard,
        )
    if session.as_json:
        session.give({**asdict(rated), "out": str(out)})
    else:
        session.show(*told(session, rated, out))


@contextmanager
def progress(session: Session) -> Iterator[Heard | None]:
    """Yield what hears of rows done; a bar stands on the error stream where somebody watches it."""
    console = Console(stderr=True)
    if not console.is_terminal or session.as_json:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(session.say("rate.reading"), total=None)

        def hear(done: int, total: int) -> None:
            if done % _STEP == 0:
                bar.update(task, completed=done, total=max(done, total))

        yield hear
