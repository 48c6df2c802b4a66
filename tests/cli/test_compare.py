def test_compare_puts_every_plan_side_by_side(sonae):
    answer = sonae("compare", "--scheme", "fukuoka-2025", "--kind", "hospital", "--size", "50", "--json").json
    assert len(answer["offers"]) == 20
    prices = {one["plan"]: one["premium"]["annual_yen"] for one in answer["offers"]}
    assert (prices["S3"], prices["P3"]) == (142900, 99530)
    assert {one["family"] for one in answer["coverage"]} == {"all_risk", "leak_only"}


def test_compare_in_text_names_limits_prices_and_what_is_covered(sonae):
    out = sonae("compare", "--scheme", "fukuoka-2025", "--kind", "clinic", "--family", "情報漏えい限定").out
    assert "P1" in out
    assert "14,400 yen" in out
    assert "S1 " not in out
    assert "Leak-only plan: on Information leak" in out


def test_compare_marks_what_is_abolished_and_says_where_no_plan_is_printed(sonae):
    assert "A (abolished)" in sonae("compare", "--scheme", "mie-2025", "--kind", "clinic").out
    assert "No brochure prints plans" in sonae("compare", "--scheme", "jhef-2025", "--kind", "service_operator").out


def test_compare_refuses_everything_wrong_at_once(sonae):
    done = sonae("compare", "--scheme", "fukuoka-2025", "--kind", "hospital", "--size", "x", "--family", "y", "--json")
    assert done.code == 2
    assert {error["field"] for error in done.json["errors"]} == {"size", "family"}


def test_compare_says_once_that_a_kind_has_no_such_family(sonae):
    for kind in ("clinic", "dental_clinic"):
        done = sonae("compare", "--scheme", "fukuoka-2025", "--kind", kind, "--family", "nonsense", "--json")
        assert (done.code, [error["field"] for error in done.json["errors"]]) == (2, ["family"])


def test_compare_names_what_its_plans_assume_and_no_fact_twice(sonae):
    asked = ("compare", "--scheme", "mie-2025", "--kind", "clinic")
    answer = sonae(*asked, "--json").json
    assert "plan-abolished" in answer["assumed_keys"]
    assert sonae(*asked).out.count(answer["assumed"][answer["assumed_keys"].index("plan-abolished")]) == 1
