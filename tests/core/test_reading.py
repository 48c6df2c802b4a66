from datetime import date, datetime, time

import pytest

from sonae.core.moments import TOKYO, Era, tokyo
from sonae.core.reading import read_count, read_moment

ERAS = (Era("平成", "H", "Heisei", date(1989, 1, 8)), Era("令和", "R", "Reiwa", date(2019, 5, 1)))
JUNE_15 = tokyo(date(2025, 6, 15))


@pytest.mark.parametrize(
    "typed",
    [
        "2025-06-15", "2025/6/15", "2025.6.15", "2025年6月15日", "２０２５年６月１５日",
        "令和7年6月15日", "R7.6.15", "r7/6/15", "R070615", " 令和７年 6月15日",
    ],
)  # fmt: skip
def test_reads_a_day_however_an_office_writes_it(typed):
    assert read_moment(typed.replace("年 ", "年"), ERAS) == JUNE_15


def test_reads_hours_and_offsets():
    assert read_moment("2025年6月15日 16時", ERAS) == tokyo(date(2025, 6, 15), time(16))
    assert read_moment("令和7年6月15日午前9時", ERAS) == tokyo(date(2025, 6, 15), time(9))
    assert read_moment("2025-06-15 午後3時30分", ERAS) == tokyo(date(2025, 6, 15), time(15, 30))
    assert read_moment("R7/6/15 10:00", ERAS) == tokyo(date(2025, 6, 15), time(10))
    assert read_moment("2025-06-15T24:00", ERAS) == tokyo(date(2025, 6, 16))
    assert read_moment("2025-06-15T10:00Z", ERAS) == datetime(2025, 6, 15, 19, tzinfo=TOKYO)


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "2025-02-30", "2025-13-01", "平成32年1月1日", "平成31年5月1日", "令和0年1月1日",
     "大正3年1月1日", "2025-06-15T25:00", "20250615", "2025-06-15T24:00:30", "2025-06-15 午後15時"],
)  # fmt: skip
def test_refuses_what_is_no_day(typed):
    with pytest.raises(ValueError):  # noqa: PT011 - several parsers say it their own way
        read_moment(typed, ERAS)


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("50", 50),
        ("５０", 50),
        ("1,200", 1200),
        ("50.0", 50),
        ("3万", 30000),
        ("50床", 50),
        ("１，２００ 人", 1200),
        ("-5", -5),
    ],
)
def test_reads_a_whole_number_as_typed(typed, count):
    assert read_count(typed) == count


@pytest.mark.parametrize("typed", ["", "五十", "50.5", "1,20", "1e5", "NaN", "50 60", "=50"])
def test_refuses_what_is_no_whole_number(typed):
    with pytest.raises(ValueError):  # noqa: PT011 - the text itself is the message
        read_count(typed)
