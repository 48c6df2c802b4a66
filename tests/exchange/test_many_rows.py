"""100,000 rows: everything is rated, in memory that does not grow with the rows."""

import csv
import itertools
import json
import subprocess
import sys

import pytest
import xlsxwriter

ROWS = 100_000
HEADINGS = ["会員番号", "施設名", "制度", "施設種別", "病床数", "加入タイプ", "受付日"]
SCRIPT = """
import json, sys
from datetime import datetime
from pathlib import Path
from sonae.core.moments import TOKYO
from sonae.exchange import rate_roster
from sonae.loader import load_catalogue
from tests.exchange.making import peak_kib
source, target = map(Path, sys.argv[1:])
rated = rate_roster(source, target, load_catalogue(), now=datetime(2025, 6, 1, tzinfo=TOKYO))
print(json.dumps({"outcomes": rated.outcomes, "kib": peak_kib()}))
"""


def rows():
    plans, days = itertools.cycle(["S1", "S3", "P5"]), itertools.cycle(range(1, 29))
    for at in range(ROWS):
        beds = at % 500 + 1
        kind = "病院" if at % 2 else "診療所"
        yield [
            f"{at:07}",
            f"施設{at}",
            "fukuoka-2025",
            kind,
            beds if at % 2 else "",
            next(plans),
            f"2025-06-{next(days):02}",
        ]


@pytest.fixture
def rated(root):
    """Rate a file in a process of its own, and say how much memory that took."""

    def run(source, target):
        command = [sys.executable, "-c", SCRIPT, source, target]
        return json.loads(subprocess.run(command, capture_output=True, check=True, cwd=root).stdout)

    return run


def test_a_csv_of_100_000_rows_is_rated_in_bounded_memory(tmp_path, rated):
    source = tmp_path / "r.csv"
    with source.open("w", encoding="cp932", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows()])
    answer = rated(source, tmp_path / "o.csv")
    assert sum(answer["outcomes"].values()) == ROWS
    assert answer["outcomes"]["problem"] == 0
    assert answer["kib"] < 200_000


def test_a_workbook_of_100_000_rows_is_rated_in_bounded_memory(tmp_path, rated):
    source = workbook(tmp_path)
    answer = rated(source, tmp_path / "o.csv")
    assert sum(answer["outcomes"].values()) == ROWS
    assert answer["kib"] < 300_000


@pytest.mark.full
def test_a_workbook_of_100_000_rows_becomes_a_workbook(tmp_path, rated):
    answer = rated(workbook(tmp_path), tmp_path / "o.xlsx")
    assert sum(answer["outcomes"].values()) == ROWS
    assert answer["kib"] < 300_000


def workbook(folder):
    path = folder / "r.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([HEADINGS, *rows()]):
            sheet.write_row(at, 0, row)
    return path
