from datetime import date, datetime, time

import pytest

from sonae.core.moments import (
    TOKYO,
    Era,
    add_months,
    both_calendars,
    end_of,
    shift_years,
    tokyo,
    wareki_year,
    whole_months,
)

ERAS = (Era("平成", "H", "Heisei", date(1989, 1, 8)), Era("令和", "R", "Reiwa", date(2019, 5, 1)))


def test_by_a_day_runs_to_its_24_hours():
    assert end_of(date(2025, 3, 14)) == datetime(2025, 3, 15, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 12, 5), 2, date(2026, 2, 5)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
    ],
)
def test_months_keep_the_day_or_take_the_months_last(day, months, expected):
    assert add_months(day, months) == expected


def test_a_part_of_a_month_does_not_count_as_a_month():
    start = tokyo(date(2025, 6, 5), time(16))
    assert whole_months(start, tokyo(date(2026, 5, 5), time(16))) == 11
    assert whole_months(start, tokyo(date(2026, 5, 5), time(15))) == 10


def test_a_leap_day_becomes_the_28th_in_another_year():
    assert shift_years(tokyo(date(2024, 2, 29)), 1) == tokyo(date(2025, 2, 28))


def test_the_first_year_of_an_era_is_gannen_and_changes_within_a_year():
    assert wareki_year(date(2019, 4, 30), ERAS) == "平成31年"
    assert wareki_year(date(2019, 5, 1), ERAS) == "令和元年"


def test_paper_shows_both_calendars():
    assert both_calendars(date(2026, 11, 21), ERAS) == "2026年(令和8年)11月21日"


def test_a_day_before_the_first_era_known_is_refused():
    with pytest.raises(ValueError, match="before the first era"):
        wareki_year(date(1900, 1, 1), ERAS)
