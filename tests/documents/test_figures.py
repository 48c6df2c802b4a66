from datetime import date, datetime
from fractions import Fraction

import pytest

from sonae.core.moments import TOKYO
from sonae.core.trace import Line
from sonae.documents.figures import about, column_round_yen, day, line_value, moment, month, round_yen, yen


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (50_000_000, "5,000万円"),
        (100_000_000, "1億円"),
        (150_000_000, "1億5,000万円"),
        (10_000, "1万円"),
        (9_999, "9,999円"),
        (10_001, "10,001円"),
        (0, "0円"),
    ],
)
def test_limits_are_written_in_man_and_oku(amount, said):
    assert round_yen(amount, "ja") == said


def test_english_keeps_every_digit():
    assert round_yen(150_000_000, "en") == "150,000,000 yen"
    assert column_round_yen(150_000_000, "en") == "150,000,000"


def test_a_negative_amount_has_a_triangle():
    assert yen(-1_000, "ja") == "△1,000円"


def test_about_cannot_be_taken_for_a_price():
    assert (about("1円", "ja"), about("1 yen", "en")) == ("約1円", "about 1 yen")


@pytest.mark.parametrize(
    ("line", "ja", "en"),
    [
        (Line("a", 1_000, "yen"), "1,000円", "1,000 yen"),
        (Line("a", Fraction(45_800), "yen"), "45,800円", "45,800 yen"),
        (Line("a", Fraction(-1, 5), "change"), "△20%", "−20%"),
        (Line("a", Fraction(3, 10), "change"), "+30%", "+30%"),
        (Line("a", Fraction(39, 10)), "×3.9", "×3.9"),
        (Line("a"), "", ""),
    ],
)
def test_a_step_is_written_as_its_unit_asks(catalogue, line, ja, en):
    assert (line_value(line, catalogue.words, "ja"), line_value(line, catalogue.words, "en")) == (ja, en)


def test_days_are_in_both_calendars(catalogue):
    words, first = catalogue.words, date(2019, 5, 1)
    at = datetime(2025, 7, 5, 16, tzinfo=TOKYO)
    assert moment(at, words, "ja") == "2025年(令和7年)7月5日午後4時"
    assert moment(at, words, "en") == "5 July 2025 (Reiwa 7), 16:00"
    assert (month(first, words, "ja"), month(first, words, "en")) == ("2019年(令和元年)5月", "May 2019 (Reiwa 1)")
    assert (day(first, words, "ja"), day(first, words, "en")) == ("2019年(令和元年)5月1日", "1 May 2019 (Reiwa 1)")
