"""What will reading this workbook cost, and which of its cells cannot be taken at their word?

The reader (calamine) lays a sheet out as a full rectangle, so two cells far apart would claim
gigabytes; it shows an error, and a formula that was never calculated, as an empty cell; and it
drops the number format that gives a code its leading zeros. All of it is found here first, in one
pass over the parts that keeps nothing but the findings.
"""

from __future__ import annotations

from pathlib import Path
from xml.parsers import expat
from zipfile import ZipFile

from sonae.exchange.archive import WORKBOOK_PART, chunks, open_archive
from sonae.exchange.cells import CellsPart, SheetSurvey
from sonae.exchange.faults import FileError
from sonae.exchange.limits import Limits
from sonae.exchange.parts import BookPart, Part, StringsPart, StylesPart

_LINKS, _STYLES = "xl/_rels/workbook.xml.rels", "xl/styles.xml"


def survey(path: Path, limits: Limits) -> dict[str, SheetSurvey]:
    """Return the findings by sheet name, in the workbook's order.

    Every part is read to its end, so that each is known to be as long as the directory says.
    Raises FileError for a workbook that must not be opened.
    """
    with open_archive(path, limits) as archive:
        names = {entry.filename.lower(): entry.filename for entry in archive.infolist()}
        book, styles = BookPart(), StylesPart()
        for name, part in ((WORKBOOK_PART, book), (_LINKS, book), (_STYLES, styles)):
            if name in names:
                _parse(path, archive, names.pop(name), part)
        sheets = book.parts()
        if not set(sheets.values()) <= names.keys():
            raise FileError("damaged", file=path.name)
        found: dict[str, SheetSurvey] = {}
        for title, name in sheets.items():
            cells = CellsPart(path.name, limits, styles.widths())
            _parse(path, archive, names.pop(name), cells)
            found[title] = cells.finish()
        for name in names.values():
            _pass_through(path, archive, name, limits)
    return found


def _pass_through(path: Path, archive: ZipFile, name: str, limits: Limits) -> None:
    if name.lower().startswith("xl/") and name.lower().endswith(".xml"):
        _parse(path, archive, name, StringsPart(path.name, limits))
        return
    for _ in chunks(path, archive, name):
        pass


def _parse(path: Path, archive: ZipFile, name: str, part: Part) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = part.start
    parser.StartDoctypeDeclHandler = _refuse_doctype
    part.attach(parser)
    try:
        for piece in chunks(path, archive, name):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError):
        raise FileError("damaged", file=path.name) from None


def _refuse_doctype(*_: object) -> None:
    """Entities can unfold without bound; no workbook declares any."""
    raise ValueError("doctype")
