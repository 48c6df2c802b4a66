import zipfile
from datetime import date, datetime

import pytest

from sonae.core.moments import TOKYO
from sonae.exchange import FileError, read_rows, write_rows
from sonae.exchange.rows import CODE, PROBLEM, RESULT, Column, Notes

COLUMNS = [Column("no", CODE), Column("name"), Column("yen", RESULT)]


def test_text_that_looks_like_a_formula_is_written_as_text_into_a_workbook(tmp_path):
    path = tmp_path / "o.xlsx"
    texts = ["=1+1", "+81", "-1", "@SUM(A1)", '=HYPERLINK("http://x")']
    write_rows(path, [Column("a")], [[text] for text in texts])
    assert [row.cells[0] for row in read_rows(path)][1:] == texts
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert 'quotePrefix="1"' in archive.read("xl/styles.xml").decode()


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1"])
def test_text_that_looks_like_a_formula_gets_an_apostrophe_in_csv(tmp_path, text):
    path = tmp_path / "o.csv"
    write_rows(path, [Column("a")], [[text]])
    assert [row.cells[0] for row in read_rows(path)][1] == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+3.5", "-", "1,000", "a=b", "050-1234-5678"])
def test_numbers_and_ordinary_text_stay_as_they_are_in_csv(tmp_path, text):
    path = tmp_path / "o.csv"
    write_rows(path, [Column("a")], [[text]])
    assert [row.cells[0] for row in read_rows(path)][1] == text


def test_csv_begins_with_the_mark_that_lets_excel_read_japanese(tmp_path):
    path = tmp_path / "o.csv"
    write_rows(path, [Column("施設名")], [["病院"]])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_workbook_freezes_its_headings_and_keeps_codes_as_text(tmp_path):
    path = tmp_path / "o.xlsx"
    write_rows(path, COLUMNS, [["0012", "青木医院", 29380]])
    with zipfile.ZipFile(path) as archive:
        sheet, styles = (archive.read(f"xl/{part}.xml").decode() for part in ("worksheets/sheet1", "styles"))
    assert 'ySplit="1"' in sheet
    assert "<autoFilter" in sheet
    assert 'numFmtId="49"' in styles
    assert list(read_rows(path))[1].cells == ("0012", "青木医院", 29380)


def test_columns_are_as_wide_as_japanese_text_needs(tmp_path):
    path = tmp_path / "o.xlsx"
    write_rows(path, [Column("a"), Column("b")], [["あ" * 10, "x"]])
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert 'width="22.7' in sheet


def test_days_and_moments_are_written_as_such_in_tokyo_time(tmp_path):
    path = tmp_path / "o.xlsx"
    moment = datetime.fromisoformat("2025-07-05T07:00:00+00:00")
    write_rows(path, [Column("a"), Column("b")], [[date(2025, 7, 5), moment]])
    day, local = list(read_rows(path))[1].cells
    assert (day, local) == (date(2025, 7, 5), moment.astimezone(TOKYO).replace(tzinfo=None))


def test_numbers_that_excel_would_round_are_written_as_text(tmp_path):
    path = tmp_path / "o.xlsx"
    write_rows(path, [Column("a")], [[1234567890123456789]])
    assert list(read_rows(path))[1].cells == ("1234567890123456789",)


def test_notes_become_a_second_sheet(tmp_path):
    path = tmp_path / "o.xlsx"
    write_rows(path, [Column("a", PROBLEM)], [["x"]], notes=Notes("表", "説明", ("one", "two")))
    assert [(row.sheet, row.cells[0]) for row in read_rows(path)][2:] == [("説明", "one"), ("説明", "two")]


def test_more_rows_than_excel_holds_are_refused_and_nothing_is_written(tmp_path):
    path = tmp_path / "o.xlsx"
    with pytest.raises(FileError) as caught:
        write_rows(path, [Column("a")], ([None] for _ in range(1_048_576)))
    assert caught.value.key == "out_rows"
    assert list(tmp_path.iterdir()) == []


def test_as_many_rows_go_into_a_csv(tmp_path):
    path = tmp_path / "o.csv"
    assert write_rows(path, [Column("a")], (["x"] for _ in range(1_048_576))) == 1_048_576


def test_a_text_longer_than_a_cell_holds_is_refused_and_not_cut(tmp_path):
    path = tmp_path / "o.xlsx"
    write_rows(path, [Column("a")], [["x" * 32_767]])
    with pytest.raises(FileError) as caught:
        write_rows(path, [Column("a")], [["x" * 32_768]], force=True)
    assert caught.value.key == "out_cell"
    assert len(list(read_rows(path))[1].cells[0]) == 32_767


def test_what_fails_in_the_middle_leaves_the_old_file_as_it_was(tmp_path):
    path = tmp_path / "o.csv"
    path.write_text("old")

    def rows():
        yield ["x"]
        raise FileError("no_rows", file="r.csv")

    with pytest.raises(FileError):
        write_rows(path, [Column("a")], rows(), force=True)
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["o.csv"]


def test_a_name_that_the_system_refuses_is_told(tmp_path):
    path = tmp_path / ("n" * 300 + ".csv")
    with pytest.raises(FileError) as caught:
        write_rows(path, [Column("a")], [["x"]])
    assert caught.value.key == "unwritable"
