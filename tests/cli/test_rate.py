import csv

import pytest
import xlsxwriter

from tests.exchange.making import HEADINGS, HOSPITAL, cells_in, table


@pytest.fixture
def roster(tmp_path):
    return table(tmp_path / "roster.csv", [HEADINGS, HOSPITAL])


def test_a_roster_is_rated_and_the_counts_are_told(sonae, roster, tmp_path):
    done = sonae("rate", roster, "-o", tmp_path / "o.csv")
    assert done.code == 0
    assert "1 rows. 1 priced, 0 estimated, 0 referred, 0 with a problem." in done.out
    assert "read as UTF-8." in done.out
    assert "no offer of insurance" in done.out
    assert cells_in(tmp_path / "o.csv")[0]["annual_yen"] == "142900"


def test_rows_with_problems_do_not_make_the_run_fail(sonae, tmp_path):
    roster = table(tmp_path / "r.csv", [HEADINGS, HOSPITAL, (*HOSPITAL[:4], "Z9", "")])
    done = sonae("rate", roster, "-o", tmp_path / "o.csv")
    assert done.code == 0
    assert "all rows were read" in done.out


def test_problems_are_written_in_the_language_asked_for(sonae, tmp_path):
    roster = table(tmp_path / "r.csv", [HEADINGS, (*HOSPITAL[:4], "Z9", "")])
    sonae("rate", roster, "-o", tmp_path / "o.csv", "--lang", "ja")
    assert "「Z9」というタイプはありません" in cells_in(tmp_path / "o.csv")[0]["problem"]


def test_the_counts_come_as_json_too(sonae, roster, tmp_path):
    answer = sonae("rate", roster, "-o", tmp_path / "o.csv", "--json").json
    assert (answer["rows"], answer["outcomes"]["priced"], answer["encoding"]) == (1, 1, "utf-8")


def test_a_roster_of_one_scheme_needs_no_column_for_it(sonae, tmp_path):
    roster = table(tmp_path / "r.csv", [("施設種別", "加入タイプ"), ("診療所", "S1")], "cp932")
    done = sonae("rate", roster, "-o", tmp_path / "o.csv", "--scheme", "fukuoka-2025")
    assert cells_in(tmp_path / "o.csv")[0]["annual_yen"] == "29380"
    assert "CP932 (Shift_JIS)" in done.out
    assert "cover is that of applications received now" in done.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("rate", "none.csv", "-o", "o.csv"), "no such file"),
        (("rate",), "name the roster"),
        (("rate", "{roster}"), "name the result"),
        (("rate", "{roster}", "-o", "{roster}"), "is the roster itself"),
        (("rate", "{roster}", "-o", "o.txt"), ".xlsx or .csv"),
        (("rate", "{roster}", "-o", "o.csv", "--scheme", "x"), "There is no scheme 'x'"),
        (("rate", "--template", "t.csv", "--scheme", "example"), "name it .xlsx"),
        (("rate", "--template", "t.xlsx"), "name a scheme"),
    ],
)
def test_a_file_that_cannot_be_used_exits_2_and_leaves_nothing(sonae, roster, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    done = sonae(*(str(one).format(roster=roster) for one in arguments))
    assert done.code == 2
    assert words in done.err
    assert [one.name for one in tmp_path.iterdir()] == ["roster.csv"]


def test_wrong_headings_exit_2_and_say_what_is_missing(sonae, tmp_path):
    done = sonae(
        "rate",
        table(tmp_path / "r.csv", [("scheme", "knd", "plan"), ("a", "b", "c")]),
        "-o",
        tmp_path / "o.csv",
        "--json",
    )
    assert done.code == 2
    assert "knd → kind" in done.json["errors"][0]["message"]


def test_a_template_is_written_and_not_over_an_existing_one(sonae, tmp_path):
    path = tmp_path / "t.xlsx"
    assert sonae("rate", "--template", path, "--scheme", "fukuoka-2025").code == 0
    assert sonae("rate", "--template", path, "--scheme", "fukuoka-2025").code == 2
    assert sonae("rate", "--template", path, "--scheme", "fukuoka-2025", "--force").code == 0


def test_titles_and_sheets_that_were_left_out_are_told(sonae, tmp_path):
    path = tmp_path / "r.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("名簿")
        sheet.merge_range("A1:F1", "令和7年度 加入者名簿")
        sheet.write_row(1, 0, HEADINGS)
        sheet.write_row(2, 0, HOSPITAL)
        book.add_worksheet("昨年度").write_row(0, 0, HEADINGS)
    done = sonae("rate", path, "-o", tmp_path / "o.xlsx")
    assert "Read from the sheet '名簿'" in done.out
    assert "Other sheets were not read: 昨年度" in done.out
    assert "1 row(s) above the headings" in done.out


def test_an_unreadable_line_stops_the_run_and_leaves_nothing(sonae, tmp_path):
    path = tmp_path / "r.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, HOSPITAL])
        file.write('"open')
    done = sonae("rate", path, "-o", tmp_path / "o.csv")
    assert done.code == 2
    assert "line 3" in done.err
    assert [one.name for one in tmp_path.iterdir()] == ["r.csv"]


def test_a_roster_of_the_example_says_that_it_is_one(sonae, tmp_path):
    roster = table(tmp_path / "r.csv", [("kind", "plan"), ("clinic", "S1")])
    assert "invented association" in sonae("rate", roster, "-o", tmp_path / "o.csv", "--scheme", "example").out
