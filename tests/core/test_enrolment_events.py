from datetime import datetime

import pytest

from sonae.core.enrolment_events import Amend
from tests.core.small_enrolment import event, facility


@pytest.mark.parametrize("yen", [-1, 1.0, True, "1"])
@pytest.mark.parametrize("name", ["liability_limit", "cost_limit", "deductible", "annual_yen"])
def test_money_of_a_facility_is_whole_yen_and_not_negative(name, yen):
    with pytest.raises(ValueError, match=f"{name} is .*: give whole yen, 0 or more"):
        facility(**{name: yen})
    with pytest.raises(ValueError, match="give whole yen"):
        Amend("aoki", ((name, yen),))


@pytest.mark.parametrize("name", ["valid_from", "recorded_at"])
def test_a_moment_needs_its_zone(name):
    with pytest.raises(ValueError, match=f"{name} of event 1 has no zone"):
        event(1, **{name: datetime(2025, 5, 5, 16)})  # noqa: DTZ001  without a zone on purpose


@pytest.mark.parametrize(
    "change", [("key", "other"), ("paln", "S3"), ("plan", (("S3", 1),)), ("measures", 5), ("measures", "5")]
)
def test_an_amendment_names_fields_that_a_facility_has(change):
    with pytest.raises(ValueError, match="cannot be amended; fields are name, "):
        Amend("aoki", (change,))


def test_a_name_stands_once():
    with pytest.raises(ValueError, match="a name stands twice among beds, beds"):
        facility(measures=(("beds", 1), ("beds", 2)))
    with pytest.raises(ValueError, match="a name stands twice among plan, plan"):
        Amend("aoki", (("plan", "A"), ("plan", "B")))
