from datetime import date

import pytest

from sonae.core.moments import Era
from sonae.core.words import Words

ERAS = (Era("平成", "H", "Heisei", date(1989, 1, 8)), Era("令和", "R", "Reiwa", date(2019, 5, 1)))
WORDS = Words({}, ERAS)


@pytest.mark.parametrize(
    ("day", "ja", "en"),
    [
        (date(2025, 8, 5), "2025年(令和7年)8月", "August 2025"),
        (date(2019, 4, 1), "2019年(平成31年)4月", "April 2019"),
        (date(2019, 5, 1), "2019年(令和元年)5月", "May 2019"),
    ],
)
def test_a_month_is_in_both_calendars(day, ja, en):
    assert (WORDS.month(day, "ja"), WORDS.month(day, "en")) == (ja, en)


def test_a_day_begins_with_its_month():
    day = date(2026, 11, 21)
    assert WORDS.day(day, "ja") == f"{WORDS.month(day, 'ja')}21日"
    assert WORDS.day(day, "en") == f"21 {WORDS.month(day, 'en')}"
