"""A chamber of commerce on paper: its measures, its plans, its words."""

from datetime import datetime
from pathlib import Path

import pytest

from sonae.core.asking import Ask
from sonae.core.compare import compare
from sonae.core.corporation import quote_corporation
from sonae.core.moments import TOKYO
from sonae.documents import comparison_sheet, quotation_sheet
from sonae.loader import load_catalogue
from tests.documents.paper import Paper

FOLDER = Path(__file__).parents[1] / "loader" / "other_trade"
NOW = datetime(2026, 6, 1, tzinfo=TOKYO)
LINK = "https://sonae.example/s/chamber-2026"
IT = Ask("it_company", "Silver", size="8000万", measures={"industry": "hosting"})
FACTORY = Ask("manufacturer", "Silver", size="50", measures={"sales": "120000000"})
SHOP = Ask("retailer", "Bronze", size="20", measures={"sales": "40000000"})
GUILD = Ask("cooperative")


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue([FOLDER])


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (IT, {"ja": ("IT企業", "96,392円", "ホスティング"), "en": ("IT company", "96,392 yen", "Hosting")}),
        (FACTORY, {"ja": ("製造業", "151,470円", "従業員"), "en": ("Manufacturer", "151,470 yen", "Head-count")}),
        (SHOP, {"ja": ("小売業", "38,333円", "端末"), "en": ("Retailer", "38,333 yen", "Terminals")}),
        (GUILD, {"ja": ("引受委員会が判断します。",), "en": ("The underwriting committee decides.",)}),
    ],
    ids=["it", "factory", "shop", "guild"],
)
def test_quotation_sheet(catalogue, ask, words, language):
    scheme = catalogue.schemes["chamber-2026"]
    quote = quote_corporation(
        scheme, catalogue.tariff_of(scheme), (ask,), shared_limits=False, shared_records=False, now=NOW
    )
    paper = Paper(quotation_sheet(quote, catalogue.words, language, LINK))
    assert [one for one in words[language] if not paper.says(one)] == []
    assert not paper.says("病床")


@pytest.mark.parametrize(
    ("language", "words"),
    [("ja", ("71,402円", "104,720円", "10万円")), ("en", ("71,402 yen", "104,720 yen", "100,000 yen"))],
)
def test_comparison_sheet(catalogue, language, words):
    scheme = catalogue.schemes["chamber-2026"]
    answer = compare(scheme, catalogue.tariff_of(scheme), Ask("it_company", size="8000万"))
    paper = Paper(comparison_sheet(answer, catalogue.words, language, LINK))
    assert [one for one in ("Silver", "Gold", *words) if not paper.says(one)] == []
