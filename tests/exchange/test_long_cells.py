"""A cell longer than any name, code or figure is told, costs nothing, and comes back as it was."""

import pytest

from sonae.exchange.limits import LONGEST
from sonae.exchange.roster import open_roster
from tests.exchange.making import HEADINGS, HOSPITAL, cells_in, table, workbook

LONG = "長" * (LONGEST + 1)


@pytest.fixture(params=["csv", "xlsx"])
def written(request, tmp_path):
    """Write rows below the headings, as CSV or as a workbook."""
    write = workbook if request.param == "xlsx" else table
    return lambda *rows, headings=HEADINGS: write(tmp_path / f"r.{request.param}", [headings, *rows])


@pytest.mark.parametrize("at", range(len(HEADINGS)))
def test_a_row_with_a_cell_too_long_says_so_and_is_not_priced(rate, written, at):
    row = [LONG if place == at else cell for place, cell in enumerate(HOSPITAL)]
    out, rated = rate(written(row, HOSPITAL))
    first, second = cells_in(out)
    assert first["problem"] == f"{'ABCDEF'[at]}2 holds more than 200 characters; shorten it"
    assert (first[HEADINGS[at]], first["annual_yen"], second["annual_yen"]) == (LONG, "", "142900")
    assert rated.outcomes["problem"] == 1


def test_what_is_just_short_enough_is_read(rate, written):
    out, _ = rate(written((*HOSPITAL[:4], LONG[1:], "")))
    assert f"There is no plan '{LONG[1:]}'" in cells_in(out)[0]["problem"]


def test_a_long_remark_is_kept_and_the_row_priced(rate, written):
    out, _ = rate(written((*HOSPITAL, LONG * 10), headings=(*HEADINGS, "備考")))
    (row,) = cells_in(out)
    assert (row["annual_yen"], row["備考"], row["problem"]) == ("142900", LONG * 10, "")


def test_the_same_as_a_cell_too_long_is_too_long(rate, written):
    out, _ = rate(written((*HOSPITAL[:3], LONG, *HOSPITAL[4:]), (*HOSPITAL[:3], "同上", *HOSPITAL[4:])))
    assert [row["problem"][:2] for row in cells_in(out)] == ["D2", "D3"]


def test_of_a_long_cell_no_more_is_kept_than_shows_that_it_is_long(written, catalogue):
    roster = open_roster(written([LONG * 100] * 6), catalogue)
    assert {len(text) for entry in roster.entries for _, text in entry.asked} == {LONGEST + 1}
