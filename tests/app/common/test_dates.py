"""Days and moments are said in both calendars, as people in Tokyo count them."""

from datetime import date, datetime, time

import pytest
from django.utils import translation

from sonae.app.common import dates
from sonae.core.moments import tokyo


@pytest.fixture(autouse=True)
def _japanese():
    with translation.override("ja"):
        yield


def test_days_stand_in_both_calendars_with_their_weekday():
    assert dates.day(date(2026, 11, 21)) == "2026年(令和8年)11月21日(土)"
    with translation.override("en"):
        assert dates.day(date(2026, 11, 21)) == "Sat 21 November 2026"


def test_a_moment_of_another_zone_is_said_in_tokyo_time():
    assert dates.day(datetime.fromisoformat("2025-06-15T23:00:00+00:00")) == "2025年(令和7年)6月16日(月)"


def test_a_term_starts_at_four_in_the_afternoon():
    assert dates.moment(tokyo(date(2025, 5, 5), time(16))) == "2025年(令和7年)5月5日午後4時"
