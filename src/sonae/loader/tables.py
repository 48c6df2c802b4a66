"""Which line does each row of a CSV file stand on, and are its columns the right ones?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from sonae.core.problems import nearest
from sonae.loader.nodes import Scalar
from sonae.loader.problems import Log, Place
from sonae.loader.shapes import BAD, Opt, Record, Values


def read_table(path: Path, name: str, shape: Record, log: Log) -> list[Values]:
    """Return the rows that fit ``shape``; everything else is noted with its line.

    The first row names the columns; an empty cell stands for a left-out field. Reads UTF-8
    with or without a byte order mark, so that a spreadsheet may save the file.
    """
    if not path.exists():
        log.add(Place(name, 1), "-", "missing_file")
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        log.add(Place(name, 1), "-", "encoding")
        return []
    lines = _lines(text, name, log)
    at, heading = next(lines, (Place(name, 1), []))
    _check_heading(heading, at, shape, log)
    rows = []
    for place, cells in lines:
        if len(cells) != len(heading):
            log.add(place, "-", "cells", found=len(cells), known=len(heading))
            log.refuse(cells)
            continue
        values = _row(dict(zip(heading, cells, strict=True)), place, shape, log)
        if values is not None:
            rows.append(values)
        else:
            log.refuse(cells)
    return rows


def _lines(text: str, name: str, log: Log) -> Iterator[tuple[Place, list[str]]]:
    """Yield each row that holds anything with the line it begins on; a row no CSV can have ends the table."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    cells: list[str] | None = []
    while cells is not None:
        place = Place(name, reader.line_num + 1)
        try:
            cells = next(reader, None)
        except csv.Error as error:
            log.add(place, "-", "csv", why=error)
            return
        if cells and any(cell.strip() for cell in cells):
            yield place, cells


def _check_heading(heading: list[str], at: Place, shape: Record, log: Log) -> None:
    for i, column in enumerate(heading):
        if column not in shape.fields:
            log.add(at, column, "unknown_column", known=nearest(column, shape.fields))
        elif column in heading[:i]:
            log.add(at, column, "duplicate_key")
    for column in shape.fields:
        if column not in heading:
            log.add(at, column, "missing_column", known=", ".join(shape.fields))


def _row(cells: dict[str, str], place: Place, shape: Record, log: Log) -> Values | None:
    values, sound = Values(place, {}), True
    for column, field in shape.fields.items():
        if column not in cells:
            sound = False
            continue
        cell = cells[column].strip()
        inner = field.shape if isinstance(field, Opt) else field
        if not cell and isinstance(field, Opt):
            values[column] = field.default
            continue
        if not cell and column == "source":
            log.add(place, column, "missing_source")
            sound = False
            continue
        values[column] = inner.read(Scalar(cell, place), column, log)
        sound = sound and values[column] is not BAD
    return values if sound else None
