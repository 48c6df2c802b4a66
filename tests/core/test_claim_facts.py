"""A cost that cannot be beside what is known of the event is refused; what only one of both says is not compared."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from sonae.core.claim_facts import beside_facts, money_beside_facts, needless_reductions
from sonae.core.claims import Payment
from sonae.core.conditions import Is
from sonae.core.deductions import RECOVERY, Received, Reduction
from sonae.core.moments import NEVER, TOKYO
from tests.core.small_wording import PRINTED, claim, level, line, wording
from tests.support import terms as judging

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


def dated(on):
    """A claim with a payment, a recovery and a reduction of one day."""
    decided_at = datetime(on.year, on.month, on.day, tzinfo=TOKYO)
    return replace(
        claim("c"),
        facts={"discovered_at": NOTICED},
        payments=(Payment("p", 1, on),),
        received=(Received("r", RECOVERY, 1, "a firm", on),),
        reductions=(Reduction("d", "Aoki", "late", decided_at, yen=1),),
    )


def test_nothing_is_paid_received_or_decided_before_the_day_of_the_first_notice(terms):
    found = list(money_beside_facts(terms, dated(date(2025, 8, 31)), "c"))
    assert [one.field for one in found] == [
        "c.payments.p.paid_on",
        "c.received.r.received_on",
        "c.reductions.d.decided_at",
    ]
    assert {one.params for one in found} == {(("typed", date(2025, 8, 31)), ("day", date(2025, 9, 1)))}
    assert list(money_beside_facts(terms, dated(date(2025, 9, 1)), "c")) == []


def test_money_without_a_day_or_a_zone_is_left_to_other_checks(terms):
    asked = dated(date(2024, 1, 1))
    received, cut = (
        replace(asked.received[0], received_on=None),
        replace(asked.reductions[0], decided_at=NOTICED.replace(year=2024, tzinfo=None)),
    )
    asked = replace(asked, payments=(), received=(received,), reductions=(cut,))
    assert list(money_beside_facts(terms, asked, "c")) == []


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({"told": True, "helped": True}, True),
        ({"told": True, "helped": False}, False),
        ({"told": True}, False),
    ],
)
def test_a_reduction_needs_a_duty_that_was_not_kept_or_is_not_known(facts, refused):
    duties = [judging.clause(f"d-{name}", "duty", Is(name), effect="reduces") for name in ("told", "helped")]
    terms = judging.wording(["leak", "told", "helped"], [judging.clause("t", "trigger", Is("leak")), *duties])
    found = list(needless_reductions(judging.judged(terms, leak=True, **facts), [dated(date(2025, 9, 1))]))
    assert [one.field for one in found] == (["claims.c1.reductions.d"] if refused else [])


def test_a_wording_without_duties_refuses_no_reduction():
    terms = judging.wording(["leak"], [judging.clause("t", "trigger", Is("leak"))])
    assert list(needless_reductions(judging.judged(terms, leak=True), [dated(date(2025, 9, 1))])) == []
