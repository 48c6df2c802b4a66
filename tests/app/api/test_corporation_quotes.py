"""Several facilities are quoted together, with their sums, and each error names its facility."""

from sonae.app.api.quote_shapes import CorporationAnswer

AT = "2025-02-20T10:00:00+09:00"
HOSPITAL = {"kind": "hospital", "size": 50, "family": "all_risk", "plan": "S3"}
CLINIC = {"kind": "clinic", "family": "all_risk", "plan": "S1"}


def corporation(*facilities, **more):
    return {"scheme": "fukuoka-2025", "facilities": list(facilities), "at": AT} | more


def test_adds_up_what_each_facility_pays(ask):
    response = ask("corporation-quotes", corporation(HOSPITAL, CLINIC))
    answer = CorporationAnswer.model_validate_json(response.content, strict=True, extra="forbid")
    assert answer.annual_yen == 142_900 + 29_380
    assert answer.payable_yen == answer.annual_yen
    assert answer.status == "printed"


def test_quotes_each_facility_as_if_it_stood_alone(ask):
    together = ask("corporation-quotes", corporation(HOSPITAL, CLINIC)).json()
    alone = ask("quotes", {"scheme": "fukuoka-2025", "at": AT} | CLINIC).json()
    assert together["facilities"][1] == alone


def test_has_no_sum_with_shared_limits(ask):
    answer = ask("corporation-quotes", corporation(HOSPITAL, CLINIC, shared_limits=True)).json()
    assert (answer["status"], answer["annual_yen"], answer["payable_yen"]) == ("referred", None, None)
    assert any("share one limit" in reason for reason in answer["referral"])


def test_shows_the_rule_of_shared_records(ask):
    alone = ask("corporation-quotes", corporation(CLINIC)).json()["notices"]
    sharing = ask("corporation-quotes", corporation(CLINIC, shared_records=True)).json()["notices"]
    assert alone == []
    assert any("EHR" in notice["text"] for notice in sharing)


def test_takes_a_receipt_of_its_own_for_each_facility(ask):
    answer = ask("corporation-quotes", corporation(CLINIC, CLINIC | {"received": "2025-06-15"})).json()
    starts = [one["cover"]["start"] for one in answer["facilities"]]
    assert starts == ["2025-05-05T16:00:00+09:00", "2025-07-05T16:00:00+09:00"]


def test_names_the_facility_of_every_error_as_the_body_counts_them(refused):
    asked = corporation(HOSPITAL | {"size": 0}, CLINIC | {"plan": "Z", "received": "never"}, CLINIC)
    assert refused("corporation-quotes", asked) == [
        ("facilities.0.size", "problem.too_small"),
        ("facilities.1.plan", "problem.plan_unknown"),
        ("facilities.1.received", "problem.not_a_moment"),
    ]


def test_asks_for_at_least_one_facility_and_bounds_their_number(refused):
    assert refused("corporation-quotes", corporation()) == [("facilities", "api.invalid.too_short")]
    assert refused("corporation-quotes", corporation(*[CLINIC] * 31)) == [("facilities", "api.invalid.too_long")]


def test_checks_the_shape_of_every_facility_at_once(refused):
    asked = corporation(CLINIC | {"size": 1.5}, {"plan": 7}, "clinic")
    assert refused("corporation-quotes", asked) == [
        ("facilities.0.size", "api.invalid.count_type"),
        ("facilities.1.kind", "api.invalid.missing"),
        ("facilities.1.plan", "api.invalid.string_type"),
        ("facilities.2", "api.invalid.model_type"),
    ]
