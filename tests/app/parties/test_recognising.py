"""What a file is is seen in its structure; what only begins like one is none."""

import struct

import pytest

from sonae.app.parties import recognising

PDF = b"%PDF-1.7\nanything\nxref\nstartxref\n18\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 20 + b"IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0\0\x04JF\xff\xc0\0\x05\x08\0\x01\xff\xda\0\x02scan\xff\xd9"


def tiff(order="<", tags=(256, 257, 273), directory=8):
    head = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(f"{order}I", directory)
    entries = b"".join(struct.pack(f"{order}HHII", tag, 4, 1, 1) for tag in tags)
    return head + struct.pack(f"{order}H", len(tags)) + entries + struct.pack(f"{order}I", 0)


TIFF = tiff()


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (PDF, recognising.PDF),
        (PNG, recognising.PNG),
        (JPEG, recognising.JPEG),
        (TIFF, recognising.TIFF),
        (tiff(">"), recognising.TIFF),
        (tiff(tags=(256, 257, 322, 323, 324)), recognising.TIFF),
    ],
)
def test_each_kind_is_known_by_its_structure(content, shown):
    assert recognising.recognised(content) == shown


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"II*\0anything",
        b"II*\0<script>alert(1)</script>",
        TIFF[:-5],
        tiff(directory=4),
        tiff(directory=4_000_000),
        tiff(tags=()),
        tiff(tags=(256, 257)),
        tiff(tags=(273, 257, 256)),
        b"%PDF-1.7\nanything\n%%EOF\n",
        b"%PDF-1.7\nstartxref\n999\n%%EOF\n",
        b"%PDF-x\nstartxref\n1\n%%EOF\n",
        b"<html>" + PDF,
        b"\xff\xd8\xff\xe0anything\xff\xd9",
        JPEG.replace(b"\xff\xc0", b"\xff\xe1"),
        b"\xff\xd8\xff" + b"\xff" * 9 + b"\xff\xd9",
        b"\x89PNG\r\n\x1a\nIEND\xaeB`\x82",
    ],
)
def test_what_only_begins_like_one_is_none(content):
    assert recognising.recognised(content) == ""
