from datetime import date, datetime

import pytest

from sonae.exchange import FileError, read_rows, read_sheets
from sonae.exchange.limits import Limits
from sonae.exchange.rows import Flaw, text_of
from tests.exchange.making import by_hand, workbook


def read(path, **limits):
    return list(read_rows(path, Limits(**limits)))


def test_whole_numbers_get_their_digits_back_and_codes_stay_text(tmp_path):
    path = workbook(tmp_path / "r.xlsx", [["0012345", 50, 1234567890123, 2.5, "０１２"]])
    assert read(path)[0].cells == ("0012345", 50, 1234567890123, 2.5, "０１２")


def test_a_number_shown_with_leading_zeros_keeps_them(tmp_path):
    path = workbook(tmp_path / "r.xlsx", [[123, 123], [4567890, 5]], formats={0: "0000000"})
    assert [row.cells for row in read(path)] == [("0000123", 123), ("4567890", 5)]


def test_days_come_as_days_and_moments_as_moments(tmp_path):
    days = [[datetime(2025, 6, 15), datetime(2025, 6, 15, 16, 30)]]  # noqa: DTZ001 - Excel knows no zone
    path = workbook(tmp_path / "r.xlsx", days, formats={0: "yyyy-mm-dd", 1: "yyyy-mm-dd hh:mm"})
    day, moment = read(path)[0].cells
    assert (day, text_of(moment)) == (date(2025, 6, 15), "2025-06-15T16:30:00")


def test_rows_keep_their_number_and_columns_their_place(tmp_path):
    path = workbook(tmp_path / "r.xlsx", [[], [None, None, "a"], [], [None, "b"]])
    rows = read(path)
    assert [(row.sheet, row.number) for row in rows] == [("Roster", 2), ("Roster", 4)]
    assert rows[0].cells == (None, None, "a")
    assert rows[1].cells[:2] == (None, "b")


def test_a_formula_is_read_by_the_value_it_showed(tmp_path):
    path = by_hand(tmp_path / "r.xlsx", '<row r="1"><c r="A1"><f>1+49</f><v>50</v></c></row>')
    assert read(path)[0].cells == (50,)


@pytest.mark.parametrize("value", ["", "<v></v>", "<v/>"])
def test_a_formula_that_was_never_calculated_is_named_by_its_cell(tmp_path, value):
    path = by_hand(tmp_path / "r.xlsx", f'<row r="3"><c r="B3"><v>1</v></c><c r="C3"><f>1+1</f>{value}</c></row>')
    assert read(path)[0].cells == (None, 1, Flaw("C3", 3, "no_value"))


def test_a_formula_that_gave_an_empty_text_is_an_empty_cell(tmp_path):
    path = by_hand(tmp_path / "r.xlsx", '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>""</f><v></v></c></row>')
    assert read(path)[0].cells[0] == 1
    assert not any(isinstance(cell, Flaw) for cell in read(path)[0].cells)


def test_a_cell_that_shows_an_error_is_named(tmp_path):
    path = by_hand(tmp_path / "r.xlsx", '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>')
    assert read(path)[0].cells == (Flaw("A1", 1, "error"),)


def test_readings_of_kanji_are_no_part_of_the_text(tmp_path):
    shared = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1">'
        '<si><t>博多病院</t><rPh sb="0" eb="2"><t>ハカタ</t></rPh></si></sst>'
    )
    path = by_hand(
        tmp_path / "r.xlsx", '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', parts=_with_shared_strings(shared)
    )
    assert read(path)[0].cells == ("博多病院",)


def _with_shared_strings(content):
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
        ' Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"'
        ' Target="sharedStrings.xml"/></Relationships>'
    )
    return {"xl/sharedStrings.xml": content, "xl/_rels/workbook.xml.rels": links}


def test_cells_without_an_address_follow_each_other(tmp_path):
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><f>1+1</f></c></row>"
    first, second = read(by_hand(tmp_path / "r.xlsx", rows))
    assert first.cells == (1, 2)
    assert second.cells[0] == Flaw("A2", 1, "no_value")


def test_a_format_far_from_the_roster_costs_nothing(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert [row.cells for row in read(by_hand(tmp_path / "r.xlsx", rows))] == [(1,)]


def test_hidden_sheets_are_left_alone(tmp_path):
    path = tmp_path / "r.xlsx"
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("seen").write(0, 0, "a")
        hidden = book.add_worksheet("hidden")
        hidden.write(0, 0, "b")
        hidden.hide()
    assert [sheet.name for sheet in read_sheets(path)] == ["seen"]


def test_an_empty_sheet_has_no_rows(tmp_path):
    assert read(workbook(tmp_path / "r.xlsx", [])) == []


def test_more_flawed_cells_than_allowed_are_told_once_for_the_file(tmp_path):
    cells = "".join(f'<row r="{at}"><c r="A{at}"><f>1</f></c></row>' for at in range(1, 6))
    with pytest.raises(FileError, match="never calculated") as caught:
        read(by_hand(tmp_path / "r.xlsx", cells), flaws=3)
    assert caught.value.key == "many_no_value"
