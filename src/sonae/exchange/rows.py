"""What is a row of a file, and what may stand in its cells?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Flaw:
    """A cell without a usable value: ``why`` is ``no_value`` (formula never calculated), ``error`` or ``too_long``.

    ``cell`` names it as a spreadsheet does; ``column`` counts from 1.
    """

    cell: str
    column: int
    why: str


Cell = str | int | float | bool | date | datetime | time | timedelta | Flaw | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its sheet ("" in a CSV) and its number or first line, counted from 1.

    ``blank`` counts the rows without any value between the row before and this one.
    """

    sheet: str
    number: int
    cells: tuple[Cell, ...]
    blank: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet's rows, to be walked once; ``height`` says about how many there are.

    ``encoding`` says how a CSV's text was read ("" for workbooks), ``others`` which other sheets
    the file has. Rows without any value are only counted, by the row after them.
    """

    name: str
    encoding: str
    height: int
    rows: Iterator[Row]
    others: tuple[str, ...] = ()


PLAIN, CODE, RESULT, PROBLEM = "plain", "code", "result", "problem"


@dataclass(frozen=True, slots=True)
class Column:
    """A column to write: its label, and what it is for.

    ``code`` keeps whatever is typed into it as text, ``result`` was added by Sonae, ``problem``
    stands out where it says something.
    """

    label: Cell
    role: str = PLAIN


@dataclass(frozen=True, slots=True)
class Notes:
    """How a workbook's sheets are called, and the sentences of the second one (none: no such sheet).

    The sentences are taken when all rows are written, so that they can count them.
    """

    table: str = "Sheet1"
    title: str = "Notes"
    lines: Iterable[str] = ()


NO_NOTES = Notes()


def text_of(cell: Cell) -> str:
    """Return a cell as a person reads it: whole numbers without a point, dates in ISO 8601."""
    if cell is None or isinstance(cell, Flaw):
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return format(Decimal(repr(cell)), "f")
    if isinstance(cell, (date, datetime, time)):
        return cell.isoformat()
    return str(cell)


def is_blank(cells: Iterable[Cell]) -> bool:
    """Return whether a row shows nothing."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


def place(row: int, column: int) -> str:
    """Return ``C5`` for row 5 and column 3, both counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
