"""``sonae catalogue``: is the data sound, which edition is frozen, and how must a file look?"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from sonae.cli.options import session_of
from sonae.cli.session import RefusedError, Session
from sonae.core.catalogue import Catalogue
from sonae.core.problems import nearest
from sonae.loader import BUILT_IN, DataProblem
from sonae.loader.cases import run_cases
from sonae.loader.clock_examples import run_clock_cases
from sonae.loader.digests import PUBLISHED, find_editions, publish
from sonae.loader.load import read_editions, read_folders
from sonae.loader.problems import Log
from sonae.loader.procedure_cases import run_procedure_cases
from sonae.loader.schemas import SHAPES, json_schema
from sonae.loader.wording_cases import Tried, run_wording_cases, untried

FoldersArgument = Annotated[
    list[Path] | None, typer.Argument(help="argument.folders", metavar="[DIR]...", show_default=False)
]
EditionArgument = Annotated[str, typer.Argument(help="argument.edition", metavar="CODE")]
NameArgument = Annotated[str, typer.Argument(help="argument.schema", metavar="[NAME]", show_default=False)]
FAULTY = 1


def check(context: typer.Context, folders: FoldersArgument = None) -> None:
    """Validate everything, run the worked examples, and print every problem with its place."""
    session = session_of(context)
    session.folders += folders or []
    roots = [BUILT_IN, *session.own_folders]
    log = Log()
    catalogue = read_folders(roots, log)
    tried: Tried = {}
    cases = ran(session, roots, catalogue, log, tried)
    problems, clauses = sorted(set(log.problems)), untried(catalogue, tried)
    if session.as_json:
        session.give({**checked_answer(session, roots, catalogue, cases, problems), "untried_clauses": clauses})
    else:
        show_check(session, roots, catalogue, cases, problems)
        for code, several in clauses.items():
            session.show(session.say("check.untried", code=code, count=len(several), clauses=", ".join(several)))
    if problems:
        raise typer.Exit(FAULTY)


def ran(session: Session, roots: Sequence[Path], catalogue: Catalogue, log: Log, tried: Tried | None = None) -> int:
    """Run the worked examples of every edition that could be read; return how many ran.

    ``tried`` gathers the results that those of the wordings gave their clauses.
    """
    priced = (run_cases(folder, root, catalogue, session.now, log) for folder, root in _editions(roots, "schemes"))
    wordings = _editions(roots, "wordings")
    decided = (run_wording_cases(folder, root, catalogue, log, tried) for folder, root in wordings)
    timed = (run_clock_cases(folder, root, catalogue, session.now, log) for folder, root in _editions(roots, "clocks"))
    procedures = _editions(roots, "procedures")
    taken = (run_procedure_cases(folder, root, catalogue, session.now, log) for folder, root in procedures)
    return sum(priced) + sum(decided) + sum(timed) + sum(taken)


def _editions(roots: Iterable[Path], section: str) -> list[tuple[Path, Path]]:
    """Return each edition's folder of a section with the catalogue it stands in."""
    return [(folder, root) for root in roots for folder in sorted((root / section).glob("*")) if folder.is_dir()]


def checked_answer(
    session: Session, roots: Sequence[Path], catalogue: Catalogue, cases: int, problems: Sequence[DataProblem]
) -> dict[str, object]:
    """Return counts and problems for a machine."""
    return {
        **_counts(catalogue, cases),
        "problems": [
            {
                "file": _shown(one, roots),
                "line": one.line,
                "key": one.key,
                "code": one.code,
                "message": one.say(session.language),
            }
            for one in problems
        ],
    }


def show_check(
    session: Session, roots: Sequence[Path], catalogue: Catalogue, cases: int, problems: Sequence[DataProblem]
) -> None:
    """Print counts and problems, each as ``file:line: key: what is wrong``."""
    for one in problems:
        session.show(one.say(session.language).replace(one.file, _shown(one, roots), 1))
    session.show(session.say("check.counts", **_counts(catalogue, cases)))
    session.show(session.say("check.problems", count=len(problems)) if problems else session.say("check.fine"))


def _counts(catalogue: Catalogue, cases: int) -> dict[str, int]:
    return {
        "schemes": len(catalogue.schemes),
        "tariffs": len(catalogue.tariffs),
        "wordings": len(catalogue.wordings),
        "costs": len(catalogue.costs),
        "playbooks": len(catalogue.playbooks),
        "clocks": len(catalogue.clocks),
        "procedures": len(catalogue.procedures),
        "disclosures": len(catalogue.disclosures),
        "cases": cases,
    }


def _shown(problem: DataProblem, roots: Sequence[Path]) -> str:
    """Return the file as an editor finds it, where only one of the folders has it."""
    places = [root / problem.file for root in roots if (root / problem.file).exists()]
    return str(places[0]) if len(places) == 1 and not places[0].is_relative_to(BUILT_IN) else problem.file


def publish_edition(context: typer.Context, code: EditionArgument) -> None:
    """Freeze the edition, if the catalogue it belongs to is sound and all it rests on is published."""
    session = session_of(context)
    roots = [BUILT_IN, *session.own_folders]
    folder = edition_of(session, roots, code)
    if (folder / PUBLISHED).exists():
        raise RefusedError([session.error("edition", "publish.again", code=code)])
    log = Log()
    catalogue, rests_on = read_editions(roots, log)
    ran(session, roots, catalogue, log)
    own = f"{folder.parent.name}/{code}"
    problems = {one for one in log.problems if (one.code, one.key) != ("unpublished", own)}
    if problems:
        errors = [{"field": one.key, "message": one.say(session.language)} for one in sorted(problems)]
        raise RefusedError([session.error("catalogue", "publish.faulty"), *errors], code=FAULTY)
    needs = find_editions(rests_on.get(own, ()), roots)
    waiting = [name for name, path in needs.items() if not (path / PUBLISHED).exists()]
    if waiting:
        raise RefusedError([_needed(session, code, name) for name in waiting])
    digest = publish(folder, needs)
    if session.as_json:
        session.give({"edition": code, "folder": str(folder), "digest": digest})
    else:
        session.show(session.say("publish.done", path=folder, digest=digest))


def _needed(session: Session, code: str, need: str) -> dict[str, str]:
    """Say which edition must be published first, and by which command."""
    folders = "".join(f" --catalogue {shlex.quote(str(folder))}" for folder in session.own_folders)
    return session.error("edition", "publish.needs", code=code, need=need, name=need.split("/")[1], folders=folders)


def edition_of(session: Session, roots: Iterable[Path], code: str) -> Path:
    """Return the only folder called ``code`` in any section of the catalogue. Raises RefusedError."""
    editions = [folder for root in roots for folder in sorted(root.glob("*/*")) if folder.is_dir()]
    found = [folder for folder in editions if folder.name == code]
    if len(found) == 1:
        return found[0]
    if found:
        places = ", ".join(str(folder) for folder in found)
        raise RefusedError([session.error("edition", "publish.twice", code=code, places=places)])
    near = nearest(code, (folder.name for folder in editions))
    raise RefusedError([session.error("edition", "publish.unknown", code=code, nearest=near)])


def schema(context: typer.Context, name: NameArgument = "") -> None:
    """Print one JSON Schema, or the names there are."""
    session = session_of(context)
    if not name:
        session.give({"schemas": list(SHAPES)}) if session.as_json else session.show(*SHAPES)
        return
    if name not in SHAPES:
        raise RefusedError([session.error("name", "schema.unknown", name=name, choices=", ".join(SHAPES))])
    session.give(json_schema(name))
