"""``sonae clocks``: who must be told what by when after this incident, by which law, and what is overdue?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sonae.cli.cases import refused
from sonae.cli.clocks_text import show_clocks
from sonae.cli.options import PDF, CaseArgument, ForceOption, PdfOption, session_of
from sonae.cli.session import RefusedError, Session
from sonae.core.clock_answer import clocks_answer
from sonae.core.problems import Refusal
from sonae.core.reading import not_a_moment, read_receipt
from sonae.documents import clocks_sheet
from sonae.exchange.writing import check_target, replacing
from sonae.loader.clock_cases import ClockAnswer, ClockCase, answer_case, note_refusal, read_clock_case
from sonae.loader.problems import Log

AtOption = Annotated[str, typer.Option("--at", help="option.at", metavar="MOMENT")]
EditionOption = Annotated[str, typer.Option("--clocks", help="option.clocks", metavar="CODE")]
TraceOption = Annotated[bool, typer.Option("--trace", help="option.trace")]


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
    if pdf:
        check_target(pdf, force=force, suffixes=PDF)
    told = read_case(session, case)
    answer = answered(session, told, at, clocks)
    if pdf:
        write_pdf(session, pdf, answer, told, force=force)
    if session.as_json:
        words, language = session.catalogue.words, session.language
        said = clocks_answer(answer.edition, answer.states, answer.values, answer.fed, answer.at, words, language)
        session.give({**said, "unread": list(answer.unread)})
    else:
        show_clocks(session, answer, told, trace=trace)


def read_case(session: Session, path: Path) -> ClockCase:
    """Return the case in a file, or raise RefusedError with every line that cannot be read."""
    log = Log()
    case = read_clock_case(path, str(path), log)
    if log.problems or case is None:
        raise RefusedError(refused(session, log))
    return case


def answered(session: Session, case: ClockCase, at: str, edition: str) -> ClockAnswer:
    """Return the answer, or raise RefusedError with all that is wrong with the options and, by line, with the case."""
    errors = []
    moment = case.at
    if at or moment is None:
        try:
            moment = read_receipt(at, session.catalogue.words.eras) if at else session.now
        except ValueError as error:
            errors += session.errors([not_a_moment("at", at, error)])
    found = session.catalogue.clocks_called(edition or case.edition)
    if isinstance(found, Refusal) and edition:
        raise RefusedError([*errors, *session.errors(found.errors)])
    answer = found if isinstance(found, Refusal) else answer_case(case, found, session.catalogue, moment or session.now)
    if isinstance(answer, Refusal):
        log = Log()
        note_refusal(answer, case, session.catalogue, log)
        raise RefusedError([*errors, *refused(session, log)])
    if errors:
        raise RefusedError(errors)
    return answer


def write_pdf(session: Session, path: Path, answer: ClockAnswer, case: ClockCase, *, force: bool) -> None:
    """Write the sheet of the clocks; a file that is there stays unless told otherwise."""
    title = case.title.say(session.language) if case.title else ""
    sheet = clocks_sheet(
        answer.edition,
        answer.states,
        answer.values,
        session.catalogue.words,
        session.language,
        at=answer.at,
        title=title,
    )
    with replacing(path, force=force, suffixes=PDF) as part:
        part.write_bytes(sheet)
    session.tell(session.say("clocks.pdf", file=path))
