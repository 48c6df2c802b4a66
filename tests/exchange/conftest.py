from datetime import datetime
from pathlib import Path

import pytest

from sonae.core.moments import TOKYO
from sonae.exchange.pricing import Pricing
from sonae.exchange.rating import rate_roster
from sonae.loader import load_catalogue

NOW = datetime(2025, 6, 1, 9, tzinfo=TOKYO)
OTHER_TRADE = Path(__file__).parents[1] / "loader" / "other_trade"


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue()


@pytest.fixture(scope="session")
def both_trades():
    """The built-in schemes, and a chamber of commerce's."""
    return load_catalogue([OTHER_TRADE])


@pytest.fixture
def price(catalogue):
    """Price one row, given by the fields of its columns."""
    pricing = Pricing(catalogue, now=NOW, language="en", scheme="fukuoka-2025")
    return lambda **asked: pricing.price(tuple(asked.items()))


@pytest.fixture
def rate(catalogue, tmp_path):
    """Rate a file into ``rated.csv`` (or the name given) beside it."""

    def run(source, target="rated.csv", **more):
        out = tmp_path / target
        return out, rate_roster(source, out, catalogue, **({"now": NOW, "language": "en"} | more))

    return run
