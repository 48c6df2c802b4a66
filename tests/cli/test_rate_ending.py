import csv

import pytest

from tests.exchange.making import HEADINGS, HOSPITAL, cells_in, table, workbook

CLINIC = ("fukuoka-2025", "clinic", "", "", "S3")
MIXED = [
    HEADINGS,
    HOSPITAL,
    (*CLINIC, "2027-01-01"),
    ("mie-2025", "clinic", "", "", "B", "2025-06-15"),
    ("example", "clinic", "", "", "S1", "2025-06-15"),
]


@pytest.fixture
def mixed(tmp_path):
    return workbook(tmp_path / "r.xlsx", MIXED)


def test_the_ending_counts_what_was_assumed_and_what_has_no_cover(sonae, mixed, tmp_path):
    out = sonae("rate", mixed, "-o", tmp_path / "o.csv").out
    assert "3 row(s) rest on something that no brochure says" in out
    assert "2 row(s): no brochure says how a mid-term premium is computed" in out
    assert "2 row(s) were answered without a start and end of cover" in out
    assert "1 row(s): the term is over" in out
    assert "1 row(s): the brochure prints no dates of the term" in out


def test_the_ending_names_a_scheme_that_is_only_an_example(sonae, mixed, tmp_path):
    out = sonae("rate", mixed, "-o", tmp_path / "o.csv").out
    assert "1 row(s) were answered by a scheme that is only an example" in out
    assert "invented association" in out


def test_the_ending_speaks_japanese_too(sonae, mixed, tmp_path):
    out = sonae("rate", mixed, "-o", tmp_path / "o.csv", "--lang", "ja").out
    assert "3 行は、募集資料にないため仮定したことを含みます" in out
    assert "1 行: 保険期間の日付が募集資料にない" in out
    assert "1 行は、例示の制度による試算です" in out
    assert "row" not in out


def test_nothing_is_said_of_what_no_row_has(sonae, tmp_path):
    roster = table(tmp_path / "r.csv", [HEADINGS, (*CLINIC[:4], "Z9", "")])
    out = sonae("rate", roster, "-o", tmp_path / "o.csv").out
    assert "no brochure says" not in out
    assert "without a start" not in out
    assert "example" not in out


def test_the_same_counts_come_as_json(sonae, mixed, tmp_path):
    answer = sonae("rate", mixed, "-o", tmp_path / "o.csv", "--json").json
    assert answer["assumed"]["rows"] == 3
    assert {one["key"]: one["rows"] for one in answer["assumed"]["each"]} == {"mid_term_premium": 2, "policyholder": 1}
    assert answer["no_cover"]["each"][0] == {"key": "term_over", "text": "the term is over", "rows": 1}
    assert [one["key"] for one in answer["examples"]["each"]] == ["example"]


@pytest.mark.parametrize(("asked", "encoding"), [((), "utf-8-sig"), (("utf-8",), "utf-8-sig"), (("cp932",), "cp932")])
def test_a_csv_is_written_in_the_encoding_asked_for(sonae, tmp_path, asked, encoding):
    roster = table(tmp_path / "r.csv", [(*HEADINGS, "施設名"), (*HOSPITAL, "髙﨑医院")])
    options = [word for one in asked for word in ("--encoding", one)]
    assert sonae("rate", roster, "-o", tmp_path / "o.csv", *options).code == 0
    assert (tmp_path / "o.csv").read_bytes().startswith(b"\xef\xbb\xbf") == (encoding == "utf-8-sig")
    with (tmp_path / "o.csv").open(encoding=encoding, newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["施設名"], row["annual_yen"]) == ("髙﨑医院", "142900")


def test_what_cp932_lacks_exits_2_and_says_row_and_character(sonae, tmp_path):
    roster = table(tmp_path / "r.csv", [(*HEADINGS, "施設名"), (*HOSPITAL, "𠮷田医院")])
    done = sonae("rate", roster, "-o", tmp_path / "o.csv", "--encoding", "cp932")
    assert done.code == 2
    assert "2: 𠮷 (U+20BB7)" in done.err
    assert [one.name for one in tmp_path.iterdir()] == ["r.csv"]


@pytest.mark.parametrize(
    ("out", "encoding", "words"), [("o.xlsx", "cp932", "only a .csv"), ("o.csv", "sjis", "'utf-8', 'cp932'")]
)
def test_an_encoding_that_cannot_be_is_refused(sonae, mixed, tmp_path, out, encoding, words):
    done = sonae("rate", mixed, "-o", tmp_path / out, "--encoding", encoding)
    assert done.code == 2
    assert words in done.err
    assert [one.name for one in tmp_path.iterdir()] == ["r.xlsx"]


def test_a_workbook_needs_no_encoding_and_counts_alike(sonae, mixed, tmp_path):
    books = sonae("rate", mixed, "-o", tmp_path / "o.xlsx", "--json").json
    texts = sonae("rate", mixed, "-o", tmp_path / "o.csv", "--json").json
    assert books["assumed"] == texts["assumed"]
    assert len(cells_in(tmp_path / "o.csv")) == books["rows"]
