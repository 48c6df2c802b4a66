"""Which case does a CASE.yaml tell of, and where is what follows from it written?"""

from __future__ import annotations

from pathlib import Path

from sonae.cli.session import Error, RefusedError, Session
from sonae.core.coverage import Decision
from sonae.core.problems import Refusal
from sonae.loader.case_files import CaseFile, decision_of, note_costs, note_facts_and_claims, read_case
from sonae.loader.case_problems import note_rulings
from sonae.loader.problems import CatalogueError, Log


def case_of(session: Session, path: Path) -> CaseFile:
    """Return the case in a file. Raises RefusedError with everything that is wrong with it, by file and line."""
    log = Log()
    case = read_case(path, str(path), session.catalogue, log, wording=edition_of(path))
    if case is not None and (log.problems or isinstance(case.facts, Refusal)):
        note_facts_and_claims(case, session.catalogue, log)
    if log.problems or case is None:
        raise RefusedError(refused(session, log))
    return case


def check_costs(session: Session, case: CaseFile) -> None:
    """Raise RefusedError with everything that is wrong with the costs of a case, whatever is decided of it."""
    log = Log()
    note_costs(case, session.catalogue, log)
    if log.problems:
        raise RefusedError(refused(session, log))


def edition_of(path: Path) -> str:
    """Return the wording whose own worked case a file is: ``wordings/CODE/cases/….yaml``; "" for any other file."""
    *_, section, code, folder, _ = ("", "", "", *path.absolute().parts)
    return code if (section, folder) == ("wordings", "cases") else ""


def decided(session: Session, case: CaseFile) -> Decision:
    """Return the decision of a case, with what a person ruled. Raises RefusedError where that cannot be ruled."""
    decision = decision_of(case)
    if isinstance(decision, Refusal):
        log = Log()
        note_rulings(decision, case.values, case.wording, session.catalogue, log)
        raise RefusedError(refused(session, log))
    return decision


def refused(session: Session, log: Log) -> list[Error]:
    """Return each problem with its file and line, in order of place."""
    return [
        {"field": one.key, "message": one.say(session.language), "file": one.file, "line": str(one.line)}
        for one in CatalogueError(log.problems).problems
    ]
