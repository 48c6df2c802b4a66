"""What does each row of a roster ask? A sheet with headings, read as typed and streamed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, islice
from pathlib import Path

from sonae.core.catalogue import Catalogue
from sonae.exchange.faults import FileError
from sonae.exchange.headings import FEWEST, SEARCHED_ROWS, Heading, Vocabulary, read_heading, repeats
from sonae.exchange.limits import LIMITS, LONGEST, Limits
from sonae.exchange.rows import Cell, Flaw, Row, Sheet, place, text_of
from sonae.exchange.tables import read_sheets

DITTO = frozenset({"同上", "〃", "々", '"', "″", "ditto"})
NEEDED, EXPECTED = ("kind",), ("plan",)
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)  # 1954 to 2119: a day that Excel shows as a plain number


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a roster: its cells as written, and the texts of the columns that have a meaning.

    ``flaws`` are the cells without a usable value; one of a known column may be too long to be one.
    """

    row: Row
    asked: tuple[tuple[str, str], ...]
    flaws: tuple[Flaw, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster opened: its headings, how its text was read, and its rows to be walked once.

    ``above`` counts the rows over the headings (titles), ``height`` about how many rows follow,
    ``others`` names the sheets that are not read.
    """

    sheet: str
    encoding: str
    heading: Heading
    above: int
    height: int
    entries: Iterator[Entry]
    others: tuple[str, ...]


def open_roster(path: Path, catalogue: Catalogue, scheme: str = "", limits: Limits = LIMITS) -> Roster:
    """Open the first sheet whose headings name a roster's columns.

    Without ``scheme`` a column must name it. A plan needs no column where no kind has plans; where a row lacks one that
    its kind has, the row says so. Raises FileError, also while walking the entries.
    """
    words = Vocabulary(catalogue)
    needed = NEEDED if scheme else ("scheme", *NEEDED)
    chosen = catalogue.schemes.get(scheme)
    expected = EXPECTED if chosen is None or chosen.plans else ()
    fault = FileError("no_rows", file=path.name)
    # a sheet with one such column only is the roster where no other sheet has more
    for fewest in range(FEWEST, len(needed) - 1, -1):
        for number, sheet in enumerate(read_sheets(path, limits)):
            first = list(islice(sheet.rows, SEARCHED_ROWS))
            if not first:
                continue
            heading = read_heading(path.name, first, words, needed, expected, fewest)
            if isinstance(heading, Heading):
                return _roster(path, sheet, heading, first, words)
            if fewest == FEWEST and (number == 0 or fault.key in {"no_rows", "headings"}):
                fault = heading
    raise fault


def _roster(path: Path, sheet: Sheet, heading: Heading, first: list[Row], words: Vocabulary) -> Roster:
    above = [row.number for row in first].index(heading.number)
    below = chain(first[above + 1 :], sheet.rows)
    start = next(below, None)
    if start is not None and repeats(start, heading, words):
        start = next(below, None)
    if start is None:
        raise FileError("no_rows", file=path.name)
    entries = _entries(chain([start], below), heading)
    height = max(sheet.height - above - 1, 1)
    return Roster(sheet.name, sheet.encoding, heading, above, height, entries, sheet.others)


def _entries(rows: Iterator[Row], heading: Heading) -> Iterator[Entry]:
    before: dict[str, str] = {}
    for row in rows:
        asked: dict[str, str] = {}
        flaws = [cell for cell in row.cells if isinstance(cell, Flaw)]
        for field, at in heading.columns.items():
            text = _text(field, row.cells[at] if at < len(row.cells) else None)[: LONGEST + 1]
            asked[field] = before.get(field, "") if text in DITTO else text
            if len(asked[field]) > LONGEST:
                flaws.append(Flaw(place(row.number, at + 1), at + 1, "too_long"))
        before = asked
        yield Entry(row, tuple(asked.items()), tuple(flaws))


def _text(field: str, cell: Cell) -> str:
    """Return a cell of a known column as text; a day that lost its date format gets it back."""
    if field == "received" and type(cell) is int and cell in _SERIALS:
        return (_SERIAL_ZERO + timedelta(days=cell)).isoformat()
    return text_of(cell).strip()
