"""A term that the insurer fills in stays within its bounds, and a length of time may be such a term."""

from fractions import Fraction

import pytest

from sonae.core.scheme import Text
from sonae.core.wording import Switch
from sonae.loader.switches import switch_shape, switch_value


def switch(kind, **bounds):
    return Switch("hours", kind, Text("時間", "Hours"), None, "assumed", ("docs/method/coverage.md",), **bounds)


@pytest.mark.parametrize("text", ["2", "240"])
def test_a_number_at_its_bounds_is_read(text):
    assert switch_value(switch("count", lowest=2, highest=240), text) == int(text)


@pytest.mark.parametrize("text", ["1", "241", "2.5", "-2"])
def test_a_number_beyond_its_bounds_is_refused(text):
    with pytest.raises(ValueError, match=text):
        switch_value(switch("count", lowest=2, highest=240), text)


def test_one_bound_alone_is_enough():
    assert switch_value(switch("yen", lowest=10_000), "1_000_000") == 1_000_000
    with pytest.raises(ValueError, match="9999"):
        switch_value(switch("yen", lowest=10_000), "9999")
    assert switch_value(switch("yen", highest=10_000), "0") == 0


def test_what_has_no_bounds_is_read_as_before():
    assert switch_value(switch("rate"), "0.9") == Fraction(9, 10)
    assert switch_value(switch("yes_no"), "false") is False


def test_the_words_for_what_would_be_right_name_the_bounds():
    assert switch_shape(switch("count", lowest=2, highest=240)) == "a whole number from 2 to 240"
    assert switch_shape(switch("count")) == "a whole number"
