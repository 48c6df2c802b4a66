"""A length of time is written in the condition, or is a count of the contract that may not be known yet."""

from datetime import datetime, timedelta

import pytest

from sonae.core.conditions import LastsLonger, WithinDays
from sonae.core.moments import TOKYO

NOON = datetime(2025, 6, 3, 12, tzinfo=TOKYO)
MINUTE = timedelta(minutes=1)


def values(until, **more):
    return {"since": NOON, "until": until, **more}


@pytest.mark.parametrize("hours", [12, "agreed"])
@pytest.mark.parametrize(("over", "longer"), [(-MINUTE, False), (timedelta(0), False), (MINUTE, True)])
def test_a_stop_lasts_longer_only_beyond_the_hours(hours, over, longer):
    condition = LastsLonger("since", "until", hours)
    assert condition.test(values(NOON + timedelta(hours=12) + over, agreed=12)) is longer


@pytest.mark.parametrize("days", [10, "agreed"])
@pytest.mark.parametrize(("passed", "within"), [(-1, False), (0, True), (9, True), (10, True), (11, False)])
def test_days_are_counted_by_the_calendar(days, passed, within):
    condition = WithinDays("since", "until", days)
    assert condition.test(values(NOON + timedelta(days=passed), agreed=10)) is within


@pytest.mark.parametrize("kind", [WithinDays, LastsLonger])
def test_a_length_that_is_not_known_leaves_the_answer_open(kind):
    condition = kind("since", "until", "agreed")
    unknown = values(NOON + timedelta(days=1), agreed=None)
    assert condition.facts == ("since", "until", "agreed")
    assert condition.test(unknown) is None
    assert condition.live(unknown) == {"agreed"}
    assert kind("since", "until", 5).facts == ("since", "until")
