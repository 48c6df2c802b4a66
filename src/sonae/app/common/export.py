"""A list as a file to take away: written by `exchange`, where no text becomes a formula and codes keep their zeros."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from sonae.exchange import Column, write_rows
from sonae.exchange.rows import Cell, Notes

LONGEST_SHEET = 31  # as Excel has it
TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
}


def table(name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """The rows, taken one at a time, under a name that ends in `.xlsx` or `.csv`; its sheet is called so, too."""
    notes = Notes(table=Path(name).stem[:LONGEST_SHEET])
    return written(name, lambda path: write_rows(path, columns, rows, notes=notes))


def written(name: str, write: Callable[[Path], object]) -> HttpResponse:
    """What `write` writes to the path it is given, as an attachment of this name."""
    suffix = Path(name).suffix
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"table{suffix}"
        write(path)
        content = path.read_bytes()
    disposition = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(content, content_type=TYPES[suffix], headers={"Content-Disposition": disposition})
