"""What does a whole roster cost? Read, priced and written row by row, in memory that does not grow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sonae.core.catalogue import Catalogue
from sonae.exchange.faults import FileError, say
from sonae.exchange.headings import RESULTS, Heading
from sonae.exchange.letters import CP932, UTF8_BOM, writable
from sonae.exchange.limits import LIMITS, LONGEST, Limits
from sonae.exchange.notes import RATED, counted_lines, lines_of
from sonae.exchange.pricing import OUTCOMES, Priced, Pricing
from sonae.exchange.roster import Entry, Roster, open_roster
from sonae.exchange.rows import CODE, PLAIN, PROBLEM, RESULT, Cell, Column, Flaw, Notes, is_blank
from sonae.exchange.standing import Standing, Tally, tally
from sonae.exchange.writing import check_target, write_rows

_KEPT_AS_TEXT = ("scheme", "plan")
Counts = Counter[tuple[str, Standing]]


@dataclass(frozen=True, slots=True)
class Rated:
    """What came of a roster: rows by outcome, what they rest on, and how its file was read.

    ``assumed`` counts rows by what no brochure says, ``no_cover`` those answered without a cover by
    the reason, ``examples`` those answered by a scheme that is only an example, by its code, and
    ``editions`` all that a scheme answered, with its digest.
    ``others`` names sheets that were not read, ``above`` counts title rows left out, ``renewed``
    says whether columns of an earlier rating were replaced, ``received`` whether a column gave the
    receipts.
    """

    rows: int
    outcomes: dict[str, int]
    assumed: Tally
    no_cover: Tally
    examples: Tally
    editions: Tally
    sheet: str
    others: tuple[str, ...]
    encoding: str
    above: int
    renewed: bool
    received: bool


def rate_roster(
    source: Path,
    target: Path,
    catalogue: Catalogue,
    *,
    now: datetime,
    language: str = "en",
    scheme: str = "",
    force: bool = False,
    encoding: str = UTF8_BOM,
    progress: Callable[[int, int], None] | None = None,
    limits: Limits = LIMITS,
) -> Rated:
    """Price every row of ``source`` and write it with its answer to ``target``.

    ``scheme`` is the scheme of rows that name none. ``progress`` hears of rows done and of about
    how many there are. ``encoding`` is that of a ``.csv`` written. Raises FileError, and leaves nothing
    written, where a file cannot be used or the encoding lacks a character.
    """
    if target.exists() and source.exists() and source.samefile(target):
        raise FileError("out_same", file=target.name)
    check_target(target, force=force)
    roster = open_roster(source, catalogue, scheme, limits)
    pricing = Pricing(catalogue, now=now, language=language, scheme=scheme)
    counts: Counts = Counter()
    rows = _encoded(source.name, roster.heading, _rows(roster, pricing, language, counts, progress), encoding)
    lines = _note_lines(catalogue, roster, counts, now, language)
    notes = Notes(say("sheet_rated", language), say("sheet_notes", language), lines)
    write_rows(target, _columns(roster.heading), rows, notes=notes, force=force, encoding=encoding)
    return _rated(counts, roster)


def _rated(counts: Counts, roster: Roster) -> Rated:
    outcomes, standings = Counter[str](), Counter[Standing]()
    for (outcome, standing), rows in counts.items():
        outcomes[outcome] += rows
        standings[standing] += rows
    return Rated(
        counts.total(),
        {outcome: outcomes[outcome] for outcome in OUTCOMES},
        tally(standings, lambda one: one.assumed),
        tally(standings, lambda one: one.no_cover),
        tally(standings, lambda one: one.examples),
        tally(standings, lambda one: one.editions),
        roster.sheet,
        roster.others,
        roster.encoding,
        roster.above,
        bool(roster.heading.results),
        "received" in roster.heading.columns,
    )


def _rows(
    roster: Roster,
    pricing: Pricing,
    language: str,
    counts: Counts,
    progress: Callable[[int, int], None] | None,
) -> Iterator[tuple[int, list[Cell]]]:
    """Yield each row with its answer, behind the number it has in the roster; blank rows stay where they are."""
    heading = roster.heading
    kept = [at for at in range(len(heading.labels)) if at not in heading.results]
    blank: list[Cell] = [None] * (len(kept) + len(RESULTS))
    for done, entry in enumerate(roster.entries, 1):
        for back in range(entry.row.blank, 0, -1):
            yield entry.row.number - back, blank
        priced = price_entry(entry, heading, pricing, language)
        counts[priced.outcome, priced.standing] += 1
        cells = entry.row.cells
        row: list[Cell] = [cells[at] if at < len(cells) else None for at in kept]
        if entry.flaws:
            row = [None if isinstance(cell, Flaw) else cell for cell in row]
        row += cells_of(priced)
        if progress is not None:
            progress(done, roster.height)
        yield entry.row.number, row


def _encoded(
    file: str, heading: Heading, rows: Iterator[tuple[int, list[Cell]]], encoding: str
) -> Iterator[Sequence[Cell]]:
    """Return the rows to write; UTF-8 holds them all, CP932 is asked first, beginning with the headings."""
    if encoding != CP932:
        return (cells for _, cells in rows)
    for _ in writable(file, [(heading.number, heading.labels)]):
        pass
    return writable(file, rows)


def price_entry(entry: Entry, heading: Heading, pricing: Pricing, language: str) -> Priced:
    """Return a row's answer; one whose own columns hold no usable value is not priced."""
    problems = [say(f"cell_{flaw.why}", language, cell=flaw.cell, limit=LONGEST) for flaw in entry.flaws]
    cells, width = entry.row.cells, len(heading.labels)
    if not is_blank(cells[width:]):
        problems.append(say("cells_beyond", language, found=len(cells), known=width))
    if entry.flaws and {flaw.column for flaw in entry.flaws} & {at + 1 for at in heading.columns.values()}:
        return Priced(problems=tuple(problems))
    priced = pricing.price(entry.asked)
    return replace(priced, problems=(*problems, *priced.problems)) if problems else priced


def cells_of(priced: Priced) -> list[Cell]:
    """Return the cells that a rating adds, in the order of RESULTS."""
    return [
        priced.annual_yen,
        priced.status or None,
        priced.binding,
        priced.payable_yen,
        priced.start,
        priced.end,
        " / ".join(priced.problems) or None,
        priced.standing.said or None,
    ]


def _columns(heading: Heading) -> list[Column]:
    codes = {heading.columns.get(field) for field in _KEPT_AS_TEXT}
    columns = [
        Column(label, CODE if at in codes else PLAIN)
        for at, label in enumerate(heading.labels)
        if at not in heading.results
    ]
    return columns + [Column(name, PROBLEM if name == "problem" else RESULT) for name in RESULTS]


def _note_lines(catalogue: Catalogue, roster: Roster, counts: Counts, now: datetime, language: str) -> Iterator[str]:
    """Yield what stands on a workbook's second sheet; asked for when all rows are counted."""
    words, rated = catalogue.words, _rated(counts, roster)
    yield from lines_of(RATED, language)
    yield say("as_of", language, moment=words.moment(now, language))
    sorts = (
        ("rows_assumed", rated.assumed),
        ("rows_no_cover", rated.no_cover),
        ("rows_examples", rated.examples),
        ("rows_editions", rated.editions),
    )
    yield from counted_lines(sorts, language)
    if rated.examples.rows:
        yield words.say("example.notice", language)
    yield words.say("demo.notice", language)
