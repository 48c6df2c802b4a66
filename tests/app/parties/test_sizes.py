"""Beds by ward and their sum agree, and every kind is measured as its scheme says."""

import pytest

from sonae.app.parties.sizes import measured, scheme_of

EXAMPLE = "example"


def found(**values):
    return measured({"kind": "hospital"} | values, scheme_of(EXAMPLE))


def test_the_main_ward_is_the_one_with_most_beds():
    size, errors = found(beds=120, wards={"long_term": 90, "general": 30})
    assert (size["ward"], errors) == ("long_term", {})


def test_of_equals_the_main_ward_is_the_one_the_scheme_names_first():
    size, errors = found(beds=60, wards={"long_term": 30, "general": 30})
    assert (size["ward"], errors) == ("general", {})


@pytest.mark.parametrize("beds", [119, 121])
def test_beds_beyond_or_below_the_ward_totals_are_refused(beds):
    _size, errors = found(beds=beds, wards={"general": 90, "long_term": 30})
    assert "合計(120床)" in errors["beds"][0]


def test_without_a_total_the_sum_of_the_wards_is_the_total():
    size, errors = found(wards={"general": 90, "long_term": 30})
    assert (size["beds"], errors) == (120, {})


def test_where_only_the_main_ward_is_known_it_stays():
    size, errors = found(beds=50, ward="general")
    assert (size["ward"], size["wards"], errors) == ("general", {}, {})


def test_a_kind_is_asked_its_own_measure_and_no_other():
    size, errors = found(kind="care_facility", capacity=80)
    assert (size["capacity"], errors) == (80, {})
    _size, errors = found(kind="care_facility", beds=80)
    assert "空欄" in errors["beds"][0]


@pytest.mark.parametrize(("beds", "refused"), [(0, False), (19, False), (20, True)])
def test_the_largest_size_of_a_kind_is_its_limit(beds, refused):
    _size, errors = found(kind="clinic", beds=beds)
    assert ("beds" in errors) == refused


def test_what_a_price_depends_on_is_asked_for():
    _size, errors = found()
    assert "なくてはならない" in errors["beds"][0]


def test_a_ward_that_the_kind_does_not_have_is_refused():
    _size, errors = found(beds=10, wards={"spaceship": 10})
    assert "一般病床" in errors["ward"][0]


def test_a_kind_that_the_scheme_does_not_know_is_refused():
    _size, errors = found(kind="service_operator")
    assert "病院" in errors["kind"][0]


def test_without_a_scheme_only_the_sum_is_looked_at():
    size, errors = measured({"kind": "any", "beds": 5, "wards": {"general": 5}}, None)
    assert (size["beds"], errors) == (5, {})
