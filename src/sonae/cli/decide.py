"""``sonae decide``: is it covered, by which clauses, and what must be known next?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from sonae.cli.cases import case_of, check_costs, decided
from sonae.cli.decide_text import show_decision
from sonae.cli.interview import Interviewer
from sonae.cli.options import PDF, AgainstOption, CaseArgument, ForceOption, PdfOption, session_of
from sonae.cli.session import RefusedError, Session
from sonae.core.coverage import Decision
from sonae.core.decision_answer import decision_answer
from sonae.core.difference import difference, difference_answer
from sonae.core.facts import Facts
from sonae.core.interview import Interview, begin, standing
from sonae.core.problems import Refusal
from sonae.documents import decision_letter, decision_sheet
from sonae.exchange.writing import check_target, replacing
from sonae.loader.case_files import CaseFile
from sonae.loader.case_saving import completed, facts_text

AskOption = Annotated[bool, typer.Option("--ask", help="option.ask")]
LetterOption = Annotated[Path | None, typer.Option("--letter", help="option.letter", metavar="OUT.pdf")]
SaveOption = Annotated[Path | None, typer.Option("--save", help="option.save", metavar="OUT.yaml")]
YAML = (".yaml", ".yml")


def run(
    context: typer.Context,
    case: CaseArgument,
    ask: AskOption = False,
    pdf: PdfOption = None,
    letter: LetterOption = None,
    save: SaveOption = None,
    against: AgainstOption = None,
    force: ForceOption = False,
) -> None:
    """Decide a case on what is known, after asking for what still matters where that is wanted."""
    session = session_of(context)
    for path, suffixes in ((pdf, PDF), (letter, PDF), (save, YAML)):
        if path:
            check_target(path, force=force, suffixes=suffixes)
    if pdf and letter and pdf.resolve() == letter.resolve():
        raise RefusedError([session.error("letter", "decide.same_file", file=letter)])
    at = session.now
    told = case_of(session, case)
    other = decided(session, case_of(session, against)) if against else None
    check_costs(session, told)
    decision, unknown = decided(session, told), frozenset[str]()
    if ask:
        interview = interviewed(session, case, told, save, force=force)
        decision, unknown = standing(interview), interview.unknown
        if told.values["rulings"]:
            decision = decided(session, replace(told, facts=decision.facts))
    elif save:
        keep(session, case, begun(told, decision.facts), save, force=force)
    give(session, decision, other, unknown)
    write(session, told, decision, unknown, (pdf, letter), at=at, force=force)


def write(
    session: Session,
    case: CaseFile,
    decision: Decision,
    unknown: frozenset[str],
    paths: tuple[Path | None, Path | None],
    *,
    at: datetime,
    force: bool,
) -> None:
    """Write the record of the decision and the letter about it, where these are wanted."""
    catalogue = session.catalogue
    scheme = catalogue.schemes.get(decision.terms.scheme)
    title = case.values["title"]
    subject = title.say(session.language) if title else ""
    for path, paper in zip(paths, (decision_sheet, decision_letter), strict=True):
        if path:
            about = (decision, catalogue.words, session.language)
            pdf = paper(*about, at=at, scheme=scheme, subject=subject, unknown=unknown)
            with replacing(path, force=force, suffixes=PDF) as part:
                part.write_bytes(pdf)
            session.tell(session.say("decide.written", file=path))


def interviewed(session: Session, path: Path, case: CaseFile, save: Path | None, *, force: bool) -> Interview:
    """Ask what still matters and keep what was answered, also where somebody stops half-way."""
    interviewer = Interviewer(session, begun(case, case.facts))
    try:
        interviewer.ask()
    except KeyboardInterrupt:
        session.tell("")
        keep(session, path, interviewer.interview, save, force=force)
        raise typer.Abort from None
    keep(session, path, interviewer.interview, save, force=force)
    return interviewer.interview


def begun(case: CaseFile, facts: Facts | Refusal) -> Interview:
    """Return an interview that begins with facts of the case."""
    interview = facts if isinstance(facts, Refusal) else begin(case.wording, case.terms, facts)
    assert isinstance(interview, Interview)  # noqa: S101 - what is refused was told when the case was read
    return interview


def keep(session: Session, path: Path, interview: Interview, save: Path | None, *, force: bool) -> None:
    """Write the case with the answers, or say how to keep them."""
    answers = {name: None if one is None else one.value for name, one in interview.answers.items()}
    if save:
        with replacing(save, force=force, suffixes=YAML) as part:
            # as bytes: reading and writing text would change how its lines end
            part.write_bytes(completed(path.read_bytes().decode(), answers).encode())
        session.tell(session.say("decide.saved", file=save))
    elif answers:
        session.tell(f"\n{session.say('decide.keep')}\n{facts_text(answers)}")


def give(session: Session, decision: Decision, other: Decision | None, unknown: Iterable[str]) -> None:
    """Print the answer, and what moved from the ``other`` decision to it; ``unknown`` is what nobody could answer."""
    moved = difference(other, decision) if other else None
    words, language = session.catalogue.words, session.language
    if session.as_json:
        answer = decision_answer(decision, words, language, unknown)
        session.give(answer | ({"difference": difference_answer(moved, words, language)} if moved else {}))
        return
    show_decision(session, decision, unknown, moved)
