"""How far does a sheet reach, and which of its cells hold no usable value or a padded code?"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from xml.parsers.expat import XMLParserType

from sonae.exchange.faults import FileError
from sonae.exchange.limits import EXCEL_COLUMNS, EXCEL_ROWS, Limits
from sonae.exchange.parts import Attributes, local

NO_VALUE, ERROR = "no_value", "error"
_DIGITS = "0123456789"


@dataclass(slots=True)
class SheetSurvey:
    """Findings about one sheet; rows and columns count from 1.

    ``padding`` holds, by column, how many digits the number format shows at least in each row (0:
    as it is); ``flaws`` the cells without a usable value and why.
    """

    padding: dict[int, array[int]] = field(default_factory=dict)
    flaws: dict[tuple[int, int], str] = field(default_factory=dict)

    def digits(self, row: int, column: int) -> int:
        """Return how many digits a number in this cell is shown with at least."""
        widths = self.padding.get(column)
        return widths[row] if widths is not None and row < len(widths) else 0

    def pad(self, row: int, column: int, digits: int) -> None:
        """Note that a number in this cell is shown with at least so many digits."""
        widths = self.padding.setdefault(column, array("B"))
        widths.frombytes(bytes(max(0, row + 1 - len(widths))))
        widths[row] = min(digits, 255)


class CellsPart:
    """Hears one sheet; ValueError means that a cell stands where no sheet has one."""

    def __init__(self, file: str, limits: Limits, widths: dict[str, int]) -> None:
        self._file, self._limits, self._widths = file, limits, widths
        self._found = SheetSurvey()
        self._columns: dict[str, int] = {}
        self._row = self._column = 0
        self._top, self._left, self._bottom, self._right = EXCEL_ROWS, EXCEL_COLUMNS, 0, 0
        self._type, self._formula, self._valued = "", False, False

    def attach(self, parser: XMLParserType) -> None:
        """Keep the parser: text is listened to only inside formula cells."""
        self._parser = parser

    def start(self, name: str, attributes: Attributes) -> None:
        """Follow rows, cells, formulas and values."""
        if ":" in name:
            name = local(name)
        if name == "c":
            self._cell(attributes)
        elif name in {"v", "is"}:
            self._value()
        elif name == "f":
            self._formula, self._valued = True, self._type == "str"
        elif name == "row":
            self._close()
            self._row = int(attributes.get("r") or self._row + 1)
            self._column = 0

    def finish(self) -> SheetSurvey:
        """Return the findings after the part has ended."""
        self._close()
        return self._found

    def _cell(self, attributes: Attributes) -> None:
        if self._formula:
            self._close()
        place = attributes.get("r")
        if place is None:
            self._column += 1
        else:
            letters = place.rstrip(_DIGITS)
            self._row = int(place[len(letters) :])
            self._column = self._columns.get(letters) or self._number(letters)
        self._type = attributes.get("t", "n")
        style = attributes.get("s")
        if style in self._widths and self._type == "n" and 0 < self._row <= EXCEL_ROWS:
            self._found.pad(self._row, self._column, self._widths[style])

    def _number(self, letters: str) -> int:
        number = 0
        for letter in letters.upper():
            number = number * 26 + ord(letter) - 64
        if not (letters.isascii() and letters.isalpha() and number <= EXCEL_COLUMNS):
            raise ValueError(letters)
        self._columns[letters] = number
        return number

    def _value(self) -> None:
        row, column = self._row, self._column
        if row < self._top or row > self._bottom or column < self._left or column > self._right:
            self._reach(row, column)
        if self._type == "e":
            self._flaw(ERROR)
        elif self._formula and not self._valued:
            self._parser.CharacterDataHandler = self._hear

    def _reach(self, row: int, column: int) -> None:
        """Widen the rectangle around the values, as long as it stays affordable."""
        if not (0 < row <= EXCEL_ROWS and 0 < column <= EXCEL_COLUMNS):
            raise ValueError(row)
        self._top, self._bottom = min(row, self._top), max(row, self._bottom)
        self._left, self._right = min(column, self._left), max(column, self._right)
        area = (self._bottom - self._top + 1) * (self._right - self._left + 1)
        if area > self._limits.cells:
            raise FileError("too_wide", file=self._file, found=area, limit=self._limits.cells)

    def _hear(self, text: str) -> None:
        self._valued = self._valued or bool(text.strip())

    def _close(self) -> None:
        """End the cell before: a formula that showed no value was never calculated."""
        if self._formula:
            self._parser.CharacterDataHandler = None
            if not self._valued:
                self._flaw(NO_VALUE)
        self._formula = False

    def _flaw(self, why: str) -> None:
        self._valued = True
        self._found.flaws[self._row, self._column] = why
        if len(self._found.flaws) > self._limits.flaws:
            raise FileError(f"many_{why}", file=self._file, limit=self._limits.flaws)
