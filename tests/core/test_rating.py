from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from sonae.core.asking import Ask
from sonae.core.money import Rounding
from sonae.core.quote import quote
from sonae.core.rating import by_formula, rate
from sonae.core.scheme import Loading, PrintedPremium
from sonae.core.trace import Line
from sonae.loader import load_catalogue

OTHER_TRADE = Path(__file__).parents[1] / "loader" / "other_trade"


@pytest.fixture(scope="module")
def chamber():
    """A scheme of another trade, whose manufacturers are rated by head-count and by sales."""
    catalogue = load_catalogue([OTHER_TRADE])
    scheme = catalogue.schemes["chamber-2026"]
    return scheme, catalogue.tariff_of(scheme)


@pytest.fixture
def price(now):
    def of(scheme, tariff, kind, plan="", **more):
        return quote(scheme, tariff, Ask(kind, plan, **more), now=now).premium

    return of


def with_cell(scheme, kind, plan, size, yen):
    cell = PrintedPremium(yen, False, "a.txt:1", Line("cell.annual", yen, "yen"))
    return replace(scheme, premiums={(kind, "standard", plan, size): cell})


@pytest.mark.parametrize(("sales", "yen"), [(600_000_000, 110250), (80_000_000, 53550)])
def test_a_printed_cell_never_hides_what_another_number_does_to_the_premium(chamber, price, sales, yen):
    scheme, tariff = chamber
    printed = with_cell(scheme, "manufacturer", "Silver", 10, 53550)
    premium = price(printed, tariff, "manufacturer", "Silver", size=10, measures={"sales": sales})
    assert (premium.annual_yen, premium.status) == (yen, "computed")


@pytest.mark.parametrize(("industry", "status"), [("software", "printed"), ("hosting", "computed")])
def test_a_printed_cell_speaks_for_the_usual_choice_alone(chamber, price, industry, status):
    premium = price(*chamber, "it_company", "Silver", size=30_000_000, measures={"industry": industry})
    assert premium.status == status


def test_a_monthly_cell_is_never_taken_for_a_year_where_a_formula_applies_too(chamber, price):
    scheme, tariff = chamber
    monthly = PrintedPremium(5000, True, "a.txt:1", Line("cell.instalment", 5000, "yen"))
    payment = replace(scheme.payment, instalments=12)
    scheme = replace(scheme, payment=payment, premiums={("it_company", "standard", "Silver", None): monthly})
    premium = price(scheme, tariff, "it_company", "Silver", size=80_000_000)
    assert (premium.instalment_yen, premium.annual_yen, premium.annual_status) == (5000, 60000, "computed")


def test_a_printed_cell_is_no_less_a_price_where_the_formula_says_nothing(chamber, price):
    scheme, tariff = chamber
    silent = replace(tariff, bases={})
    premium = price(with_cell(scheme, "it_company", "Silver", 30, 4000), silent, "it_company", "Silver", size=30)
    assert (premium.annual_yen, premium.status) == (4000, "printed")


def test_every_measure_below_its_bound_is_a_reason_to_refer(chamber, price):
    scheme, tariff = chamber
    rule = scheme.kinds["manufacturer"]
    bounded = tuple(replace(one, refer_below=1000 if one.name == "sales" else 5) for one in rule.measures)
    scheme = replace(scheme, kinds={"manufacturer": replace(rule, measures=bounded, referrals=("committee",))})
    small = {"size": 4, "measures": {"sales": 999}}
    reasons = ("committee", "sales_below_1000", "staff_below_5")
    assert price(scheme, tariff, "manufacturer", "Silver", **small).referral == reasons
    assert price(scheme, None, "manufacturer", "Silver", **small).referral == (*reasons, "no_table")
    enough = {"size": 5, "measures": {"sales": 1000}}
    assert price(scheme, tariff, "manufacturer", "Silver", **enough).annual_yen is not None


def test_a_kind_without_plans_is_too_small_as_well_as_without_a_table(catalogue, price):
    scheme = catalogue.schemes["fukuoka-2025"]
    bare = replace(scheme, plans={}, premiums={})
    premium = price(bare, catalogue.tariff_of(scheme), "hospital", size=19)
    assert premium.referral == ("written_quotation", "beds_below_20", "no_table")


