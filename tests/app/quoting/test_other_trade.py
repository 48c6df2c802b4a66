"""A chamber of commerce on the pages: its kinds, its figures, its plans, in both languages."""

import re
from pathlib import Path

import pytest
from django.test import override_settings

from sonae.app.common.catalogue import current
from sonae.core.catalogue import Catalogue
from tests.documents.paper import Paper

FOLDER = Path(__file__).parents[2] / "loader" / "other_trade"
FORM, RESULT, COMPARE = (f"/s/chamber-2026/{page}" for page in ("quote", "result", "compare"))
AT = "2026-06-01T00:00:00"
IT = {"kind": "it_company", "sales": "8000万"}
FACTORY = {"kind": "manufacturer", "sales": "120000000", "staff": "50"}
SHOP = {"kind": "retailer", "sales": "40000000", "terminals": "20"}


@pytest.fixture(scope="module", autouse=True)
def _chamber():
    with override_settings(SONAE_CATALOGUE=(FOLDER,)):
        current.cache_clear()
        yield
    current.cache_clear()


@pytest.mark.parametrize(
    ("kind", "asked"),
    [("it_company", ["sales", "industry"]), ("manufacturer", ["sales", "staff"]), ("retailer", ["sales", "terminals"])],
)
def test_the_quote_form_asks_for_what_the_kind_needs(visit, kind, asked):
    page = visit(FORM, kind=kind)
    names = set(re.findall(r'name="([a-z_]+)"', page.html))
    assert names >= {"kind", "plan", *asked}
    assert names & {"beds", "capacity", "ward"} == set()


def test_the_quote_form_prices_each_plan(visit):
    text = visit(FORM, **IT).text
    assert [price for price in ("71,402円", "104,720円") if price not in text] == []


@pytest.mark.parametrize(("language", "money"), [("ja", "{:,}円"), ("en", "{:,} yen")])
@pytest.mark.parametrize(
    ("asked", "yen"),
    [
        (IT | {"plan": "Silver"}, 71_402),
        (IT | {"plan": "Silver", "industry": "hosting"}, 96_392),
        (FACTORY | {"plan": "Silver"}, 151_470),
        (SHOP | {"plan": "Bronze"}, 38_333),
    ],
)
def test_the_result_says_the_price(visit, asked, yen, language, money):
    page = visit(RESULT, language=language, at=AT, **asked)
    assert (page.status, page.errors()) == (200, {})
    assert money.format(yen) in page.text


def test_the_result_of_a_kind_without_plans_says_who_decides(visit):
    assert "引受委員会が判断します。" in visit(RESULT, kind="cooperative", at=AT).text


def test_what_is_wrong_is_told_beside_its_field(visit):
    page = visit(RESULT, kind="it_company", sales="多い", plan="Silver", at=AT)
    assert "年間売上高" in page.errors()["id_sales"]


@pytest.mark.parametrize(("language", "money"), [("ja", "{:,}円"), ("en", "¥{:,}")])
def test_the_comparison_puts_its_plans_side_by_side(visit, language, money):
    page = visit(COMPARE, language=language, **IT)
    assert re.findall(r'plan-head__code">([^<]+)<', page.html) == ["Silver", "Gold"]
    assert [yen for yen in (71_402, 104_720) if money.format(yen) not in page.text] == []


def test_the_simulator_counts_by_the_costs_of_its_own_trade(visit):
    page = visit("/s/chamber-2026/simulate", kind="retailer")
    assert "生産ラインの停止" in page.text
    assert "患者" not in page.text
    assert "この計算の前提" not in page.text


@pytest.mark.parametrize(
    ("language", "words"),
    [("ja", "免責金額のあるプラン(Silver・Gold)は試算していません"), ("en", "Plans with a deductible (Silver, Gold)")],
)
def test_the_simulator_names_the_plans_it_leaves_out(client, visit, language, words):
    page = visit("/s/chamber-2026/simulate", language=language, kind="it_company")
    assert words in page.text
    assert "募集資料に載っていません" not in page.text
    paper = client.get("/s/chamber-2026/simulate.pdf?kind=it_company", headers={"Accept-Language": language})
    assert Paper(paper.content).says(words)
    assert words not in visit("/s/chamber-2026/simulate", language=language, kind="retailer").text


@pytest.mark.parametrize("page", ["emergency", "emergency.pdf"])
def test_no_playbook_of_doctors_is_offered_to_another_trade(client, page):
    assert client.get(f"/s/chamber-2026/{page}").status_code == 404


@pytest.mark.parametrize("page", ["", "result", "compare", "simulate"])
def test_no_page_leads_to_what_its_trade_does_not_have(visit, page, monkeypatch):
    address = f"/s/chamber-2026/{page}"
    asked = {"kind": "cooperative", "at": AT}
    assert f"{address.removesuffix(page)}emergency" not in visit(address, **asked).html
    assert 'href="/s/chamber-2026/simulate' in visit(address, **asked).html
    monkeypatch.setattr(Catalogue, "costs_for", lambda _self, _scheme: {})
    found = visit(address, language="en", **asked)
    assert (found.status == 404) is (page == "simulate")
    assert 'href="/s/chamber-2026/simulate' not in found.html


@pytest.mark.parametrize("page", ["", "quote", "compare"])
def test_no_page_speaks_of_beds(visit, page):
    found = visit(f"/s/chamber-2026/{page}", **(IT if page else {}))
    assert found.status == 200
    assert "病床" not in found.text


@pytest.mark.parametrize("page", [COMPARE, FORM, RESULT])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_unexplained_is_shown_by_its_key(visit, page, language):
    text = visit(page, language=language, at=AT, plan="Silver", **IT).text
    assert re.findall(r"\b(?:family|trigger|part|kind|measure|factor)\.\w+", text, re.IGNORECASE) == []
