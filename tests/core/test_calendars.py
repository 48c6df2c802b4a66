"""Which day is the last one of a period, and is a counter open on it?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.core.calendars import (
    BUSINESS,
    CALENDAR,
    CLOSED,
    MOVES,
    STAYS,
    Calendar,
    Counting,
    OutsideCalendarError,
    Span,
    is_closed,
    join,
    last_day,
    next_open,
)
from sonae.core.scheme import Text

ALL = frozenset(CLOSED)
SPAN = Span(date(2025, 1, 1), date(2027, 12, 31))
HOLIDAYS = {day: Text("祝日", "holiday") for day in (date(2025, 11, 23), date(2025, 11, 24), date(2026, 1, 1))}
MADE = Calendar((SPAN,), HOLIDAYS)
DAYS = st.dates(date(2025, 1, 1), date(2027, 6, 30))


def counting(unit=CALENDAR, last=STAYS, closed=ALL):
    return Counting(unit, "first", last, closed, "law", ("a",))


@pytest.mark.parametrize(
    ("first", "days", "end"),
    [
        (True, 1, date(2025, 6, 3)),
        (True, 5, date(2025, 6, 7)),
        (False, 1, date(2025, 6, 4)),
        (False, 5, date(2025, 6, 8)),
    ],
)
def test_the_first_day_counts_or_not(first, days, end):
    assert last_day(date(2025, 6, 3), days, counting(), MADE, first_counts=first) == end


@pytest.mark.parametrize(
    ("end", "moved"),
    [
        (date(2025, 11, 21), date(2025, 11, 21)),
        (date(2025, 11, 22), date(2025, 11, 25)),
        (date(2025, 11, 24), date(2025, 11, 25)),
        (date(2025, 12, 28), date(2026, 1, 5)),
        (date(2026, 1, 3), date(2026, 1, 5)),
    ],
)
def test_a_closed_last_day_gives_way_to_the_next_open_one(end, moved):
    start = end - timedelta(days=29)
    assert last_day(start, 30, counting(last=MOVES), MADE, first_counts=True) == moved
    assert last_day(start, 30, counting(), MADE, first_counts=True) == end


@pytest.mark.parametrize(
    ("start", "first", "end"),
    [
        (date(2025, 11, 21), False, date(2025, 11, 25)),
        (date(2025, 11, 21), True, date(2025, 11, 21)),
        (date(2025, 11, 22), True, date(2025, 11, 25)),
        (date(2025, 12, 26), False, date(2026, 1, 5)),
    ],
)
def test_business_days_leave_out_what_is_closed(start, first, end):
    assert last_day(start, 1, counting(BUSINESS), MADE, first_counts=first) == end


def test_only_the_days_named_are_closed():
    assert not is_closed(MADE, date(2025, 12, 30), frozenset({"weekend", "holidays"}))
    assert is_closed(MADE, date(2025, 12, 30), ALL)
    assert not is_closed(MADE, date(2025, 11, 22), frozenset({"holidays"}))
    assert next_open(MADE, date(2025, 11, 22), frozenset()) == date(2025, 11, 22)


def test_a_day_that_the_data_does_not_cover_is_an_error_that_says_what_it_covers():
    with pytest.raises(OutsideCalendarError, match=r"2028-03-01.*covers 2025-01-01 to 2027-12-31"):
        is_closed(MADE, date(2028, 3, 1), ALL)
    with pytest.raises(OutsideCalendarError, match="covers no day"):
        is_closed(Calendar((), {}), date(2025, 6, 3), ALL)


def test_a_weekend_needs_no_data():
    assert is_closed(MADE, date(2028, 3, 4), ALL)
    assert last_day(date(2028, 2, 27), 5, counting(), MADE, first_counts=True) == date(2028, 3, 2)


def test_calendars_are_joined():
    later = Calendar((Span(date(2028, 1, 1), date(2028, 12, 31)),), {date(2028, 1, 10): Text("成人の日", "Day")})
    both = join([later, MADE])
    assert both.spans == (SPAN, later.spans[0])
    assert is_closed(both, date(2028, 1, 10), ALL)
    assert is_closed(both, date(2025, 11, 24), ALL)


@given(
    DAYS,
    DAYS,
    st.integers(1, 90),
    st.booleans(),
    st.sampled_from([CALENDAR, BUSINESS]),
    st.sampled_from([STAYS, MOVES]),
)
def test_a_later_start_never_gives_an_earlier_end(one, other, days, first, unit, last):
    rule = counting(unit, last)
    early, late = (last_day(day, days, rule, MADE, first_counts=first) for day in sorted((one, other)))
    assert early <= late


@given(DAYS, st.integers(1, 60), st.booleans(), st.sampled_from([CALENDAR, BUSINESS]), st.sampled_from([STAYS, MOVES]))
def test_more_days_never_end_earlier_and_counting_the_first_never_later(start, days, first, unit, last):
    rule = counting(unit, last)
    end = last_day(start, days, rule, MADE, first_counts=first)
    assert end <= last_day(start, days + 1, rule, MADE, first_counts=first)
    assert last_day(start, days, rule, MADE, first_counts=True) <= last_day(start, days, rule, MADE, first_counts=False)
    assert unit == CALENDAR or not is_closed(MADE, end, ALL)


@given(DAYS, st.integers(1, 60))
def test_business_days_are_counted_one_by_one(start, days):
    end = last_day(start, days, counting(BUSINESS), MADE, first_counts=True)
    between = [start + timedelta(days=i) for i in range((end - start).days + 1)]
    assert sum(not is_closed(MADE, day, ALL) for day in between) == days
