"""Which rows does a CSV file hold, and in which encoding? UTF-8 or CP932, decoded strictly."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from sonae.exchange.faults import FileError
from sonae.exchange.letters import CP932, NO_LETTERS, UTF8, UTF8_BOM
from sonae.exchange.rows import Row, Sheet, is_blank

_CHUNK = 1 << 16


def read_delimited(path: Path) -> Iterator[Sheet]:
    """Yield the file as one sheet, streamed. Raises FileError where its text cannot be read."""
    encoding, lines = encoding_of(path)
    yield Sheet("", encoding, lines, _rows(path, encoding))


def encoding_of(path: Path) -> tuple[str, int]:
    """Return how the whole file can be decoded, and about how many lines it has.

    UTF-8 comes first: text in CP932 is hardly ever valid UTF-8, the reverse happens.
    """
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise FileError("utf16", file=path.name)
    if b"\0" in head:
        raise FileError("not_text", file=path.name)
    marked = head.startswith(codecs.BOM_UTF8)
    lines, sound = _decode(path, UTF8)
    if sound:
        return (UTF8_BOM if marked else UTF8), lines
    if marked:
        raise FileError("encoding", file=path.name, line=lines)
    lines, sound = _decode(path, CP932)
    if not sound:
        raise FileError("encoding", file=path.name, line=lines)
    return CP932, lines


def _decode(path: Path, encoding: str) -> tuple[int, bool]:
    """Return the number of lines, or the line that does not decode; and whether all did."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    lines = 1
    with path.open("rb") as file:
        while True:
            piece = file.read(_CHUNK)
            try:
                text = decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                return lines + error.object[: error.start].count(b"\n"), False
            if encoding == CP932 and (found := NO_LETTERS.search(text)):
                return lines + text.count("\n", 0, found.start()), False
            if not piece:
                return lines, True
            lines += piece.count(b"\n")


def _rows(path: Path, encoding: str) -> Iterator[Row]:
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, strict=True)
        first, blank = 1, 0
        try:
            for cells in reader:
                if is_blank(cells):
                    blank += 1
                else:
                    yield Row("", first, tuple(cells), blank)
                    blank = 0
                first = reader.line_num + 1
        except csv.Error as error:
            raise FileError("csv", file=path.name, line=first, why=str(error)) from None
