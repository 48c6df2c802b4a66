"""A chamber of commerce with another insurer is data alone: no Python knows that its members are not doctors."""

import re
import shutil
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import pytest

from sonae.core.asking import Ask
from sonae.core.incident import simulate
from sonae.core.moments import TOKYO
from sonae.core.problems import Refusal
from sonae.core.quote import quote
from sonae.loader import load_catalogue
from sonae.loader.cases import run_cases
from sonae.loader.problems import CatalogueError, Log

FOLDER = Path(__file__).parent / "other_trade"
SCHEME = FOLDER / "schemes" / "chamber-2026"
NOW = datetime(2026, 6, 1, tzinfo=TOKYO)
SALES = {"sales": "80000000"}


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue([FOLDER])


@pytest.fixture
def price(catalogue):
    def of(kind, plan, measures, security=None):
        scheme = catalogue.schemes["chamber-2026"]
        changes = (("security", Fraction(security)),) if security else ()
        ask = Ask(kind, plan, measures=measures, adjustments=changes)
        answer = quote(scheme, catalogue.tariff_of(scheme), ask, now=NOW)
        return [one.key for one in answer.errors] if isinstance(answer, Refusal) else answer.premium.annual_yen

    return of


def test_it_stands_beside_the_built_in_schemes(catalogue):
    assert {"chamber-2026", "fukuoka-2025"} <= set(catalogue.schemes)
    assert len(catalogue.schemes["chamber-2026"].kinds) == 4


def test_its_worked_examples_come_out(catalogue):
    log = Log()
    assert run_cases(SCHEME, FOLDER, catalogue, NOW, log) == 26
    assert [problem.say() for problem in log.problems] == []


def test_the_examples_of_the_guide_are_among_them(root):
    guide = (root / "docs/guide/adding-a-scheme.md").read_text(encoding="utf-8")
    cases = (SCHEME / "cases.yaml").read_text(encoding="utf-8")
    shown = re.findall(r"^- id: .*\n(?:  .*\n)+", guide, re.MULTILINE)
    assert len(shown) == 3
    assert [one for one in shown if one not in cases] == []


@pytest.mark.parametrize(
    ("security", "yen"),
    [
        (None, 71402),  # -10 % and -5 %
        ("-0.1", 63002),  # added, not multiplied: -25 %
        ("-0.25", 58801),  # -40 %, kept at the cap of -30 %
        ("0.15", 84002),  # just zero
        ("0.4", 105002),  # beyond zero: +25 %
    ],
)
def test_discounts_add_up_to_a_cap_and_surcharges_go_beyond_zero(price, security, yen):
    assert price("it_company", "Silver", SALES, security) == yen


def test_a_change_outside_its_range_is_refused(price):
    assert price("it_company", "Silver", SALES, "0.41") == ["problem.adjustment_range"]


def test_two_kinds_price_the_same_code_by_their_own_base(price):
    assert price("it_company", "Silver", SALES) == 71402
    assert price("manufacturer", "Silver", {**SALES, "staff": "10"}) == 53550


@pytest.mark.parametrize("plan", ["Silver", "Gold"])
def test_a_plan_with_a_deductible_is_left_out_of_the_simulator(catalogue, plan):
    book, scheme = catalogue.costs["chamber-costs-2026"], catalogue.schemes["chamber-2026"]
    quantities = book.scenarios["stopped-line"].quantities
    assert plan not in {one.code for one in simulate(scheme, book, "it_company", quantities).plans}
    (left_out,) = simulate(scheme, book, "it_company", quantities).left_out
    assert (left_out.reason, [one.code for one in left_out.plans]) == ("deductible", ["Silver", "Gold"])
    (fall,) = simulate(scheme, book, "retailer", quantities).waterfalls
    assert (fall.paid, fall.liability_left) == (10_000_000, 40_000_000)


def test_a_printed_premium_at_the_tariff_s_minimum_is_no_contradiction(tmp_path):
    folder = tmp_path / "catalogue"
    shutil.copytree(FOLDER, folder)
    for path, old, new in (
        (folder / "tariffs/chamber-cyber-2026/tariff.yaml", "{yen: 10_000,", "{yen: 60_000,"),
        (folder / "schemes/chamber-2026/premiums.csv", "30000000,51001", "30000000,60000"),
    ):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    scheme = load_catalogue([folder]).schemes["chamber-2026"]
    assert scheme.premiums["it_company", "standard", "Silver", 30_000_000].yen == 60_000


@pytest.mark.parametrize(
    ("count", "wrong"),
    [("12", ""), ("1", "payment.loading")],
)
def test_a_loading_for_instalments_is_read_where_there_are_several(tmp_path, count, wrong):
    folder = tmp_path / "catalogue"
    shutil.copytree(FOLDER, folder)
    path = folder / "schemes/chamber-2026/scheme.yaml"
    loading = '{rate: 0.05, unit_yen: 10, way: half_up, status: printed, source: "chamber-2026.txt:11"}'
    told = path.read_text(encoding="utf-8").replace("instalments: 1\n", f"instalments: {count}\n  loading: {loading}\n")
    path.write_text(told, encoding="utf-8")
    if wrong:
        with pytest.raises(CatalogueError, match=wrong):
            load_catalogue([folder])
        return
    payment = load_catalogue([folder]).schemes["chamber-2026"].payment
    assert (payment.instalments, payment.loading.rate, payment.loading.rounding.unit) == (12, Fraction(1, 20), 10)


def test_a_change_by_a_measure_nobody_had_to_answer_leaves_the_price_to_the_insurer(catalogue):
    scheme = catalogue.schemes["chamber-2026"]
    kind = scheme.kinds["retailer"]
    asked = tuple(replace(one, required=one.name != "sales") for one in kind.measures)
    tables = {**scheme.kinds, "retailer": replace(kind, measures=asked)}
    tariff = catalogue.tariff_of(scheme)
    tariff = replace(tariff, tables=tuple(table for table in tariff.tables if table.measure != "sales"))
    scheme = replace(scheme, kinds=tables)
    silent = quote(scheme, tariff, Ask("retailer", "Bronze", size="20"), now=NOW)
    assert (silent.premium.status, silent.referral) == ("referred", ("no_table",))
    told = quote(scheme, tariff, Ask("retailer", "Bronze", size="20", measures={"sales": "50億"}), now=NOW)
    assert told.premium.annual_yen == 30000


def test_no_step_of_a_change_can_be_decided_by_hand(catalogue):
    scheme = catalogue.schemes["chamber-2026"]
    ask = Ask("it_company", "Silver", measures=SALES, adjustments=(("large_customer", Fraction("-0.2")),))
    refused = quote(scheme, catalogue.tariff_of(scheme), ask, now=NOW)
    assert [error.key for error in refused.errors] == ["problem.adjustment_unknown"]
