"""A cost that cannot be beside what is known of the event is refused; what only one of both says is not compared."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from sonae.core.claim_facts import beside_facts
from sonae.core.moments import NEVER, TOKYO
from tests.core.small_wording import PRINTED, claim, level, line, wording

NOTICED = datetime(2025, 9, 1, 8, 10, tzinfo=TOKYO)
STOP = {"stopped_at": NOTICED, "restored_at": NOTICED + timedelta(hours=24)}


@pytest.fixture
def terms():
    """Costs since the first notice; the hours of lost profit are those between stop and restoration."""
    waiting = replace(level("waiting", "waiting", "event", 12, ["lost_profit"]), lasts=("stopped_at", "restored_at"))
    found = wording((*PRINTED, waiting))
    return replace(found, allocation=replace(found.allocation, costs_since="discovered_at"))


@pytest.fixture
def told(terms):
    """What is wrong with one line beside facts."""

    def told(facts, **changed):
        one = replace(line("1", "lawyer", 100), **changed)
        asked = replace(claim("c", one), facts=facts)
        return [(error.field, error.key.removeprefix("problem.")) for error in beside_facts(terms, asked, one, "l")]

    return told


@pytest.mark.parametrize(
    ("paid_on", "wrong"), [(date(2025, 8, 31), True), (date(2025, 9, 1), False), (date(2024, 1, 1), True)]
)
def test_no_cost_is_paid_before_the_day_of_the_first_notice(told, paid_on, wrong):
    assert told({"discovered_at": NOTICED}, paid_on=paid_on) == ([("l.paid_on", "cost_too_early")] if wrong else [])


@pytest.mark.parametrize("facts", [{}, {"discovered_at": None}, {"discovered_at": NEVER}])
def test_a_notice_that_is_not_known_refuses_nothing(told, facts):
    assert told(facts, paid_on=date(2024, 1, 1)) == []


@pytest.mark.parametrize("item", ["damages", "lost_profit"])
def test_damages_and_riders_have_days_of_their_own(told, item):
    assert told({"discovered_at": NOTICED}, item=item, paid_on=date(2024, 1, 1)) == []


@pytest.mark.parametrize(
    ("hours", "wrong"), [(23, True), (Fraction(47, 2), False), (24, False), (Fraction(49, 2), False), (25, True)]
)
def test_the_hours_of_a_stop_are_those_between_its_moments(told, hours, wrong):
    assert told(STOP, item="lost_profit", hours=hours) == ([("l.hours", "hours_differ")] if wrong else [])


@pytest.mark.parametrize("facts", [{}, {**STOP, "restored_at": NEVER}, {"restored_at": NOTICED}])
def test_a_stop_whose_end_is_not_known_is_not_compared(told, facts):
    assert told(facts, item="lost_profit", hours=10) == []


def test_hours_of_another_part_and_those_that_are_no_number_are_left_to_other_checks(told):
    assert told(STOP, item="lawyer", hours=10) == []
    assert told(STOP, item="lost_profit", hours="ten") == []
