"""A chamber of commerce's roster: its columns are what its own kinds ask for."""

import pytest

from sonae.exchange import rate_roster, read_rows, roster_template
from sonae.exchange.template import template_fields
from tests.exchange.conftest import NOW
from tests.exchange.making import cells_in, table, workbook

HEADINGS = ("制度", "施設種別", "年間売上高", "業務", "従業員数", "端末の台数", "補償区分", "加入タイプ", "受付日")
ROWS = [
    ("chamber-2026", "IT企業", "8000万", "ホスティング", "", "", "標準プラン", "silver", "2026-03-20"),
    ("chamber-2026", "製造業", 120_000_000, "", "５０人", "", "", "ＳＩＬＶＥＲ", "R8.3.20"),
    ("chamber-2026", "製造業", 120_000_000, "", 4, "", "", "Silver", ""),
    ("chamber-2026", "小売業", 40_000_000, "", "", 20, "標準", "bronze", ""),
    ("chamber-2026", "事業協同組合", "", "", "", "", "", "", ""),
    ("chamber-2026", "IT企業", "8000万", "農業", "", "", "", "Platinum", ""),
    ("fukuoka-2025", "診療所", "", "", "", "", "", "s1", ""),
]
ANSWERS = [
    ("96392", "computed"), ("151470", "computed"), ("", "referred"), ("38333", "computed"), ("", "referred"),
    ("", ""), ("29380", "printed"),
]  # fmt: skip


@pytest.fixture
def chamber(both_trades):
    return both_trades.schemes["chamber-2026"]


@pytest.mark.parametrize("target", ["o.csv", "o.xlsx"])
@pytest.mark.parametrize(("source", "write"), [("r.csv", table), ("r.xlsx", workbook)])
def test_a_roster_of_both_trades_is_rated(both_trades, tmp_path, source, write, target):
    path, out = write(tmp_path / source, [HEADINGS, *ROWS]), tmp_path / target
    rated = rate_roster(path, out, both_trades, now=NOW)
    assert (rated.rows, rated.outcomes) == (7, {"priced": 4, "estimate": 0, "referred": 2, "problem": 1})
    found = [row.cells for row in read_rows(out)][1:8]
    assert [(str(cells[9] or ""), cells[10] or "") for cells in found] == ANSWERS
    problems = found[5][15]
    assert "There is no plan 'Platinum' for the kind 'IT company'. Choose one of: Silver, Gold" in problems
    assert "'農業' cannot be chosen for line of business" in problems


@pytest.mark.parametrize(("language", "sales"), [("ja", "年間売上高"), ("en", "Yearly sales")])
def test_its_template_asks_for_what_its_kinds_ask_for_and_not_for_beds(both_trades, chamber, tmp_path, language, sales):
    fields = {field.name: field for field in template_fields(both_trades, chamber, language)}
    assert set(fields) >= {"sales", "industry", "staff", "terminals", "plan"}
    assert "size" not in fields
    assert (fields["sales"].label, fields["plan"].choices) == (sales, ("Silver", "Gold", "Bronze"))
    roster_template(tmp_path / "t.xlsx", both_trades, chamber, language=language)
    said = " ".join(str(cell) for row in read_rows(tmp_path / "t.xlsx") for cell in row.cells)
    assert not [word for word in ("病床", "Beds", "beds", "Hospital") if word in said]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_is_filled_into_its_template_is_rated(both_trades, chamber, tmp_path, language):
    given = {"scheme": "chamber-2026", "kind": "retailer", "sales": "40000000", "terminals": "20", "plan": "Bronze"}
    fields = template_fields(both_trades, chamber, language)
    rows = [[one.label for one in fields], [one.name for one in fields], [given.get(one.name, "") for one in fields]]
    out = tmp_path / "o.csv"
    rate_roster(table(tmp_path / "r.csv", rows), out, both_trades, now=NOW)
    assert [row["annual_yen"] for row in cells_in(out)] == ["38333"]
