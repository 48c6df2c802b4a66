from dataclasses import replace
from pathlib import Path

import pytest

from sonae.core.asking import Ask
from sonae.core.quote import quote
from sonae.core.scheme import PrintedPremium
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


@pytest.mark.parametrize(("sales", "yen"), [(600_000_000, 133875), (80_000_000, 53550)])
def test_a_printed_cell_never_hides_what_another_number_does_to_the_premium(chamber, price, sales, yen):
    scheme, tariff = chamber
    printed = with_cell(scheme, "manufacturer", "Silver", 10, 53550)
    premium = price(printed, tariff, "manufacturer", "Silver", size=10, measures={"sales": sales})
    assert (premium.annual_yen, premium.status) == (yen, "computed")


@pytest.mark.parametrize(("industry", "status"), [("software", "printed"), ("hosting", "computed")])
def test_a_printed_cell_speaks_for_the_usual_choice_alone(chamber, price, industry, status):
    premium = price(*chamber, "it_company", "Silver", size=30_000_000, measures={"industry": industry})
    assert premium.status == status
