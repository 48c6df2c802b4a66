"""Numbers of registries: right ones pass, slips are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.core.identifiers import (
    PREFECTURES,
    agrees,
    corporate_check_digit,
    institution_check_digit,
    is_corporate_number,
)

TWELVE = st.text("0123456789", min_size=12, max_size=12)
NINE = st.text("0123456789", min_size=9, max_size=9)


def test_the_tax_agencys_own_number_is_right():
    assert is_corporate_number("7000012050002")


@pytest.mark.parametrize("wrong", ["7000012050003", "1000012050002", "700001205000", "70000120500021", ""])
def test_a_slip_in_a_corporate_number_is_found(wrong):
    assert not is_corporate_number(wrong)


@given(TWELVE)
def test_a_corporate_check_digit_is_never_zero_and_makes_the_number_right(base):
    digit = corporate_check_digit(base)
    assert 1 <= digit <= 9
    assert is_corporate_number(f"{digit}{base}")


def test_a_published_institution_code_is_right():
    assert agrees("0110113719", "", "") is True


def test_seven_digits_are_checked_with_the_prefecture_and_the_table_of_the_kind():
    assert agrees("0113719", "北海道", "1") is True
    assert agrees("0113718", "北海道", "1") is False
    assert agrees("0113719", "福岡県", "1") is False


@pytest.mark.parametrize(("prefecture", "table"), [("", "1"), ("福岡県", ""), ("九州", "1"), ("福岡県", "2")])
def test_without_prefecture_or_table_nothing_can_be_told_of_seven_digits(prefecture, table):
    assert agrees("0113719", prefecture, table) is None


@given(NINE, st.integers(0, 8), st.integers(1, 9))
def test_every_single_slip_in_an_institution_code_is_found(base, place, by):
    digit = institution_check_digit(base)
    other = str((int(base[place]) + by) % 10)
    slipped = base[:place] + other + base[place + 1 :]
    assert agrees(f"{base}{digit}", "", "") is True
    assert agrees(f"{slipped}{digit}", "", "") is False


def test_the_prefectures_are_in_the_order_of_their_numbers():
    assert (len(PREFECTURES), PREFECTURES[0], PREFECTURES[39], PREFECTURES[46]) == (47, "北海道", "福岡県", "沖縄県")