def test_the_formula_tells_its_yen_and_whether_every_factor_is_known(chamber):
    scheme, tariff = chamber
    silver = scheme.plans["manufacturer", "standard", "Silver"]
    known = by_formula(scheme, tariff, silver, {"sales": 120_000_000, "staff": 50})
    between = by_formula(scheme, tariff, silver, {"sales": 120_000_000, "staff": 30})
    assert (known.yen, known.assumed) == (151470, ())
    assert (between.yen, between.assumed) == (117810, ("estimate",))
    assert by_formula(scheme, tariff, silver, {"staff": 50}) is None


def test_the_formula_keeps_the_minimum_premium(chamber):
    scheme, tariff = chamber
    bronze = scheme.plans["retailer", "standard", "Bronze"]
    assert by_formula(scheme, tariff, bronze, {"sales": 0, "terminals": 1}).yen == 10_000


def test_a_minimum_premium_has_a_line_with_its_source_where_it_decides_and_only_there(catalogue, chamber):
    scheme, tariff = chamber
    bronze = scheme.plans["retailer", "standard", "Bronze"]
    raised = by_formula(scheme, tariff, bronze, {"sales": 0, "terminals": 1}).lines[-1]
    assert (raised.key, raised.value, raised.unit, raised.status) == ("minimum", 10_000, "yen", "printed")
    assert raised.source == "chamber-2026.txt:13"
    below = dict(raised.params)["rounded"]
    assert 0 < below < 10_000
    for language in ("ja", "en"):
        assert f"{below:,}" in catalogue.words.line(raised, language)
    priced = by_formula(scheme, tariff, bronze, {"sales": 40_000_000, "terminals": 20})
    assert "minimum" not in {line.key for line in priced.lines}
    exact = replace(tariff, minimum=replace(tariff.minimum, yen=below))
    same = by_formula(scheme, exact, bronze, {"sales": 0, "terminals": 1})
    assert (same.yen, same.lines[-1].key) == (below, "rounding.end")


@pytest.fixture
def in_parts(chamber):
    def price(loading, instalments=12, sales=80_000_000, plan="Silver", kind="it_company", **measures):
        scheme, tariff = chamber
        paid = replace(scheme, payment=replace(scheme.payment, instalments=instalments, loading=loading))
        rule, chosen = paid.kinds[kind], paid.plans[kind, "standard", plan]
        return rate(paid, tariff, rule, chosen, {"sales": sales, **measures})

    return price


MONTHLY = Loading(Fraction("0.05"), Rounding(10, "half_up", "printed", "chamber-2026.txt:11"))


def test_a_published_loading_divides_a_year_into_instalments(catalogue, in_parts):
    premium = in_parts(MONTHLY, industry="software")
    # 71,402 × 1.05 / 12 = 6,247.675, half up to 10 yen
    assert (premium.annual_yen, premium.annual_status) == (71_402, "computed")
    assert (premium.instalment_yen, premium.instalment_status, premium.instalments) == (6_250, "computed", 12)
    line = premium.line.children[-1]
    assert (line.key, line.value, line.source) == ("premium.instalment", 6_250, "chamber-2026.txt:11")
    for language in ("ja", "en"):
        assert all(part in catalogue.words.line(line, language) for part in ("71,402", "0.05", "12", "10"))


def test_a_printed_year_is_divided_too(in_parts):
    premium = in_parts(MONTHLY, 4, 30_000_000, industry="software")
    # 51,001 × 1.05 / 4 = 13,387.76…
    assert (premium.status, premium.instalment_yen, premium.instalment_status) == ("printed", 13_390, "computed")
    assert premium.line.children[-1].status == "computed"


def test_an_assumed_loading_makes_an_assumed_instalment(in_parts):
    rule = replace(MONTHLY, rounding=replace(MONTHLY.rounding, status="assumed"))
    assert in_parts(rule, industry="software").instalment_status == "assumed"


def test_a_missing_loading_gives_no_monthly_figure(in_parts):
    premium = in_parts(None, 4, industry="software")
    assert (premium.annual_yen, premium.instalment_yen, premium.instalments) == (71_402, None, 4)


def test_an_estimate_is_never_divided(in_parts):
    premium = in_parts(MONTHLY, sales=120_000_000, kind="manufacturer", staff=30)
    assert (premium.status, premium.instalment_yen) == ("estimate", None)
