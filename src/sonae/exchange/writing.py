"""How is a table written so that nothing runs by opening it, and nothing is left half-done?"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count as counting
from pathlib import Path

from sonae.exchange.faults import FileError
from sonae.exchange.letters import UTF8_BOM
from sonae.exchange.rows import NO_NOTES, Cell, Column, Notes, text_of
from sonae.exchange.sheets import write_sheet
from sonae.exchange.tables import TEXT, WORKBOOK

# What a spreadsheet takes for a formula, half-width or full-width (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
TABLES = (WORKBOOK, TEXT)
_NUMBERS = counting(1)
_NUMBER = re.compile(r"[-+－＋]?[\d,.]*")


def write_rows(
    path: Path,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    notes: Notes = NO_NOTES,
    force: bool = False,
    encoding: str = UTF8_BOM,
) -> int:
    """Write a ``.xlsx`` or ``.csv`` and return the number of rows.

    ``rows`` are taken one at a time. The file appears whole under its name at the end or not at
    all; an existing one is replaced only with ``force``. A text that a spreadsheet would take for
    a formula stays text. ``notes`` become a workbook's second sheet, ``encoding`` is that of a ``.csv``.
    Raises FileError for what cannot be written so, and UnicodeEncodeError for a character that the
    encoding lacks (``letters.writable`` names them all beforehand).
    """
    with replacing(path, force=force) as part:
        if path.suffix.lower() == WORKBOOK:
            return write_sheet(part, path.name, columns, rows, notes)
        return _write_text(part, columns, rows, encoding)


@contextmanager
def replacing(path: Path, *, force: bool, suffixes: Sequence[str] = TABLES) -> Iterator[Path]:
    """Yield the path of a file beside ``path`` that takes its place when all went well, its name ending as allowed."""
    part = path.with_name(f".sonae-{os.getpid()}-{next(_NUMBERS)}.part")
    try:
        check_target(path, force=force, suffixes=suffixes)
        yield part
        check_target(path, force=force, suffixes=suffixes)
        part.replace(path)
    except OSError as error:
        raise FileError("unwritable", file=path.name, why=error.strerror or str(error)) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def check_target(path: Path, *, force: bool, suffixes: Sequence[str] = TABLES) -> None:
    """Raise FileError where nothing can or may be written under this name."""
    if path.suffix.lower() not in suffixes:
        raise FileError("out_suffix", file=path.name, suffixes=" or ".join(suffixes), ja=" か ".join(suffixes))
    if path.is_dir():
        raise FileError("out_is_folder", file=path.name)
    if not path.absolute().parent.is_dir():
        raise FileError("out_folder", file=str(path))
    if path.exists() and not force:
        raise FileError("out_exists", file=path.name)


def _write_text(part: Path, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], encoding: str) -> int:
    count = 0
    with part.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow([harmless(text_of(column.label)) for column in columns])
        for row in rows:
            count += 1
            writer.writerow([harmless(cell) if isinstance(cell, str) else text_of(cell) for cell in row])
    return count


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe goes before it."""
    if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
