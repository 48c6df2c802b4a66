"""Factor, validity, four eyes and the individual premium."""

from datetime import date, datetime
from fractions import Fraction

import pytest

from sonae.core.moments import TOKYO
from sonae.core.money import Rounding
from sonae.core.quotation import (
    Base,
    condition_due_on,
    factor_problem,
    individual_quotation,
    needs_four_eyes,
    valid_until,
)

TEN = Rounding(10, "half_up")


@pytest.fixture
def procedure(catalogue):
    return catalogue.procedures["group-2025"]


@pytest.mark.parametrize(
    ("limit", "premium", "keys"),
    [
        (100_000_000, 1_000_000, []),
        (100_000_001, 1_000_000, ["four_eyes.limit_above"]),
        (100_000_000, 1_000_001, ["four_eyes.premium_above"]),
        (200_000_000, 2_000_000, ["four_eyes.limit_above", "four_eyes.premium_above"]),
    ],
)
def test_a_second_pair_of_eyes_is_needed_above_either_figure(procedure, limit, premium, keys):
    eyes = needs_four_eyes(procedure, limit, premium)
    assert eyes.needed == bool(keys)
    assert [line.key for line in eyes.line.children] == keys


def test_an_offer_holds_to_the_end_of_its_last_day_in_tokyo(procedure):
    late = datetime(2025, 4, 1, 23, 59, tzinfo=TOKYO)
    assert valid_until(procedure, late) == datetime(2025, 5, 2, tzinfo=TOKYO)
    assert condition_due_on(procedure, late) == date(2025, 6, 30)


@pytest.mark.parametrize(
    ("percent", "key"),
    [(-31, "factor_range"), (-30, None), (0, None), (30, None), (31, "factor_range"), (Fraction(1, 2), "factor_step")],
)
def test_a_factor_lies_in_its_range_and_steps(procedure, percent, key):
    found = factor_problem(procedure, Fraction(percent) / 100)
    assert (found.key if found else None) == (f"problem.{key}" if key else None)


def test_base_factor_and_rounding_are_lines_of_their_own(procedure):
    offer = individual_quotation(procedure, [Base("hakata", 142_905, "size")], Fraction(-1, 10), "no patches", TEN)
    (facility,) = offer.line.children
    assert offer.annual_yen == facility.value == 128_610
    assert [(line.key, line.value) for line in facility.children] == [
        ("quotation.base", 142_905),
        ("quotation.factor", Fraction(-1, 10)),
        ("rounding.end", None),
    ]
    assert dict(facility.children[1].params) == {"typed": "no patches"}


def test_each_facility_is_rounded_and_the_sum_is_theirs(procedure):
    bases = [Base("one", 100_005, "-"), Base("two", 100_005, "-")]
    offer = individual_quotation(procedure, bases, Fraction(0), "-", TEN)
    assert (offer.each, offer.annual_yen) == ((("one", 100_010), ("two", 100_010)), 200_020)


def test_shared_limits_have_one_base(procedure):
    offer = individual_quotation(procedure, [Base("", 300_000, "-")], Fraction(1, 10), "-", TEN)
    assert (offer.annual_yen, offer.line.children[0].key) == (330_000, "quotation.shared")


@pytest.mark.parametrize(
    ("bases", "factor"), [([], Fraction(0)), ([Base("a", -1, "-")], Fraction(0)), ([Base("a", 1, "-")], Fraction(1))]
)
def test_what_the_procedure_does_not_allow_is_refused(procedure, bases, factor):
    with pytest.raises(ValueError, match="a base of whole yen"):
        individual_quotation(procedure, bases, factor, "-", TEN)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_line_has_words(catalogue, procedure, language):
    bases = [Base("one", 1, "why"), Base("", 1, "why")]
    offer = individual_quotation(procedure, bases, Fraction(0), "why", TEN)
    eyes = needs_four_eyes(procedure, 10**9, 10**9).line
    lines = [offer.line, eyes, *eyes.children]
    lines += [line for one in offer.line.children for line in (one, *one.children)]
    assert not [line.key for line in lines if not catalogue.words.has(line.key)]
    assert not [line.key for line in lines if "{" in catalogue.words.line(line, language)]
