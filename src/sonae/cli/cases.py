"""Which case does a CASE.yaml tell of, and where is what follows from it written?"""

from __future__ import annotations

from pathlib import Path

from sonae.cli.session import Error, RefusedError, Session
from sonae.core.coverage import Decision, decide
from sonae.core.problems import Refusal
from sonae.loader.case_files import CaseFile, note_facts_and_claims, read_case
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


def edition_of(path: Path) -> str:
    """Return the wording whose own worked case a file is: ``wordings/CODE/cases/….yaml``; "" for any other file."""
    *_, section, code, folder, _ = ("", "", "", *path.absolute().parts)
    return code if (section, folder) == ("wordings", "cases") else ""


def decided(case: CaseFile) -> Decision:
    """Return the decision of a case whose facts are sound."""
    assert not isinstance(case.facts, Refusal)  # noqa: S101 - told when the case was read
    decision = decide(case.terms, case.facts, case.wording)
    assert isinstance(decision, Decision)  # noqa: S101 - contradictions, of the cover too, are told when the case is read
    return decision


def refused(session: Session, log: Log) -> list[Error]:
    """Return each problem with its file and line, in order of place."""
    return [
        {"field": one.key, "message": one.say(session.language), "file": one.file, "line": str(one.line)}
        for one in CatalogueError(log.problems).problems
    ]
