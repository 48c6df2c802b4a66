"""How do a template and its data become the bytes of a PDF, always the same ones?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock

import typst

TEMPLATES = Path(__file__).resolve().parent / "templates"
FONT_PACKAGES = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]

Json = dict[str, object]
_one_at_a_time = Lock()


class PaperError(RuntimeError):
    """A paper could not be typeset cleanly; says what typst complained about."""


def typeset(template: str, data: Mapping[str, object], at: datetime, folder: Path = TEMPLATES) -> bytes:
    """Return ``<folder>/<template>.typ`` filled with ``data`` as an archivable, tagged PDF.

    ``data`` reaches the template as JSON only, so no text in it is ever read as markup. ``at`` is
    the moment the file names as its creation, to the second: with equal data the bytes are equal.
    Raises PaperError on any error or warning, a missing glyph or font included.
    """
    with _one_at_a_time:
        try:
            pdf, warnings = _compiler().compile_with_warnings(
                input=str(folder / f"{template}.typ"),
                root=str(folder),
                format="pdf",
                sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
                pdf_standards=STANDARDS,
                timestamp=at.replace(microsecond=0),  # typst takes no parts of a second
            )
        except typst.TypstError as error:
            raise PaperError(f"{template}: {error.message}") from error
    if warnings:
        raise PaperError(f"{template}: " + "; ".join(warning.message for warning in warnings))
    if not isinstance(pdf, bytes):
        raise PaperError(f"{template}: typst returned no PDF")
    return pdf


@cache
def _compiler() -> typst.Compiler:
    """One compiler for the process: it keeps the fonts and all that it has laid out before."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(files(package)) for package in FONT_PACKAGES],
    )
    return typst.Compiler(font_paths=fonts)
