import pytest

from sonae.exchange import FileError, read_rows, read_sheets
from sonae.exchange.limits import Limits
from tests.exchange.making import table

ROWS = [["会員番号", "施設名"], ["0012", "髙橋診療所"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_each_encoding_of_japanese_offices_is_recognised_and_said(tmp_path, encoding):
    path = table(tmp_path / "r.csv", ROWS, encoding)
    (sheet,) = read_sheets(path)
    assert sheet.encoding == encoding
    assert [list(row.cells) for row in sheet.rows] == ROWS


def test_rows_are_named_by_their_first_line(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text('a,b\n"two\nlines",c\n\n , \nd,e\n', encoding="utf-8")
    assert [row.number for row in read_rows(path)] == [1, 2, 6]


def test_codes_keep_their_leading_zeros(tmp_path):
    assert [row.cells[0] for row in read_rows(table(tmp_path / "r.csv", ROWS))][1] == "0012"


@pytest.mark.parametrize("content", [b"\x80\xff", b"\x81\x20", b"\xff"])
def test_text_of_neither_encoding_is_refused_with_its_line(tmp_path, content):
    path = tmp_path / "r.csv"
    path.write_bytes(b"a,b\n" + content + b"\n")
    with pytest.raises(FileError, match="line 2") as caught:
        list(read_rows(path))
    assert caught.value.key == "encoding"


def test_text_with_the_mark_of_utf_8_must_be_utf_8_to_its_end(tmp_path):
    path = tmp_path / "r.csv"
    path.write_bytes(b"\xef\xbb\xbfa,b\n" + "博多\n".encode("cp932"))
    with pytest.raises(FileError, match="line 2"):
        list(read_rows(path))


@pytest.mark.parametrize(("content", "key"), [("a,b".encode("utf-16"), "utf16"), (b"a\0b", "not_text")])
def test_text_that_a_spreadsheet_saved_otherwise_is_told_how_to_save_it(tmp_path, content, key):
    path = tmp_path / "r.csv"
    path.write_bytes(content)
    with pytest.raises(FileError) as caught:
        list(read_rows(path))
    assert caught.value.key == key


def test_a_quotation_mark_never_closed_is_refused_with_its_line(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text('a,b\nc,"d\ne,f\n', encoding="utf-8")
    with pytest.raises(FileError, match="line 2") as caught:
        list(read_rows(path))
    assert caught.value.key == "csv"


def test_a_text_above_the_limit_is_refused_by_its_size(tmp_path):
    with pytest.raises(FileError) as caught:
        list(read_rows(table(tmp_path / "r.csv", ROWS), Limits(text_bytes=10)))
    assert caught.value.key == "too_large"
