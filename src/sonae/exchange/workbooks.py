"""Which rows does an Excel workbook hold? Read by calamine, after the survey has allowed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from sonae.exchange.cells import SheetSurvey
from sonae.exchange.faults import FileError
from sonae.exchange.limits import Limits
from sonae.exchange.rows import Cell, Flaw, Row, Sheet, is_blank, place
from sonae.exchange.survey import survey

_EXACT = 10**15


def read_workbook(path: Path, limits: Limits) -> Iterator[Sheet]:
    """Yield each visible worksheet; only one of them is held in memory at a time.

    Raises FileError for a workbook that must not or cannot be read.
    """
    surveys = survey(path, limits)
    try:
        with load_workbook(path) as book:
            titles = _visible(book)
            for title in titles:
                sheet = book.get_sheet_by_name(title)
                others = tuple(other for other in titles if other != title)
                yield Sheet(title, "", sheet.height, _rows(sheet, surveys[title]), others)
    except (CalamineError, KeyError, OSError):
        _damaged(path)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the reader's own defects surface
            raise
        _damaged(path)


def _damaged(path: Path) -> NoReturn:
    raise FileError("damaged", file=path.name) from None


def _visible(book: CalamineWorkbook) -> list[str]:
    return [
        one.name
        for one in book.sheets_metadata
        if one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible
    ]


def _rows(sheet: CalamineSheet, found: SheetSurvey) -> Iterator[Row]:
    """Yield the rows that show something, those that hold only flawed cells included."""
    flaws: dict[int, list[Flaw]] = {}
    for (row, column), why in sorted(found.flaws.items()):
        flaws.setdefault(row, []).append(Flaw(place(row, column), column, why))
    before = 0
    for number, cells in _read(sheet, found):
        _put(cells, flaws.pop(number, ()))
        if not is_blank(cells):
            yield Row(sheet.name, number, tuple(cells), number - before - 1)
            before = number
    for later in sorted(flaws):
        rest: list[Cell] = []
        _put(rest, flaws[later])
        yield Row(sheet.name, later, tuple(rest), later - before - 1)
        before = later


def _read(sheet: CalamineSheet, found: SheetSurvey) -> Iterator[tuple[int, list[Cell]]]:
    if sheet.start is None:
        return
    before = (None,) * sheet.start[1]  # the reader skips empty columns before the first value, not rows
    for number, values in enumerate(sheet.iter_rows(), 1):
        cells: list[Cell] = [*before, *(None if value == "" else value for value in values)]
        for column, value in enumerate(cells):
            if type(value) is float:
                cells[column] = _number(value, found.digits(number, column + 1))
        yield number, cells


def _put(cells: list[Cell], flaws: Iterable[Flaw]) -> None:
    for flaw in flaws:
        cells.extend([None] * (flaw.column - len(cells)))
        cells[flaw.column - 1] = flaw


def _number(value: float, digits: int) -> Cell:
    """Give a whole number its digits back, and a code the zeros that its format shows."""
    if not value.is_integer() or abs(value) >= _EXACT:
        return value
    whole = int(value)
    return str(whole).zfill(digits) if digits else whole
