"""Is a file what it says? Its structure is read as far as a reader would have to, not only its first bytes.

Sources: ISO 32000-1, 7.5 (PDF); ISO/IEC 10918-1, annex B (JPEG); ISO/IEC 15948, 5 (PNG); TIFF revision 6.0, section 2.
"""

from __future__ import annotations

import re
from itertools import pairwise

PDF, PNG, JPEG, TIFF = "application/pdf", "image/png", "image/jpeg", "image/tiff"
_ENDS = 1024  # the end mark of a PDF or JPEG may be followed by some bytes
_PDF_END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # SOF: what says how large a JPEG is
_SCAN = 0xDA
_WIDTH, _HEIGHT, _STRIPS, _TILES = 256, 257, 273, 324
_ENTRY = 12  # bytes


def recognised(content: bytes) -> str:
    """The media type that the content itself shows; empty for anything else."""
    for media_type, shows in ((PDF, _is_pdf), (PNG, _is_png), (JPEG, _is_jpeg), (TIFF, _is_tiff)):
        if shows(content):
            return media_type
    return ""


def _is_pdf(content: bytes) -> bool:
    """It begins with its version, and its end says where in it the list of its objects lies."""
    if not re.match(rb"%PDF-[12]\.\d", content):
        return False
    ends = _PDF_END.findall(content[-_ENDS:])
    return bool(ends) and 0 < int(ends[-1]) < len(content)


def _is_png(content: bytes) -> bool:
    return content.startswith(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") and content.endswith(b"IEND\xaeB`\x82")


def _is_jpeg(content: bytes) -> bool:
    """From segment to segment up to the picture itself, before which its size has been told."""
    if not content.startswith(b"\xff\xd8\xff") or b"\xff\xd9" not in content[-_ENDS:]:
        return False
    place, framed = 2, False
    while content[place : place + 1] == b"\xff" and place + 4 <= len(content):
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4], "big")
        if marker == _SCAN:
            return framed
        framed = framed or marker in _FRAMES
        place += 1 if marker == 0xFF else 2 + max(length, 2)  # noqa: PLR2004  a filling byte
    return False


def _is_tiff(content: bytes) -> bool:
    """The first directory lies in the file, its tags rise, and it says how large the picture is and where it lies."""
    little = content.startswith(b"II*\0")
    if not little and not content.startswith(b"MM\0*"):
        return False

    def number(place: int, size: int) -> int:
        return int.from_bytes(content[place : place + size], "little" if little else "big")

    directory = number(4, 4)
    first, count = directory + 2, number(directory, 2)
    if directory < 8 or not count or first + count * _ENTRY + 4 > len(content):  # noqa: PLR2004  after the header
        return False
    tags = [number(first + place * _ENTRY, 2) for place in range(count)]
    rising = all(one < after for one, after in pairwise(tags))
    return rising and {_WIDTH, _HEIGHT} <= set(tags) and not {_STRIPS, _TILES}.isdisjoint(tags)
