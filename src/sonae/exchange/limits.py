"""How large may a file be before it is refused unopened?"""

from __future__ import annotations

from dataclasses import dataclass

EXCEL_ROWS = 1_048_576
EXCEL_COLUMNS = 16_384
EXCEL_CELL_CHARACTERS = 32_767
LONGEST = 200  # characters in a cell that asks something: no name, code or figure needs more

_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is read; every one is checked before memory is spent on it.

    ``workbook_bytes`` and ``text_bytes`` bound the file itself, ``unpacked_bytes`` all parts of a
    workbook together, ``part_ratio`` how far one part may unpack (parts below ``small_bytes`` are
    free), ``entries`` the parts, ``cells`` the rectangle around a sheet's values (the reader keeps
    32 bytes for each cell of it, filled or not), ``strings`` the shared texts, ``flaws`` the cells
    that hold an error or a formula without its value.
    """

    workbook_bytes: int = 64 * _MIB
    text_bytes: int = 512 * _MIB
    unpacked_bytes: int = 384 * _MIB
    part_ratio: int = 200
    small_bytes: int = 8 * _MIB
    entries: int = 2_000
    cells: int = 6_000_000
    strings: int = 2_000_000
    flaws: int = 1_000


LIMITS = Limits()
