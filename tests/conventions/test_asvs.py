"""The page of the ASVS names every item of levels 1 and 2 once, each in one state, and only tests that exist."""

import ast
import re

import pytest

from tests.conventions.conftest import ROOT

PAGE = ROOT / "docs" / "method" / "asvs.md"
ROW = re.compile(
    r"^\| (?P<number>\d+\.\d+\.\d+) \| (?P<gist>[^|]+) \| (?P<state>[^|]+) \| (?P<evidence>[^|]+) \|$", re.MULTILINE
)
CITED = re.compile(r"`([\w/]+\.py)::(\w+)`")
STATES = {"met", "not applicable", "open"}
# OWASP ASVS 4.0.3: by section, the items of level 1 or 2 that are in force; the others are deleted or of level 3
ITEMS = {
    "2.1": range(1, 13), "2.2": range(1, 4), "2.3": range(1, 4), "2.4": range(1, 6), "2.5": range(1, 8),
    "2.6": range(1, 4), "2.7": range(1, 7), "2.8": range(1, 8), "2.9": range(1, 4), "2.10": range(1, 5),
    "3.1": [1], "3.2": range(1, 5), "3.3": range(1, 5), "3.4": range(1, 6), "3.5": range(1, 4), "3.7": [1],
    "4.1": [1, 2, 3, 5], "4.2": [1, 2], "4.3": [1, 2, 3],
    "5.1": range(1, 6), "5.2": range(1, 9), "5.3": range(1, 11), "5.4": range(1, 4), "5.5": range(1, 5),
    "7.1": range(1, 5), "7.2": [1, 2], "7.3": [1, 3, 4], "7.4": [1, 2, 3],
    "8.1": range(1, 5), "8.2": range(1, 4), "8.3": range(1, 9),
    "9.1": range(1, 4), "9.2": range(1, 5),
    "12.1": range(1, 4), "12.2": [1], "12.3": range(1, 7), "12.4": [1, 2], "12.5": [1, 2], "12.6": [1],
    "13.1": [1, 3, 4, 5], "13.2": [1, 2, 3, 5, 6], "13.3": [1, 2], "13.4": [1, 2],
    "14.1": range(1, 5), "14.2": range(1, 7), "14.3": [2, 3], "14.4": range(1, 8), "14.5": range(1, 5),
}  # fmt: skip


@pytest.fixture(scope="module")
def rows():
    return [match.groupdict() for match in ROW.finditer(PAGE.read_text())]


def test_every_item_of_the_ten_chapters_stands_there_once_and_in_order(rows):
    expected = [f"{section}.{number}" for section, numbers in ITEMS.items() for number in numbers]
    assert [row["number"] for row in rows] == expected
    assert PAGE.read_text().count("\n| ") == len(expected) + 10, "a row that is not read, beside a heading a chapter"


def test_every_item_has_one_state_and_says_why(rows):
    assert {row["number"] for row in rows if row["state"] not in STATES} == set()
    unproved = {row["number"] for row in rows if row["state"] == "met" and not CITED.search(row["evidence"])}
    unexplained = {row["number"] for row in rows if row["state"] != "met" and len(row["evidence"]) < 20}
    assert (unproved, unexplained) == (set(), set())


def test_every_test_that_is_named_exists():
    cited = set(CITED.findall(PAGE.read_text()))
    there = {
        (path, node.name)
        for path in {path for path, _name in cited}
        if (ROOT / "tests" / path).is_file()
        for node in ast.walk(ast.parse((ROOT / "tests" / path).read_text()))
        if isinstance(node, ast.FunctionDef)
    }
    assert cited
    assert sorted(cited - there) == []


def test_the_page_counts_what_it_lists(rows):
    counts = {state: sum(row["state"] == state for row in rows) for state in STATES}
    said = f"{counts['met']} met, {counts['not applicable']} not applicable, {counts['open']} open"
    assert said in PAGE.read_text()


def test_the_guide_leads_there():
    assert "(../method/asvs.md)" in (ROOT / "docs" / "guide" / "running.md").read_text()
