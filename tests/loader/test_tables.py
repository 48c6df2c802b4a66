"""What a spreadsheet may save: line breaks in cells, rows left empty, line ends of another system."""

import pytest

from sonae.loader.problems import Log
from sonae.loader.shapes import Opt, Record
from sonae.loader.tables import read_table
from sonae.loader.vocabulary import COUNT, TEXT

SHAPE = Record({"name": TEXT, "beds": Opt(COUNT)})


@pytest.fixture
def read(tmp_path):
    def of(text):
        (tmp_path / "a.csv").write_bytes(text.encode())
        log = Log()
        rows = read_table(tmp_path / "a.csv", "a.csv", SHAPE, log)
        return [(row["name"], row["beds"], row.at.line) for row in rows], [one.say() for one in log.problems]

    return of


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_break_in_a_cell_stays_and_the_next_rows_keep_their_lines(read, end):
    text = end.join(["name,beds", '"first', 'second",20', "third,x", "fourth,30"])
    rows, told = read(text)
    assert rows == [("first\nsecond", 20, 2), ("fourth", 30, 5)]
    assert told == ["a.csv:4: beds: is 'x'; write a whole number"]


@pytest.mark.parametrize("letter", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_only_line_ends_end_a_line(read, letter):
    assert read(f"name,beds\none{letter}two,20\n") == ([(f"one{letter}two", 20, 2)], [])


def test_rows_without_anything_are_no_rows(read):
    assert read("\nname,beds\n\nfirst,20\n,\n  \nsecond,\n\n") == ([("first", 20, 4), ("second", None, 7)], [])


def test_the_heading_is_named_by_its_own_line(read):
    assert read("\nname\n") == ([], ["a.csv:2: beds: column missing; the heading line is: name, beds"])


def test_a_column_that_stands_twice_is_told(read):
    assert read("name,beds,beds\nfirst,20,30\n")[1] == ["a.csv:1: beds: appears twice; keep one"]


def test_an_empty_file_misses_its_columns(read):
    assert [line.split(": ")[1] for line in read("")[1]] == ["name", "beds"]


def test_a_quote_that_never_ends_is_told_where_it_begins(read):
    rows, told = read('name,beds\nfirst,20\n"second,30\nthird,40\n')
    assert rows == [("first", 20, 2)]
    assert [one.split("; ")[0] for one in told] == ["a.csv:3: -: not readable as CSV: unexpected end of data"]
