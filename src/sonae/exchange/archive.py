"""Is this workbook an honest archive? Its directory is checked before any part is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from sonae.exchange.faults import FileError
from sonae.exchange.limits import Limits

WORKBOOK_PART = "xl/workbook.xml"
_END_OF_DIRECTORY = b"PK\x05\x06"
_END_SIZE = 22
_ENCRYPTED_FLAG = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK = 1 << 16


def open_archive(path: Path, limits: Limits) -> zipfile.ZipFile:
    """Return the open archive of a workbook whose directory promises nothing out of bounds.

    Raises FileError for what is no archive, no workbook, a bomb by its own figures, or built in
    a way that two readers could understand differently.
    """
    _one_directory(path)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        _damaged(path)
    try:
        _check(path, archive, limits)
    except FileError:
        archive.close()
        raise
    return archive


def chunks(path: Path, archive: zipfile.ZipFile, entry: str) -> Iterator[bytes]:
    """Yield an entry piece by piece, its length and checksum verified by the time it ends.

    Raises FileError where the part is not what the directory says.
    """
    try:
        with archive.open(entry) as part:
            while piece := part.read(_CHUNK):
                yield piece
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        _damaged(path)


def _damaged(path: Path) -> NoReturn:
    raise FileError("damaged", file=path.name) from None


def _one_directory(path: Path) -> None:
    """Refuse an archive with something before or after it: readers disagree on what counts."""
    with path.open("rb") as file:
        begins = file.read(4) == b"PK\x03\x04"
        end = file.seek(0, 2)
        file.seek(max(0, end - _END_SIZE))
        ends = file.read(4) == _END_OF_DIRECTORY
    if not (begins and ends):
        _damaged(path)


def _check(path: Path, archive: zipfile.ZipFile, limits: Limits) -> None:
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise FileError("too_many_parts", file=path.name, found=len(entries), limit=limits.entries)
    names = [entry.filename.lower() for entry in entries]
    if WORKBOOK_PART not in names:
        raise FileError("no_workbook", file=path.name)
    if len(set(names)) != len(names) or min(entry.header_offset for entry in entries):
        _damaged(path)
    for entry in entries:
        _check_entry(path, entry, limits)
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked_bytes:
        raise FileError("too_much_inside", file=path.name, found=total, limit=limits.unpacked_bytes)


def _check_entry(path: Path, entry: zipfile.ZipInfo, limits: Limits) -> None:
    name = entry.filename
    if name.startswith("/") or "\\" in name or ".." in name.split("/") or "\0" in name:
        _damaged(path)
    if entry.flag_bits & _ENCRYPTED_FLAG:
        raise FileError("password", file=path.name)
    if entry.compress_type not in _METHODS:
        _damaged(path)
    packed = max(entry.compress_size, 1)
    if entry.file_size > limits.small_bytes and entry.file_size > limits.part_ratio * packed:
        raise FileError("bomb", file=path.name, part=name, ratio=entry.file_size // packed, limit=limits.part_ratio)
