"""All plans of a facility stand side by side, as core compares them."""

from sonae.app.api.comparisons import ComparisonAnswer

HOSPITAL = {"scheme": "fukuoka-2025", "kind": "hospital", "size": 50}


def test_offers_every_plan_in_the_brochure_s_order(ask):
    response = ask("comparisons", {"scheme": "fukuoka-2025", "kind": "clinic"})
    answer = ComparisonAnswer.model_validate_json(response.content, strict=True, extra="forbid")
    assert len(answer.offers) == 20
    assert (answer.offers[0].plan, answer.offers[0].premium.annual_yen) == ("S1", 29_380)


def test_prices_each_plan_as_its_quote_does(ask):
    offers = ask("comparisons", HOSPITAL).json()["offers"]
    assert len(offers) == 20
    for offer in offers:
        assert offer["premium"]["annual_yen"]
        asked = HOSPITAL | {"family": offer["family"], "plan": offer["plan"]}
        premium = ask("quotes", asked).json()["premium"]
        assert offer["premium"] == {key: premium[key] for key in offer["premium"]}


def test_keeps_to_the_family_asked_for(ask):
    answer = ask("comparisons", HOSPITAL | {"family": "leak_only"}).json()
    assert {offer["family"] for offer in answer["offers"]} == {"leak_only"}
    assert {one["family"] for one in answer["coverage"]} == {"leak_only"}


def test_shows_what_must_be_known_and_says_it_in_the_language_asked_for(ask):
    japanese = ask("comparisons", HOSPITAL, language="ja").json()
    english = ask("comparisons", HOSPITAL, language="en").json()
    assert japanese["offers"][0]["family_text"] == "オールリスクプラン"
    assert english["offers"][0]["family_text"] == "All-risk plan"
    assert len(japanese["notices"]) == len(english["notices"])


def test_has_no_offers_where_no_brochure_prints_the_plans(ask):
    assert ask("comparisons", {"scheme": "fukuoka-2025", "kind": "care_hospital", "size": 30}).json()["offers"] == []


def test_names_every_wrong_field(refused):
    assert refused("comparisons", HOSPITAL | {"size": "x", "measures": {"ward": "y"}}) == [
        ("size", "problem.not_a_number"),
        ("ward", "problem.choice_unknown"),
    ]
    assert refused("comparisons", HOSPITAL | {"scheme": "no"}) == [("scheme", "problem.scheme_unknown")]
    assert refused("comparisons", HOSPITAL | {"plan": "S1"}) == [("plan", "api.invalid.extra_forbidden")]


def test_refuses_a_family_that_nobody_offers(refused):
    asked = {"scheme": "fukuoka-2025", "kind": "clinic", "family": "nonsense"}
    assert refused("comparisons", asked) == [("family", "problem.family_unknown")]
