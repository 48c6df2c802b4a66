"""Which rows does this file hold? One stream of rows for Excel workbooks and CSV alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sonae.exchange.delimited import read_delimited
from sonae.exchange.faults import FileError
from sonae.exchange.limits import LIMITS, Limits
from sonae.exchange.rows import Row, Sheet
from sonae.exchange.workbooks import read_workbook

WORKBOOK, TEXT = ".xlsx", ".csv"
_OLE, _ZIP = bytes.fromhex("d0cf11e0a1b11ae1"), b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_sheets(path: Path, limits: Limits = LIMITS) -> Iterator[Sheet]:
    """Return the sheets of a ``.xlsx`` or ``.csv`` file; walk each before asking for the next.

    The file is checked before anything of it is unpacked. Raises FileError, also while walking,
    for whatever makes the file unusable as a whole.
    """
    kind, head = _look(path, limits)
    if head.startswith(_OLE):
        raise FileError("password" if _ENCRYPTED in _directory(path) else "old_excel", file=path.name)
    if kind == TEXT:
        if head.startswith(_ZIP):
            raise FileError("not_text", file=path.name)
        return read_delimited(path)
    if not head.startswith(_ZIP):
        raise FileError("not_workbook", file=path.name)
    return read_workbook(path, limits)


def read_rows(path: Path, limits: Limits = LIMITS) -> Iterator[Row]:
    """Yield the rows of all visible sheets with their sheet and row numbers."""
    for sheet in read_sheets(path, limits):
        yield from sheet.rows


def _look(path: Path, limits: Limits) -> tuple[str, bytes]:
    """Return the kind of file by its name and its first bytes, or say why it cannot be used."""
    kind = path.suffix.lower()
    try:
        if path.is_dir():
            raise FileError("is_folder", file=path.name)
        if not path.is_file():
            raise FileError("not_found", file=str(path))
        size, head = path.stat().st_size, _start(path, len(_OLE))
    except OSError as error:
        raise FileError("unreadable", file=path.name, why=error.strerror) from None
    if kind not in {WORKBOOK, TEXT}:
        raise FileError("old_excel" if kind == ".xls" and head.startswith(_OLE) else "suffix", file=path.name)
    if not size:
        raise FileError("empty", file=path.name)
    limit = limits.workbook_bytes if kind == WORKBOOK else limits.text_bytes
    if size > limit:
        raise FileError("too_large", file=path.name, found=size, limit=limit)
    return kind, head


def _directory(path: Path) -> bytes:
    """Return the first directory sector of an OLE file, which names what it holds (MS-CFB 2.2)."""
    with path.open("rb") as file:
        header = file.read(512)
        size = 1 << min(int.from_bytes(header[30:32], "little"), 16)
        file.seek((int.from_bytes(header[48:52], "little") + 1) * size)
        return file.read(8 * size)


def _start(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(size)
