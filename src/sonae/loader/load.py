"""Read every folder of the catalogue, and stop only after all that is wrong has been found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from sonae.core.calendars import Calendar, join
from sonae.core.catalogue import Catalogue
from sonae.core.clock_links import ClockLink
from sonae.core.clocks import ClockEdition
from sonae.core.disclosure import QuestionSet
from sonae.core.incident import CostBook
from sonae.core.moments import Era
from sonae.core.playbook import Playbook
from sonae.core.problems import nearest
from sonae.core.procedure import Procedure
from sonae.core.scheme import Text
from sonae.core.tariff import Tariff
from sonae.core.words import Words
from sonae.loader.agreement import check_agreement
from sonae.loader.calendars import read_calendar
from sonae.loader.clock_links import read_link
from sonae.loader.clocks import read_clock_edition
from sonae.loader.costs import ReadCosts, check_families, read_costs
from sonae.loader.digests import check_frozen, check_needs, find_editions
from sonae.loader.disclosures import read_questions
from sonae.loader.playbooks import ReadPlaybook, read_playbook
from sonae.loader.problems import CatalogueError, Log, Place, name_of
from sonae.loader.procedures import ReadProcedure, check_procedure, read_procedure
from sonae.loader.schemes import ReadScheme, read_scheme
from sonae.loader.tariffs import read_tariff
from sonae.loader.texts import read_texts
from sonae.loader.trades import NamedKind, check_named, last_of_each_trade
from sonae.loader.wordings import ReadWording, check_schemes, read_wording

BUILT_IN = Path(__file__).resolve().parent.parent / "catalogue"
SECTIONS = (
    *("tariffs", "schemes", "procedures", "disclosures", "wordings"),
    *("costs", "playbooks", "clocks", "calendars", "texts"),
)
Read = TypeVar("Read")


def load_catalogue(folders: Sequence[Path] = ()) -> Catalogue:
    """Return the packaged catalogue together with the editions in ``folders``.

    Each folder may hold ``tariffs/``, ``schemes/``, ``procedures/``, ``disclosures/``, ``wordings/``, ``costs/``,
    ``playbooks/``, ``clocks/``, ``calendars/`` and ``texts/``. Raises CatalogueError with every problem found in all
    of them.
    """
    log = Log()
    catalogue = read_folders([BUILT_IN, *folders], log)
    if log.problems:
        raise CatalogueError(log.problems)
    return catalogue


def read_folders(roots: Sequence[Path], log: Log) -> Catalogue:
    """Return what could be read of all folders; problems are noted in ``log``."""
    return read_editions(roots, log)[0]


def read_editions(roots: Sequence[Path], log: Log) -> tuple[Catalogue, dict[str, tuple[str, ...]]]:
    """Return what could be read of all folders, and beside it the editions on which each scheme and procedure rests.

    Both are named as ``schemes/CODE``, ``disclosures/CODE``.
    """
    schemes: dict[str, ReadScheme] = {}
    wordings: dict[str, ReadWording] = {}
    tariffs: dict[str, Tariff] = {}
    costs: dict[str, ReadCosts] = {}
    playbooks: dict[str, ReadPlaybook] = {}
    for root in roots:
        if not root.is_dir():
            log.add(Place(root.as_posix(), 1), "-", "missing_file")
            continue
        _check_root(root, log)
        _gather(root, "tariffs", read_tariff, tariffs, log)
        _gather(root, "costs", read_costs, costs, log)
        _gather(root, "playbooks", read_playbook, playbooks, log)
        _gather(root, "schemes", read_scheme, schemes, log)
        _gather(root, "wordings", read_wording, wordings, log)
    texts, eras = _read_texts(roots, log)
    clocks, calendar = _read_clocks(roots, log)
    procedures, questions = _read_procedures(roots, log)
    plain_procedures = {code: read.procedure for code, read in procedures.items()}
    plain = {code: read.scheme for code, read in schemes.items()}
    books = {code: read.book for code, read in costs.items()}
    catalogue = Catalogue(
        plain,
        tariffs,
        last_of_each_trade(books, roots, "costs"),
        last_of_each_trade({code: read.playbook for code, read in playbooks.items()}, roots, "playbooks"),
        Words({**texts, **_texts_of((*clocks.values(), *plain_procedures.values(), *questions.values()))}, eras),
        {code: read.wording for code, read in wordings.items()},
        clocks,
        calendar,
        _read_links(wordings, clocks, log),
        plain_procedures,
        questions,
    )
    for code, book in catalogue.costs.items():
        check_families(book, costs[code].covered, plain.values(), log)
    _check_kinds([(one.book, one.named) for one in costs.values()], schemes, log)
    _check_kinds([(one.playbook, one.named) for one in playbooks.values()], schemes, log)
    check_schemes(wordings.values(), plain, log)
    _check_read_procedures(catalogue, procedures, roots, log)
    _check_read_schemes(catalogue, schemes.values(), roots, log)
    rests_on = {f"schemes/{code}": read.needs for code, read in schemes.items()}
    return catalogue, rests_on | {f"procedures/{code}": read.needs for code, read in procedures.items()}


def _read_texts(roots: Sequence[Path], log: Log) -> tuple[dict[str, Text], tuple[Era, ...]]:
    """Return the words of all folders, and the eras of the last that has any."""
    texts: dict[str, Text] = {}
    eras: tuple[Era, ...] = ()
    for root in (root for root in roots if root.is_dir()):
        before = len(log.problems)
        more, found = read_texts(root / "texts", root, log)
        if log.unread_since(before):
            log.unsound.add("texts")
        texts.update(more)
        eras = found or eras
    return texts, eras


def _read_procedures(roots: Sequence[Path], log: Log) -> tuple[dict[str, ReadProcedure], dict[str, QuestionSet]]:
    """Return how applications are taken, and the question sets of disclosures."""
    procedures: dict[str, ReadProcedure] = {}
    questions: dict[str, QuestionSet] = {}
    for root in (root for root in roots if root.is_dir()):
        _gather(root, "procedures", read_procedure, procedures, log)
        _gather(root, "disclosures", read_questions, questions, log)
    return procedures, questions


def _check_read_procedures(
    catalogue: Catalogue, procedures: dict[str, ReadProcedure], roots: Sequence[Path], log: Log
) -> None:
    """Note where a procedure does not fit its schemes or questions; it is then no longer sound."""
    served: dict[str, str] = {}
    for code, read in procedures.items():
        before = len(log.problems)
        check_procedure(read, served, catalogue, log)
        if log.unsound_since(before):
            log.unsound.add(f"procedures/{code}")
        check_needs(read.folder, read.root, find_editions(read.needs, roots), log)


def _texts_of(editions: Iterable[ClockEdition | Procedure | QuestionSet]) -> dict[str, Text]:
    """Return the words that editions bring with them."""
    return {key: text for one in editions for key, text in one.texts().items()}


def _check_read_schemes(catalogue: Catalogue, schemes: Iterable[ReadScheme], roots: Sequence[Path], log: Log) -> None:
    """Note where a scheme does not agree with the rest of the catalogue; it is then no longer sound."""
    for read in schemes:
        before = len(log.problems)
        check_agreement(catalogue, read, log)
        if log.unsound_since(before) or not log.unsound.isdisjoint(read.needs):
            log.unsound.add(f"schemes/{read.scheme.code}")
        check_needs(read.folder, read.root, find_editions(read.needs, roots), log)


def _read_clocks(roots: Sequence[Path], log: Log) -> tuple[dict[str, ClockEdition], Calendar]:
    """Return the editions of clocks, and the holidays of all calendars in one."""
    clocks: dict[str, ClockEdition] = {}
    calendars: dict[str, Calendar] = {}
    for root in (root for root in roots if root.is_dir()):
        _gather(root, "clocks", read_clock_edition, clocks, log)
        _gather(root, "calendars", read_calendar, calendars, log)
    return clocks, join(calendars.values())


def _read_links(wordings: dict[str, ReadWording], clocks: dict[str, ClockEdition], log: Log) -> dict[str, ClockLink]:
    """Return what each wording and the clocks tell each other; a wording whose own is wrong is no longer sound."""
    links = {}
    for code, one in wordings.items():
        before = len(log.problems)
        link = read_link(one.wording, one.folder, one.root, clocks, log)
        if log.unsound_since(before):
            log.unsound.add(f"wordings/{code}")
        elif link:
            links[code] = link
    return links


def _check_kinds(
    editions: Sequence[tuple[CostBook | Playbook, tuple[NamedKind, ...]]], schemes: dict[str, ReadScheme], log: Log
) -> None:
    """Note kinds that no scheme has, unless a scheme could not be read: it may have had them."""
    if any(name.startswith("schemes/") and name.removeprefix("schemes/") not in schemes for name in log.unsound):
        return
    for edition, named in editions:
        check_named(edition, named, [read.scheme for read in schemes.values()], log)


def _check_root(root: Path, log: Log) -> None:
    """Note a folder without any section (often the one above or below was meant), and unknown sections."""
    found = {path.name for path in root.iterdir() if path.is_dir() and not path.name.startswith((".", "__"))}
    if found.isdisjoint(SECTIONS):
        log.add(Place(root.as_posix(), 1), "-", "no_section", known=", ".join(SECTIONS))
        return
    for name in found.difference(SECTIONS):
        log.add(Place(name, 1), name, "unknown_folder", known=nearest(name, SECTIONS))


def _gather(
    root: Path,
    section: str,
    read: Callable[[Path, Path, Log], Read | None],
    into: dict[str, Read],
    log: Log,
) -> None:
    """Read each edition of a section; a code that stands twice is noted."""
    for folder in sorted(path for path in (root / section).glob("*") if path.is_dir()):
        check_frozen(folder, root, log)
        if folder.name in into:
            at = Place(name_of(folder, root), 1)
            log.add(at, folder.name, "duplicate_code", found=folder.name, other=section)
            continue
        before = len(log.problems)
        edition = read(folder, root, log)
        if edition is not None:
            into[folder.name] = edition
        else:
            log.refuse([folder.name])
        if log.unsound_since(before):
            log.unsound.add(f"{section}/{folder.name}")
