import zipfile

import pytest

from sonae.exchange import FileError, read_rows, roster_template
from tests.exchange.making import cells_in


def fill(path, *rows):
    """Fill rows into a template as a person would, below the hidden second row."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    lines = ""
    for at, row in enumerate(rows, 3):
        cells = (f'<c r="{chr(65 + i)}{at}" t="inlineStr"><is><t>{cell}</t></is></c>' for i, cell in enumerate(row))
        lines += f'<row r="{at}">{"".join(cells)}</row>'
    parts[name] = parts[name].replace(b"</sheetData>", f"{lines}</sheetData>".encode())
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("code", ["fukuoka-2025", "mie-2025", "dental-2025", "jhef-2025", "kagoshima-2025", "example"])
def test_every_scheme_has_a_template_whose_second_row_names_the_columns_for_machines(
    tmp_path, catalogue, code, language
):
    path = tmp_path / "t.xlsx"
    roster_template(path, catalogue, catalogue.schemes[code], language=language)
    labels, names = list(read_rows(path))[:2]
    assert set(names.cells) >= {"member", "facility", "scheme", "kind", "plan", "received"}
    assert labels.cells != names.cells


def test_what_is_filled_in_can_be_rated_as_it_is(tmp_path, catalogue, rate):
    path = tmp_path / "t.xlsx"
    roster_template(path, catalogue, catalogue.schemes["fukuoka-2025"])
    row = ("0007", "博多病院", "fukuoka-2025", "病院", "５０", "一般病床", "オールリスクプラン", "S3", "R7.6.15")
    out, rated = rate(fill(path, row))
    (priced,) = cells_in(out)
    assert (priced["annual_yen"], priced["payable_yen"], priced["会員番号"]) == ("142900", "119080", "0007")
    assert rated.outcomes["problem"] == 0


def test_an_empty_template_has_no_rows_yet(tmp_path, catalogue, rate):
    path = tmp_path / "t.xlsx"
    roster_template(path, catalogue, catalogue.schemes["fukuoka-2025"])
    with pytest.raises(FileError) as caught:
        rate(path)
    assert caught.value.key == "no_rows"


def test_choices_come_from_lists_and_codes_are_text(tmp_path, catalogue):
    path = tmp_path / "t.xlsx"
    roster_template(path, catalogue, catalogue.schemes["fukuoka-2025"])
    with zipfile.ZipFile(path) as archive:
        sheet, styles = (archive.read(f"xl/{part}.xml").decode() for part in ("worksheets/sheet1", "styles"))
        book = archive.read("xl/workbook.xml").decode()
    assert sheet.count('<dataValidation type="list"') == 5
    assert 'hidden="1"' in sheet
    assert 'state="hidden"' in book
    assert 'numFmtId="49"' in styles


def test_an_example_says_that_it_is_one(tmp_path, catalogue):
    path = tmp_path / "t.xlsx"
    roster_template(path, catalogue, catalogue.schemes["example"], language="en")
    texts = [str(row.cells[0]) for row in read_rows(path)]
    assert any("invented association" in text for text in texts)
