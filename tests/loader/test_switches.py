"""A term that the insurer fills in stays within its bounds, and a length of time may be such a term."""

from fractions import Fraction

import pytest

from sonae.core.scheme import Text
from sonae.core.switches import read_switch
from sonae.core.wording import Switch
from sonae.loader.switches import switch_shape


def switch(kind, **bounds):
    return Switch("hours", kind, Text("時間", "Hours"), None, "assumed", ("docs/method/coverage.md",), **bounds)


@pytest.mark.parametrize("text", ["2", "240"])
def test_a_number_at_its_bounds_is_read(text):
    assert read_switch(switch("count", lowest=2, highest=240), text) == int(text)


@pytest.mark.parametrize("text", ["1", "241", "2.5", "-2"])
def test_a_number_beyond_its_bounds_is_refused(text):
    with pytest.raises(ValueError, match=text):
        read_switch(switch("count", lowest=2, highest=240), text)


def test_one_bound_alone_is_enough():
    assert read_switch(switch("yen", lowest=10_000), "1_000_000") == 1_000_000
    with pytest.raises(ValueError, match="9999"):
        read_switch(switch("yen", lowest=10_000), "9999")
    assert read_switch(switch("yen", highest=10_000), "0") == 0


def test_what_has_no_bounds_is_read_as_before():
    assert read_switch(switch("rate"), "0.9") == Fraction(9, 10)
    assert read_switch(switch("yes_no"), "false") is False


@pytest.mark.parametrize(("text", "value"), [("no", False), ("いいえ", False), ("はい", True), ("TRUE", True)])
def test_yes_and_no_are_said_as_a_fact_is(text, value):
    assert read_switch(switch("yes_no"), text) is value


@pytest.mark.parametrize("kind", ["count", "yen", "rate"])
def test_none_says_that_a_term_does_not_exist(kind):
    assert read_switch(switch(kind, lowest=2), "none") is None


@pytest.mark.parametrize(
    ("kind", "text"),
    [("yes_no", "none"), ("yes_no", "3"), ("count", "yes"), ("rate", "1.1"), ("rate", "90"), ("choice", "b")],
)
def test_what_a_switch_cannot_be_is_refused(kind, text):
    with pytest.raises(ValueError, match=text):
        read_switch(switch(kind, choices=("a",)), text)


def test_full_width_numbers_and_commas_are_read():
    assert read_switch(switch("yen"), "１,０００,０００") == 1_000_000


def test_the_words_for_what_would_be_right_name_the_bounds():
    assert switch_shape(switch("count", lowest=2, highest=240)) == "a whole number from 2 to 240"
    assert switch_shape(switch("count")) == "a whole number"
