"""All 121 premiums that the brochures print: 95 by the tariff's formula, 26 from the tables."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from sonae.core.asking import Ask
from sonae.core.quote import quote

SCHEMES = {"mie": "mie-2025", "fukuoka": "fukuoka-2025", "dental": "dental-2025"}
BY_FORMULA = {"hospital", "care_facility"}
with (Path(__file__).parent / "data" / "published_premiums.csv").open(encoding="utf-8") as file:
    PUBLISHED = list(csv.DictReader(file))
FORMULA = [row for row in PUBLISHED if row["facility_kind"] in BY_FORMULA]
TABLE = [row for row in PUBLISHED if row["facility_kind"] not in BY_FORMULA]


def name(row):
    return "-".join((row["scheme"], row["facility_kind"], row["size"] or "flat", row["plan"]))


@pytest.fixture
def price(catalogue, now):
    def of(row, *, without_cell=False):
        scheme = catalogue.schemes[SCHEMES[row["scheme"]]]
        if without_cell:
            scheme = replace(scheme, premiums={})
        ask = Ask(row["facility_kind"], row["plan"], row["family"], size=row["size"])
        return quote(scheme, catalogue.tariff_of(scheme), ask, now=now)

    return of


def test_there_are_95_by_formula_and_26_by_table():
    assert (len(FORMULA), len(TABLE)) == (95, 26)


@pytest.mark.parametrize("row", PUBLISHED, ids=name)
def test_every_printed_premium_comes_out_exactly(price, row):
    premium = price(row).premium
    figure = premium.instalment_yen if row["premium_basis"] == "monthly" else premium.annual_yen
    assert (figure, premium.status) == (int(row["premium_yen"]), "printed")


@pytest.mark.parametrize("row", FORMULA, ids=name)
def test_the_formula_alone_gives_the_same_yen(price, row):
    premium = price(row, without_cell=True).premium
    assert (premium.annual_yen, premium.status) == (int(row["premium_yen"]), "computed")


@pytest.mark.parametrize("row", TABLE, ids=name)
def test_a_table_price_is_referred_once_its_cell_is_gone(price, row):
    premium = price(row, without_cell=True).premium
    assert (premium.annual_yen, premium.status) == (None, "referred")


@pytest.mark.parametrize("row", PUBLISHED, ids=name)
def test_limits_deductible_and_support_are_those_of_the_brochure(catalogue, row):
    scheme = catalogue.schemes[SCHEMES[row["scheme"]]]
    plan = scheme.plans[row["facility_kind"], row["family"], row["plan"]]
    assert plan.liability_limit == int(row["liability_limit_manyen"]) * 10_000
    assert plan.cost_limit == int(row["cost_limit_manyen"]) * 10_000
    assert plan.deductible == int(row["deductible"])
    assert plan.emergency_support is (row["emergency_support"] == "yes")
    assert plan.on_sale is (row["status"] == "open")


def test_no_other_premium_stands_in_the_real_schemes(catalogue):
    assert sum(len(catalogue.schemes[code].premiums) for code in SCHEMES.values()) == 121


@pytest.mark.parametrize(("code", "count"), [("fukuoka-2025", 20), ("mie-2025", 5)])
def test_clinic_bases_of_the_tariff_agree_with_the_printed_tables(catalogue, now, code, count):
    scheme = catalogue.schemes[code]
    by_tariff = replace(scheme, premiums={}, kinds={"clinic": replace(scheme.kinds["clinic"], priced="tariff")})
    cells = {key: cell for key, cell in scheme.premiums.items() if key[0] == "clinic"}
    assert len(cells) == count
    for key, cell in cells.items():
        answer = quote(by_tariff, catalogue.tariff_of(scheme), Ask("clinic", key[2], key[1]), now=now)
        assert answer.premium.annual_yen == cell.yen


def test_each_of_the_45_bases_is_the_only_multiple_of_100_yen_that_fits(catalogue):
    points = {20: 199, 50: 390, 100: 515}
    cells = {}
    for row in FORMULA:
        limits = (int(row["liability_limit_manyen"]) * 10_000, int(row["cost_limit_manyen"]) * 10_000)
        cell = cells.setdefault((row["facility_kind"], row["family"], *limits), [])
        cell.append((points[int(row["size"])], int(row["premium_yen"])))
    bases = catalogue.tariffs["sompo-medical-2025"].bases
    known = {(key.kind, key.family, key.liability_limit, key.cost_limit): base.yen for key, base in bases.items()}
    assert len(cells) == 45
    for key, printed in cells.items():
        # premium = base * point/100 * 8/10, half up to 10 yen
        fits = [
            base for base in range(100, 300_000, 100) if all(half_up(base * point * 8) == yen for point, yen in printed)
        ]
        assert fits == [known[key]]


def half_up(thousandths):
    return (thousandths + 5_000) // 10_000 * 10
