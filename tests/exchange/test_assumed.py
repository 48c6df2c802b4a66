"""Whatever is assumed is named in the file: in each row's own cell, and counted on a workbook's second sheet."""

import csv

import pytest

from sonae.exchange import read_rows
from tests.exchange.making import HEADINGS, HOSPITAL, cells_in, table, workbook

CLINIC = ("fukuoka-2025", "clinic", "", "", "S3", "2025-06-15")
MID_TERM = "assumed: mid-term premium is months/12 of the annual one, half up to 10 yen"
EXAMPLE = "example (invented association): nobody can join"
ESTIMATE = "estimate: on a straight line between or beyond the published sizes"
ROWS = [
    HEADINGS,
    CLINIC,
    (*CLINIC[:5], "2025-02-01"),
    ("fukuoka-2025", "hospital", 75, "all_risk", "S3", "2025-06-15"),
    ("kagoshima-2025", "clinic", "", "", "", ""),
    ("example", "clinic", "", "", "S1", "2027-01-01"),
    ("example", "clinic", "", "", "Z9", ""),
    ("nowhere", "clinic", "", "", "S1", ""),
    (*CLINIC[:5], "2027-01-01"),
]


@pytest.fixture(params=[("r.csv", "o.csv"), ("r.xlsx", "o.xlsx")], ids=["csv", "xlsx"])
def kept(request, rate, tmp_path):
    """Rate rows from and to the same sort of file, and return each row's cells by heading."""
    source, target = request.param
    write = table if source.endswith("csv") else workbook

    def run(rows, **more):
        out, rated = rate(write(tmp_path / source, rows), target, **more)
        if target.endswith("csv"):
            return cells_in(out), rated
        heading, *found = [row for row in read_rows(out) if row.sheet in {"Rated", "試算結果"}]
        return [
            dict.fromkeys(heading.cells) | dict(zip(heading.cells, row.cells, strict=False)) for row in found
        ], rated

    return run


def notes_of(path):
    return [str(row.cells[0]).strip() for row in read_rows(path) if row.sheet in {"Notes", "説明"}]


def test_every_row_names_what_was_assumed_for_it(kept):
    rows, _ = kept(ROWS)
    said = [row["assumed"] or "" for row in rows]
    assert said[0] == MID_TERM
    assert said[1] == "assumed: first month of collection as for mid-term joins"
    assert said[2] == f"{ESTIMATE}; {MID_TERM}"
    assert said[3].startswith("assumed: edition year 2025; assumed: policyholder, from the scheme's name")
    assert said[4].startswith(EXAMPLE)
    assert said[5:] == [EXAMPLE, "", ""]


def test_as_many_rows_name_an_assumption_as_are_counted(kept):
    rows, rated = kept(ROWS)
    assert rated.assumed.rows == sum(1 for row in rows if (row["assumed"] or "").removeprefix(EXAMPLE))


def test_what_was_assumed_is_named_in_japanese_too(kept):
    rows, _ = kept(ROWS, language="ja")
    assert rows[2]["assumed"] == (
        "公表された規模の間や外を直線で結んだ概算；中途加入の保険料は年間保険料の月割(月数/12、10円単位の四捨五入)と仮定"
    )
    assert rows[5]["assumed"] == "例示(架空の団体)で加入はできません"


def test_a_fact_of_the_scheme_that_is_assumed_is_said_in_its_own_words(kept, catalogue):
    (row,), _ = kept([HEADINGS, ("mie-2025", "clinic", "", "", "A", "")])
    facts = {fact.id: fact.text.en for fact in catalogue.schemes["mie-2025"].facts}
    assert row["assumed"].endswith(facts["plan-abolished"].rstrip("."))


def test_an_annual_premium_whose_receipt_cannot_be_read_names_what_it_rests_on_and_no_more(kept):
    (row,), rated = kept([HEADINGS, ("fukuoka-2025", "hospital", 75, "all_risk", "S3", "someday")])
    assert row["annual_yen"]
    assert row["payable_yen"] in {None, ""}
    assert row["assumed"] == ESTIMATE
    assert (rated.assumed.rows, rated.no_cover.rows) == (1, 0)


def test_every_assumption_of_core_has_few_words(catalogue):
    texts = catalogue.words.texts
    long = {key for key in texts if key.startswith("assumed.") and not key.endswith(".short")}
    assert len(long) > 5
    assert {key for key in long if f"{key}.short" not in texts} == set()


def test_a_column_of_that_name_is_written_anew(kept):
    rows, rated = kept([(*HEADINGS, "assumed"), (*CLINIC, "mine")])
    assert [row["assumed"] for row in rows] == [MID_TERM]
    assert rated.renewed


def test_a_workbook_counts_on_its_second_sheet_what_its_rows_rest_on(rate, tmp_path, catalogue):
    out, _ = rate(workbook(tmp_path / "r.xlsx", ROWS), "o.xlsx")
    notes = notes_of(out)
    assert "The figures are as of 1 June 2025, 09:00." in notes
    assert "5 row(s) rest on something that no brochure says and that was assumed:" in notes
    assert any(one.startswith("- 3 row(s): no brochure says how a mid-term premium") for one in notes)
    assert "- 1 row(s): the term is over" in notes
    assert "2 row(s) were answered by a scheme that is only an example:" in notes
    fukuoka, tariff = catalogue.schemes["fukuoka-2025"], catalogue.tariffs["sompo-medical-2025"]
    (edition,) = [one for one in notes if "(fukuoka-2025, " in one]
    assert edition.startswith("- 4 row(s): ")
    assert fukuoka.digest in edition
    assert tariff.digest in edition


def test_a_workbook_says_nothing_of_an_example_that_answered_no_row(rate, tmp_path):
    out, _ = rate(table(tmp_path / "r.csv", [HEADINGS, CLINIC]), "o.xlsx", language="ja")
    notes = notes_of(out)
    assert any(one.startswith("- 1 行: 中途加入の保険料") for one in notes)
    assert not [one for one in notes if "架空" in one]


BLANKS = [HEADINGS, HOSPITAL, (None,) * 6, ("  ",), CLINIC, (None,), (*CLINIC[:4], "Z9", "")]


@pytest.mark.parametrize("target", ["o.csv", "o.xlsx"])
@pytest.mark.parametrize(("source", "write"), [("r.csv", table), ("r.xlsx", workbook)])
def test_rows_stay_at_their_numbers_because_blank_ones_stay(rate, tmp_path, source, write, target):
    path = write(tmp_path / source, BLANKS)
    out, rated = rate(path, target)
    numbers = [row.number for row in read_rows(out) if row.sheet != "Notes"]
    assert numbers == [row.number for row in read_rows(path)] == [1, 2, 5, 7]
    assert rated.rows == sum(rated.outcomes.values()) == 3


def test_blank_rows_take_nothing_from_a_cell_of_two_lines(rate, tmp_path):
    rows = [(*HEADINGS, "note"), (*HOSPITAL, "two\nlines"), [], (*CLINIC, "")]
    out, _ = rate(table(tmp_path / "r.csv", rows), encoding="cp932")
    with out.open(encoding="cp932", newline="") as file:
        found = list(csv.reader(file))
    assert [bool("".join(row)) for row in found] == [True, True, False, True]


def test_a_cp932_file_names_every_row_by_its_place_in_the_roster(rate, tmp_path):
    rows = [(*HEADINGS, "note"), (*HOSPITAL, ""), [], (*CLINIC, "𠮷")]
    with pytest.raises(Exception, match=r"4: 𠮷"):
        rate(table(tmp_path / "r.csv", rows), encoding="cp932")
