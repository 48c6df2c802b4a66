"""``sonae clocks``: who must be told what by when after this incident, by which law, and what is overdue?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sonae.cli.clocks_text import show_clocks
from sonae.cli.options import session_of
from sonae.cli.session import RefusedError, Session
from sonae.core.clock_answer import clocks_answer
from sonae.core.problems import Refusal
from sonae.core.reading import not_a_moment, read_receipt
from sonae.documents import clocks_sheet
from sonae.loader import CatalogueError
from sonae.loader.clock_cases import ClockAnswer, ClockCase, answer_case, read_clock_case

CaseArgument = Annotated[Path, typer.Argument(help="argument.case", metavar="CASE.yaml")]
AtOption = Annotated[str, typer.Option("--at", help="option.at", metavar="MOMENT")]
EditionOption = Annotated[str, typer.Option("--clocks", help="option.clocks", metavar="CODE")]
PdfOption = Annotated[Path | None, typer.Option("--pdf", help="option.pdf", metavar="OUT.pdf")]
TraceOption = Annotated[bool, typer.Option("--trace", help="option.trace")]
ForceOption = Annotated[bool, typer.Option("--force", help="option.force")]


def run(
    context: typer.Context,
    case: CaseArgument,
    at: AtOption = "",
    clocks: EditionOption = "",
    pdf: PdfOption = None,
    trace: TraceOption = False,
    force: ForceOption = False,
) -> None:
    """Answer one case file, or refuse it with everything that is wrong."""
    session = session_of(context)
    told = read_case(session, case)
    answer = answered(session, told, at, clocks)
    if pdf is not None:
        write_pdf(session, pdf, answer, told, force=force)
    if session.as_json:
        words, language = session.catalogue.words, session.language
        said = clocks_answer(answer.edition, answer.states, answer.facts, answer.fed, answer.at, words, language)
        session.give({**said, "unread": list(answer.unread)})
    else:
        show_clocks(session, answer, told, trace=trace)


def read_case(session: Session, path: Path) -> ClockCase:
    """Return the case in a file, or raise RefusedError with every line that cannot be read."""
    try:
        return read_clock_case(path)
    except CatalogueError as error:
        errors = [{"field": "file", "message": one.say(session.language), "key": one.code} for one in error.problems]
        raise RefusedError(errors) from None


def answered(session: Session, case: ClockCase, at: str, edition: str) -> ClockAnswer:
    """Return the answer, or raise RefusedError with all that is wrong with the case and the moment."""
    errors = []
    moment = case.at
    if at or moment is None:
        try:
            moment = read_receipt(at, session.catalogue.words.eras) if at else session.now
        except ValueError as error:
            errors += session.errors([not_a_moment("at", at, error)])
    found = session.catalogue.clocks_called(edition or case.edition)
    if isinstance(found, Refusal):
        raise RefusedError([*errors, *session.errors(found.errors)])
    answer = answer_case(case, found, session.catalogue, moment or session.now)
    if isinstance(answer, Refusal):
        raise RefusedError([*errors, *session.errors(answer.errors)])
    if errors:
        raise RefusedError(errors)
    return answer


def write_pdf(session: Session, path: Path, answer: ClockAnswer, case: ClockCase, *, force: bool) -> None:
    """Write the sheet of the clocks; a file that is there stays unless told otherwise."""
    if path.exists() and not force:
        raise RefusedError([session.error("pdf", "wrong.exists", file=path)])
    title = case.title.say(session.language) if case.title else ""
    sheet = clocks_sheet(
        answer.edition,
        answer.states,
        answer.facts,
        session.catalogue.words,
        session.language,
        at=answer.at,
        title=title,
    )
    path.write_bytes(sheet)
    session.tell(session.say("clocks.pdf", file=path))
