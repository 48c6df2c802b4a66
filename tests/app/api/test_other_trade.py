"""A chamber of commerce through the API: a folder of data beside the built-in one, and nothing else."""

from pathlib import Path

import pytest
from django.test import override_settings

from sonae.app.api.comparisons import ComparisonAnswer
from sonae.app.api.quote_shapes import QuoteAnswer
from sonae.app.api.simulation_shapes import SimulationAnswer
from sonae.app.common.catalogue import current

FOLDER = Path(__file__).parents[2] / "loader" / "other_trade"
AT = "2026-06-01T00:00:00+09:00"
IT = {"scheme": "chamber-2026", "kind": "it_company", "size": "8000万", "at": AT}
FACTORY = {"scheme": "chamber-2026", "kind": "manufacturer", "size": 50, "measures": {"sales": "120,000,000"}, "at": AT}


@pytest.fixture(scope="module", autouse=True)
def _chamber():
    with override_settings(SONAE_CATALOGUE=(FOLDER,)):
        current.cache_clear()
        yield
    current.cache_clear()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("asked", "yen"),
    [
        (IT | {"plan": "Silver"}, 71_402),
        (IT | {"plan": "Gold", "family": "standard"}, 104_720),
        (IT | {"plan": "Silver", "measures": {"industry": "hosting"}}, 96_392),
        (FACTORY | {"plan": "Silver"}, 151_470),
    ],
)
def test_quotes(ask, asked, yen, language):
    response = ask("quotes", asked | {"language": language})
    QuoteAnswer.model_validate_json(response.content, strict=True, extra="forbid")
    premium = response.json()["premium"]
    assert (response.status_code, premium["annual_yen"], premium["status"]) == (200, yen, "computed")


@pytest.mark.parametrize("change", ["-10%", "-0.1", "－１０％"])
def test_quotes_try_a_change_that_the_insurer_decides(ask, change):
    premium = ask("quotes", IT | {"plan": "Silver", "adjustments": {"security": change}}).json()["premium"]
    # 60,001 × 1.4 × (1 − 0.10 − 0.05 − 0.10), up to whole yen
    assert (premium["annual_yen"], premium["status"], premium["binding"]) == (63_002, "computed", False)


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"security": "-90%"}, [("adjustments.security", "problem.adjustment_range")]),
        ({"security": -1}, [("adjustments.security", "problem.adjustment_range")]),
        ({"security": "1e99999999"}, [("adjustments.security", "problem.not_a_rate")]),
        ({"large_customer": "-20%"}, [("adjustments.large_customer", "problem.adjustment_unknown")]),
        ({"security": -0.1}, [("adjustments.security", "api.invalid.count_type")]),
    ],
)
def test_quotes_refuse_a_change_that_nobody_can_decide(refused, changes, errors):
    assert refused("quotes", IT | {"plan": "Silver", "adjustments": changes}) == errors


def test_quotes_of_several_facilities_name_the_one_whose_change_is_wrong(refused):
    facility = {name: IT[name] for name in ("kind", "size")} | {"plan": "Silver"}
    asked = {"scheme": IT["scheme"], "facilities": [facility, facility | {"adjustments": {"security": "some"}}]}
    assert refused("corporation-quotes", asked) == [("facilities.1.adjustments.security", "problem.not_a_rate")]


def test_the_scheme_says_which_changes_are_open_and_which_follow_a_measure(client):
    (group,) = client.get("/api/v1/schemes/chamber-2026").json()["modifiers"]
    changes = {one["id"]: one for one in group["modifiers"]}
    assert (group["combine"], group["lowest"], group["highest"]) == ("add", "-0.3", "0.6")
    assert [name for name, one in changes.items() if one["open"]] == ["security"]
    assert (changes["security"]["lowest"], changes["security"]["highest"]) == ("-0.25", "0.4")
    assert [(one["low"], one["high"], one["rate"]) for one in changes["head_count"]["steps"]] == [
        (100, 300, "-0.05"), (300, None, "-0.1")
    ]  # fmt: skip


def test_quotes_refuse_what_the_trade_does_not_know(refused):
    wrong = IT | {"plan": "Bronze", "measures": {"industry": "farming"}}
    assert refused("quotes", wrong) == [("industry", "problem.choice_unknown"), ("plan", "problem.plan_of_another")]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_comparisons(ask, language):
    response = ask("comparisons", {name: IT[name] for name in ("scheme", "kind", "size")}, language)
    ComparisonAnswer.model_validate_json(response.content, strict=True, extra="forbid")
    offers = [(one["plan"], one["premium"]["annual_yen"]) for one in response.json()["offers"]]
    assert offers == [("Silver", 71_402), ("Gold", 104_720)]


def test_simulations(ask):
    asked = {"scheme": "chamber-2026", "kind": "retailer", "scenario": "stopped-line"}
    (paid,) = ask("simulations", asked).json()["plans"]
    assert (paid["plan"], paid["paid_yen"], paid["liability_left_yen"]) == ("Bronze", 10_000_000, 40_000_000)


def test_simulations_name_the_plans_left_out(ask):
    answer = ask("simulations", {"scheme": "chamber-2026", "kind": "it_company", "scenario": "stopped-line"})
    SimulationAnswer.model_validate_json(answer.content, strict=True, extra="forbid")
    (left_out,) = answer.json()["left_out"]
    assert (answer.json()["plans"], left_out["reason"]) == ([], "deductible")
    assert left_out["plans"] == [{"family": "standard", "plan": "Silver"}, {"family": "standard", "plan": "Gold"}]
    assert left_out["text"].startswith("Plans with a deductible (Silver, Gold) are not simulated")


def test_simulations_refuse_the_costs_of_another_trade(ask):
    asked = {"scheme": "chamber-2026", "kind": "retailer", "costs": "jp-medical-2025", "scenario": "ehr-30000"}
    (wrong,) = ask("simulations", asked).json()["errors"]
    assert wrong["field"] == "costs"
    assert "'jp-medical-2025' for the trade 'commerce'. Choose one of: chamber-costs-2026" in wrong["message"]


def test_costs_say_whose_they_are(client):
    books = {book["code"]: book["trades"] for book in client.get("/api/v1/costs").json()["costs"]}
    assert books == {
        "jp-medical-2025": ["medical"],
        "jp-medical-services-2025": ["medical_services"],
        "chamber-costs-2026": ["commerce"],
    }


def test_papers(ask):
    response = ask("quotes.pdf", IT | {"plan": "Silver"})
    assert (response.status_code, response.content[:5]) == (200, b"%PDF-")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_schemes(client, language):
    answer = client.get("/api/v1/schemes/chamber-2026", headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert [kind["kind"] for kind in answer.json()["kinds"]] == [
        "it_company",
        "manufacturer",
        "retailer",
        "cooperative",
    ]
