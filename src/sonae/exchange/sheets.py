"""How does a table look in Excel? Frozen headings, widths that fit, codes as text, and no formulas."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from sonae.core.moments import TOKYO
from sonae.exchange.faults import FileError
from sonae.exchange.limits import EXCEL_CELL_CHARACTERS, EXCEL_COLUMNS, EXCEL_ROWS
from sonae.exchange.rows import CODE, PROBLEM, RESULT, Cell, Column, Notes, text_of

TEXT_FORMAT = 49  # the built-in "@"
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
STYLES: Mapping[str, dict[str, Any]] = {
    "heading": {"bold": True, "bg_color": "#E7EEF5", "bottom": 1, "text_wrap": True, "valign": "vcenter"},
    "added": {"bold": True, "bg_color": "#DCEFE3", "bottom": 1, "text_wrap": True, "valign": "vcenter"},
    "code": {"num_format": TEXT_FORMAT},
    "quoted": {"quote_prefix": True},
    "day": {"num_format": "yyyy-mm-dd"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm"},
    "time": {"num_format": "hh:mm"},
    "span": {"num_format": "[h]:mm:ss"},
    "yen": {"num_format": "#,##0"},
    "note": {"text_wrap": True, "valign": "top"},
    "problem": {"bg_color": "#FBE3E0"},
}
_FORMULA = ("=", "+", "-", "@")
_MEASURED_ROWS = 200
_NARROWEST, _WIDEST = 8, 60
_NOTES_WIDTH = 100
_EXACT = 10**15


def write_sheet(part: Path, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], notes: Notes) -> int:
    """Write a workbook of one table (and its notes) to ``part`` and return the number of rows.

    ``name`` is how faults call the file.
    """
    if len(columns) > EXCEL_COLUMNS:
        raise FileError("out_columns", file=name, limit=EXCEL_COLUMNS)
    stream = iter(rows)
    first = list(islice(stream, _MEASURED_ROWS))
    with workbook(part, name, OPTIONS) as book:
        sheet = book.add_worksheet(notes.table)
        styles = formats(book)
        set_widths(sheet, columns, first, styles)
        write_headings(sheet, columns, styles)
        count = _write(sheet, name, columns, chain(first, stream), styles)
        sheet.autofilter(0, 0, count, len(columns) - 1)
        if notes.lines:
            write_notes(book, notes, styles)
    return count


@contextmanager
def workbook(part: Path, name: str, options: Mapping[str, bool]) -> Iterator[Any]:
    """Yield a new workbook, written when all went well; its temporary files never stay behind."""
    with TemporaryDirectory(prefix="sonae-") as folder:
        book = xlsxwriter.Workbook(part, {**options, "tmpdir": folder})
        try:
            yield book
            book.close()
        except XlsxWriterException as error:
            raise FileError("unwritable", file=name, why=str(error)) from None


def formats(book: Any) -> dict[str, Any]:
    """Return the workbook's cell formats by name."""
    return {key: book.add_format(style) for key, style in STYLES.items()}


def write_notes(book: Any, notes: Notes, styles: Mapping[str, Any]) -> None:
    """Add a sheet of plain sentences, one a row."""
    sheet = book.add_worksheet(notes.title)
    sheet.set_column(0, 0, _NOTES_WIDTH)
    for at, line in enumerate(notes.lines):
        sheet.write_string(at, 0, line, styles["note"])


def write_headings(sheet: Any, columns: Sequence[Column], styles: Mapping[str, Any]) -> None:
    """Write the heading row and keep it in view."""
    for at, column in enumerate(columns):
        added = column.role in {RESULT, PROBLEM}
        sheet.write_string(0, at, text_of(column.label), styles["added" if added else "heading"])
    sheet.freeze_panes(1, 0)


def set_widths(
    sheet: Any, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], styles: Mapping[str, Any]
) -> None:
    """Make each column as wide as its heading and first rows need; codes are text, new rows too."""
    for at, column in enumerate(columns):
        texts = (text_of(row[at]) for row in rows if at < len(row))
        width = max((_width(text) for text in chain([text_of(column.label)], texts)), default=0)
        style = styles["code"] if column.role == CODE else None
        sheet.set_column(at, at, min(max(width + 2, _NARROWEST), _WIDEST), style)


def _width(text: str) -> int:
    """Return how many half-width characters a text is wide."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text[:_WIDEST])


def _write(
    sheet: Any, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], styles: Mapping[str, Any]
) -> int:
    count = 0
    roles = [column.role for column in columns]
    for count, row in enumerate(rows, 1):
        if count >= EXCEL_ROWS:
            raise FileError("out_rows", file=name, limit=EXCEL_ROWS)
        for at, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            if write_cell(sheet, count, at, cell, roles[at], styles):
                raise FileError("out_cell", file=name, row=count, limit=EXCEL_CELL_CHARACTERS)
    return count


def write_cell(sheet: Any, row: int, column: int, cell: Cell, role: str, styles: Mapping[str, Any]) -> int:
    """Write one cell by its type; not zero where the text is too long for Excel.

    A text that looks like a formula is written as text and marked so that editing keeps it one.
    """
    if isinstance(cell, str):
        style = {CODE: "code", PROBLEM: "problem"}.get(role, "quoted" if cell.startswith(_FORMULA) else "")
        return int(sheet.write_string(row, column, cell, styles.get(style)))
    if isinstance(cell, bool):
        return int(sheet.write_boolean(row, column, cell))
    if isinstance(cell, int | float):
        if abs(cell) >= _EXACT or not math.isfinite(cell):
            return int(sheet.write_string(row, column, text_of(cell)))
        return int(sheet.write_number(row, column, cell, styles["yen"] if role == RESULT else None))
    return _write_time(sheet, row, column, cell, styles)


def _write_time(sheet: Any, row: int, column: int, cell: Cell, styles: Mapping[str, Any]) -> int:
    if isinstance(cell, datetime):
        local = cell.astimezone(TOKYO).replace(tzinfo=None) if cell.tzinfo else cell
        return int(sheet.write_datetime(row, column, local, styles["moment"]))
    if isinstance(cell, date):
        return int(sheet.write_datetime(row, column, cell, styles["day"]))
    if isinstance(cell, time | timedelta):
        return int(sheet.write_datetime(row, column, cell, styles["time" if isinstance(cell, time) else "span"]))
    return 0
