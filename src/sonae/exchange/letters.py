"""Which characters does CP932 hold? What it lacks is told by row before a file could lose it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sonae.exchange.faults import FileError
from sonae.exchange.rows import Cell

UTF8, UTF8_BOM, CP932 = "utf-8", "utf-8-sig", "cp932"
# Bytes that Windows gives no letter; Python's cp932 lets them pass.
NO_LETTERS = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
_NAMED = 10


def writable(file: str, rows: Iterable[tuple[int, Sequence[Cell]]]) -> Iterator[Sequence[Cell]]:
    """Yield the rows, each given with its number in the roster, until one that CP932 cannot hold.

    The others are still looked through: the FileError at their end tells of all such rows at once.
    """
    count, found = 0, list[str]()
    for number, cells in rows:
        missing = lacking(cells)
        if missing:
            count += 1
            found += [f"{number}: {_named(letter)}" for letter in missing][: _NAMED + 1 - len(found)]
        elif not count:
            yield cells
    if count:
        named = ", ".join([*found[:_NAMED], *(["…"] if len(found) > _NAMED else [])])
        raise FileError("out_letters", file=file, rows=count, found=named)


def lacking(cells: Iterable[Cell]) -> list[str]:
    """Return the characters of a row that CP932 lacks, each once."""
    texts = [cell for cell in cells if isinstance(cell, str) and not _holds(cell)]
    return list(dict.fromkeys(letter for text in texts for letter in text if not _holds(letter)))


def _holds(text: str) -> bool:
    try:
        text.encode(CP932)
    except UnicodeEncodeError:
        return False
    return not NO_LETTERS.search(text)


def _named(letter: str) -> str:
    """Return a character with its number, which tells apart what looks alike or shows nothing."""
    code = f"U+{ord(letter):04X}"
    return f"{letter} ({code})" if letter.isprintable() else code
