import struct
import subprocess
import sys
import zipfile

import pytest

from sonae.exchange import FileError, read_rows
from sonae.exchange.limits import Limits
from tests.exchange.making import by_hand, workbook

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def key_of(path, **limits):
    with pytest.raises(FileError) as caught:
        list(read_rows(path, Limits(**limits)))
    assert path.name in caught.value.say("en")
    assert path.name in caught.value.say("ja")
    return caught.value.key


def test_a_missing_file_a_folder_and_an_empty_file_are_told_apart(tmp_path):
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "empty.xlsx").touch()
    assert key_of(tmp_path / "none.xlsx") == "not_found"
    assert key_of(tmp_path / "folder.xlsx") == "is_folder"
    assert key_of(tmp_path / "empty.xlsx") == "empty"


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("r.ods", b"PK\x03\x04", "suffix"),
        ("r.xlsm", b"PK\x03\x04", "suffix"),
        ("r.xls", OLE + bytes(600), "old_excel"),
        ("r.xlsx", OLE + bytes(600), "old_excel"),
        ("r.xlsx", b"kind,plan\n", "not_workbook"),
        ("r.xlsx", b"<html><table></table></html>", "not_workbook"),
        ("r.csv", b"PK\x03\x04" + bytes(10), "not_text"),
        ("r.xlsx", b"PK\x03\x04 and nothing of an archive", "damaged"),
    ],
)
def test_what_only_poses_as_a_workbook_is_named_for_what_it_is(tmp_path, name, content, key):
    path = tmp_path / name
    path.write_bytes(content)
    assert key_of(path) == key


def test_a_workbook_with_a_password_asks_for_one_without(tmp_path):
    sector = 512
    header = bytearray(OLE + bytes(sector - len(OLE)))
    header[30:32] = struct.pack("<H", 9)
    header[48:52] = struct.pack("<I", 1)
    directory = "EncryptedPackage".encode("utf-16-le").ljust(sector, b"\0")
    path = tmp_path / "r.xlsx"
    path.write_bytes(bytes(header) + bytes(sector) + directory)
    assert key_of(path) == "password"


def test_an_archive_without_a_workbook_is_no_roster(tmp_path):
    path = tmp_path / "r.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert key_of(path) == "no_workbook"


def test_a_file_above_the_limit_is_refused_by_its_size(tmp_path):
    assert key_of(workbook(tmp_path / "r.xlsx", [["a"]]), workbook_bytes=1000) == "too_large"


def test_a_bomb_is_refused_unopened(tmp_path):
    path = by_hand(tmp_path / "r.xlsx", "", parts={"xl/media/image1.bin": bytes(64 << 20)})
    assert path.stat().st_size < 100_000
    assert key_of(path) == "bomb"


def test_what_unpacks_to_too_much_is_refused_though_no_part_is_a_bomb(tmp_path):
    parts = {f"xl/media/image{at}.bin": bytes(7 << 20) for at in range(4)}
    assert key_of(by_hand(tmp_path / "r.xlsx", "", parts=parts), unpacked_bytes=20 << 20) == "too_much_inside"


def test_too_many_parts_are_refused(tmp_path):
    parts = {f"xl/media/{at}.bin": b"x" for at in range(50)}
    assert key_of(by_hand(tmp_path / "r.xlsx", "", parts=parts), entries=40) == "too_many_parts"


def test_a_part_longer_than_the_directory_says_is_found_out(tmp_path):
    path = by_hand(tmp_path / "r.xlsx", "", parts={"xl/media/image1.bin": bytes(1 << 20)})
    content = path.read_bytes()
    lied = content.replace(struct.pack("<I", 1 << 20), struct.pack("<I", 1000))
    assert lied != content
    path.write_bytes(lied)
    assert key_of(path) == "damaged"


@pytest.mark.parametrize("change", ["comment", "before", "twice", "outside", "bad checksum"])
def test_an_archive_that_two_readers_could_read_differently_is_refused(tmp_path, change):
    path = by_hand(tmp_path / "r.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')
    if change == "comment":
        with zipfile.ZipFile(path, "a") as archive:
            archive.comment = b"PK\x05\x06 another directory"
    elif change == "before":
        path.write_bytes(b"PK\x03\x04 a stranger" + path.read_bytes())
    elif change == "twice":
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("XL/Worksheets/Sheet1.xml", "<worksheet/>")
    elif change == "outside":
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("../escape.xml", "<x/>")
    else:
        with zipfile.ZipFile(path) as archive:
            crc = struct.pack("<I", archive.getinfo("xl/worksheets/sheet1.xml").CRC)
        path.write_bytes(path.read_bytes().replace(crc, b"\1\2\3\4"))
    assert key_of(path) == "damaged"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="x"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A"><v>1</v></c></row>',
    ],
)
def test_a_sheet_that_no_spreadsheet_writes_is_called_damaged(tmp_path, rows):
    assert key_of(by_hand(tmp_path / "r.xlsx", rows)) == "damaged"


def test_a_document_type_is_refused_because_entities_unfold_without_bound(tmp_path):
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    path = by_hand(tmp_path / "r.xlsx", '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>', laughs)
    assert key_of(path) == "damaged"


def test_a_sheet_named_twice_is_refused(tmp_path):
    links = "".join(f'<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet{at}.xml"/>' for at in (1, 2))
    parts = {"xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>"}
    assert key_of(by_hand(tmp_path / "r.xlsx", "", parts=parts)) == "damaged"


def test_two_cells_far_apart_do_not_claim_memory_for_all_between(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = by_hand(tmp_path / "r.xlsx", rows)
    assert key_of(path) == "too_wide"


def test_more_shared_texts_than_allowed_are_refused(tmp_path):
    strings = f"<sst>{'<si><t>x</t></si>' * 20}</sst>"
    assert key_of(by_hand(tmp_path / "r.xlsx", "", parts={"xl/sharedStrings.xml": strings}), strings=10) == (
        "too_many_texts"
    )


def test_refusing_a_bomb_takes_next_to_no_memory(tmp_path, root):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    far = by_hand(tmp_path / "far.xlsx", rows)
    bomb = by_hand(tmp_path / "bomb.xlsx", "", parts={"xl/sharedStrings.xml": " " * (300 << 20)})
    script = (
        "import sys; from pathlib import Path; from sonae.exchange import FileError, read_rows\n"
        "from tests.exchange.making import peak_kib\n"
        "for name in sys.argv[1:]:\n"
        "    try: list(read_rows(Path(name)))\n"
        "    except FileError as error: print(error.key)\n"
        "print(peak_kib())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, far, bomb], capture_output=True, text=True, check=True, cwd=root
    )
    first, second, peak = done.stdout.split()
    assert (first, second) == ("too_wide", "bomb")
    assert int(peak) < 150_000
