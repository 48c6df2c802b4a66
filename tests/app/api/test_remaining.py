"""A field of the wrong shape hides no other mistake: both are told at once, each once."""

import pytest

HOSPITAL = {"scheme": "fukuoka-2025", "kind": "hospital", "size": 50, "family": "all_risk", "plan": "S3"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"size": -5, "plan": "Z", "recieved": "x"},
            {
                ("recieved", "api.invalid.extra_forbidden"),
                ("size", "problem.too_small"),
                ("plan", "problem.plan_unknown"),
            },
        ),
        (
            {"plan": 7, "size": -5, "received": "2025-02-30"},
            {
                ("plan", "api.invalid.string_type"),
                ("size", "problem.too_small"),
                ("received", "problem.no_such_day"),
            },
        ),
        (
            {"at": "x", "kind": "pharmacy", "received": "soon"},
            {("at", "api.invalid.moment"), ("kind", "problem.kind_not_eligible"), ("received", "problem.not_a_moment")},
        ),
        ({"size": True}, {("size", "api.invalid.count_type")}),
        ({"size": None, "measures": 3}, {("measures", "api.invalid.dict_type")}),
        (
            {"measures": {"ward": True}, "plan": "Z"},
            {("measures.ward", "api.invalid.count_type"), ("plan", "problem.plan_unknown")},
        ),
        ({"kind": 3, "received": "soon"}, {("kind", "api.invalid.string_type"), ("received", "problem.not_a_moment")}),
        (
            {"scheme": 3, "received": "soon"},
            {("scheme", "api.invalid.string_type"), ("received", "problem.not_a_moment")},
        ),
        (
            {"adjustments": {"security": 0.1}, "size": 0},
            {("adjustments.security", "api.invalid.count_type"), ("size", "problem.too_small")},
        ),
    ],
)
def test_a_quote_tells_every_field_at_once(refused, changes, expected):
    found = refused("quotes", HOSPITAL | changes)
    assert set(found) == expected
    assert len(found) == len(expected)


def test_a_wrong_measure_hides_no_missing_one(refused):
    asked = HOSPITAL | {"measures": {"ward": True}}
    del asked["size"]
    assert set(refused("quotes", asked)) == {
        ("measures.ward", "api.invalid.count_type"), ("size", "problem.measure_needed")
    }  # fmt: skip
    good = {name: HOSPITAL[name] for name in ("kind", "family", "plan")}
    facilities = [good | {"size": 50, "measures": {"x": []}}, good, good | {"measures": 3}]
    found = refused("corporation-quotes", {"scheme": "fukuoka-2025", "facilities": facilities})
    assert {field for field, _ in found} == {
        "facilities.0.measures.x", "facilities.1.size", "facilities.2.measures"
    }  # fmt: skip


def test_a_change_named_like_a_field_is_not_taken_for_it(refused):
    asked = HOSPITAL | {"adjustments": {"size": True, "plan": "zz"}}
    del asked["size"]
    assert {field for field, _ in refused("quotes", asked)} == {"adjustments.size", "adjustments.plan", "size"}


def test_paper_takes_no_change_and_tells_the_rest_too(refused):
    found = refused("quotes.pdf", HOSPITAL | {"adjustments": {"security": "-10%"}, "size": 0})
    assert set(found) == {("adjustments", "api.invalid.extra_forbidden"), ("size", "problem.too_small")}


@pytest.mark.parametrize("resource", ["corporation-quotes", "corporation-quotes.pdf"])
def test_each_facility_tells_its_own(refused, resource):
    good = {name: HOSPITAL[name] for name in ("kind", "size", "family", "plan")}
    facilities = [good | {"size": 0}, 7, good | {"kind": "pharmacy"}, good | {"x": 1}]
    found = refused(resource, {"scheme": "fukuoka-2025", "facilities": facilities})
    assert {field for field, _ in found} == {"facilities.0.size", "facilities.1", "facilities.2.kind", "facilities.3.x"}


def test_comparison_and_simulation_tell_the_rest_too(refused):
    asked = {"scheme": "fukuoka-2025", "kind": "hospital", "size": -1, "family": "none", "language": "fr"}
    assert {field for field, _ in refused("comparisons", asked)} == {"language", "size", "family"}
    asked = {"scheme": "fukuoka-2025", "kind": "pharmacy", "scenario": 5, "quantities": {"patients": -1}}
    assert {field for field, _ in refused("simulations", asked)} == {"scenario", "kind", "quantities.patients"}


def test_without_enough_to_ask_only_the_shape_is_told(refused):
    assert refused("corporation-quotes", {"scheme": "fukuoka-2025", "facilities": 3}) == [
        ("facilities", "api.invalid.list_type")
    ]
    assert {field for field, _ in refused("quotes", [])} == {"body"}
