from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.core.money import Rounding, rounded, yen

TEN = Rounding(10, "half_up")


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("29375", 29380), ("29374.99", 29370), ("29384.999", 29380), ("29385", 29390), ("0", 0), ("-29375", -29380)],
)
def test_a_half_goes_up_to_the_next_ten_yen(amount, expected):
    assert yen(Fraction(amount), TEN) == expected


def test_up_and_down_go_one_way():
    assert rounded(101, 10, Rounding(10, "up")) == 20
    assert rounded(199, 10, Rounding(10, "down")) == 10


@given(st.integers(0, 10**15), st.integers(1, 10**6), st.sampled_from([1, 10, 100]))
def test_rounding_never_moves_by_more_than_half_a_unit(numerator, denominator, unit):
    result = rounded(numerator, denominator, Rounding(unit, "half_up"))
    assert result % unit == 0
    assert abs(Fraction(numerator, denominator) - result) <= Fraction(unit, 2)
