"""``sonae settle``: how much is paid of each line of a case, why does each other yen stay, and what is left?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sonae.cli.cases import case_of, decided, refused
from sonae.cli.options import PDF, AgainstOption, CaseArgument, ForceOption, session_of
from sonae.cli.session import RefusedError, Session
from sonae.cli.settle_text import show_settlement
from sonae.core.coverage import Decision
from sonae.core.difference import Difference, difference, difference_answer
from sonae.core.payment_answer import payable_answer
from sonae.core.settlement import Settlement
from sonae.core.settlement_answer import settlement_answer, undeducted_answer
from sonae.core.settlement_words import amounts_of
from sonae.core.wording_words import words_of
from sonae.documents import settlement_sheet
from sonae.exchange.writing import check_target, replacing
from sonae.loader.case_claims import CLAIM_KEYS
from sonae.loader.case_files import CaseFile
from sonae.loader.case_settling import Settled, settled_case
from sonae.loader.problems import Log

SheetOption = Annotated[Path | None, typer.Option("--pdf", help="option.payment_pdf", metavar="OUT.pdf")]


def run(
    context: typer.Context,
    case: CaseArgument,
    pdf: SheetOption = None,
    against: AgainstOption = None,
    force: ForceOption = False,
) -> None:
    """Settle a case on what is known: what is not decided stays open, and is neither paid nor refused."""
    session = session_of(context)
    if pdf:
        check_target(pdf, force=force, suffixes=PDF)
    at = session.now
    told = case_of(session, case)
    decision = decided(session, told)
    found = settled(session, told, decision)
    settlement, payables = found.settlement, found.payables
    moved = compared(session, against, decision, settlement) if against else None
    words, language = words_of(told.wording, session.catalogue.words), session.language
    if session.as_json:
        answer = settlement_answer(settlement, words, language)
        papers = [payable_answer(one, words, language, at=at, due=settlement.due_for(one.event)) for one in payables]
        answer |= {"decided": decision.settled, "papers": papers}
        answer |= undeducted_answer(settlement, decision, words, language)
        answer |= {
            "earlier": [
                {"name": one.name.say(language), "paid_yen": one.paid, "open_yen": one.open} for one in found.earlier
            ]
        }
        session.give(answer | ({"difference": difference_answer(moved, words, language)} if moved else {}))
    else:
        show_settlement(session, decision, found, moved)
    if pdf:
        write(session, pdf, told, decision, found, force=force)


def settled(session: Session, case: CaseFile, decision: Decision) -> Settled:
    """Return the settlement of a case after its earlier ones. Raises RefusedError with all that is wrong."""
    if not any(case.values[name] for name in CLAIM_KEYS):
        raise RefusedError([session.error("costs", "settle.no_costs")])
    log = Log()
    found = settled_case(case, decision, session.catalogue, log)
    if found is None:
        raise RefusedError(refused(session, log))
    return found


def compared(session: Session, path: Path, decision: Decision, settlement: Settlement) -> Difference:
    """Return what moved from another case to this one: facts, clauses, answers, and the yen of lines and levels."""
    other = case_of(session, path)
    before = decided(session, other)
    theirs = settled(session, other, before).settlement
    return difference(before, decision, amounts_of(theirs), amounts_of(settlement))


def write(
    session: Session,
    path: Path,
    case: CaseFile,
    decision: Decision,
    found: Settled,
    *,
    force: bool,
) -> None:
    """Write the payment sheet."""
    title, words, language = case.values["title"], session.catalogue.words, session.language
    pdf = settlement_sheet(
        decision,
        found.settlement,
        found.payables,
        words,
        language,
        at=session.now,
        earlier=found.earlier,
        scheme=session.catalogue.schemes.get(case.terms.scheme),
        subject=title.say(language) if title else "",
    )
    with replacing(path, force=force, suffixes=PDF) as part:
        part.write_bytes(pdf)
    session.tell(session.say("decide.written", file=path))
