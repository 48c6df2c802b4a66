"""May a clock be given more time? Only by a whole notice, on a ground, in time, no longer than the ground allows."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from sonae.core.clock_ends import Ends, put_off_by
from sonae.core.clock_reading import read_clocks
from sonae.core.clocks import Asked
from sonae.core.extensions import Notice, Obstruction
from sonae.core.facts import Known
from sonae.core.moments import TOKYO

STARTED, DUE = date(2025, 9, 1), date(2025, 9, 30)
WHOLE = Notice(
    clock="payment",
    ground="expert_appraisal",
    given_at=datetime(2025, 9, 20, 10, tzinfo=TOKYO),
    text="We await the appraisal of the server.",
    items=("appraisal of the server",),
    expected_on=date(2025, 11, 15),
)


@pytest.fixture
def payment(catalogue):
    return catalogue.clocks["jp-medical-2025"].clocks["payment"]


def ends_with(clock, *notices, due_on=DUE, values=None):
    """The ends of a clock that would end on DUE, as the notices put them off."""
    known = {"completion_counts": True, "expert_appraisal_days": 90, **(values or {})}
    return put_off_by(clock, Ends(due_on=due_on), STARTED, known, notices, ())


@pytest.fixture
def told(payment, catalogue):
    """The day to which a notice puts off the payment, or the keys of what is wrong with it, each with its words."""

    def told(**changes):
        ends = ends_with(payment, replace(WHOLE, **changes))
        if ends.course:
            return ends.due_on
        assert ends.due_on == DUE
        assert all("{" not in catalogue.words.problem(one, lang) for one in ends.problems for lang in ("ja", "en"))
        return [one.key.removeprefix("problem.extension_") for one in ends.problems]

    return told


def test_a_whole_notice_puts_the_end_off(told):
    assert told() == date(2025, 11, 15)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"text": "  "}, ["no_text"]),
        ({"items": ()}, ["no_items"]),
        ({"items": (" ",)}, ["no_items"]),
        ({"expected_on": None}, ["no_end"]),
        ({"text": "", "items": (), "expected_on": None}, ["no_text", "no_items", "no_end"]),
        ({"ground": "expart"}, ["ground"]),
        ({"expected_on": DUE}, ["no_longer"]),
        ({"expected_on": date(2025, 11, 30)}, ["too_long"]),
        ({"given_at": datetime(2025, 10, 1, tzinfo=TOKYO)}, ["late"]),
        ({"given_at": datetime(2025, 10, 1, tzinfo=TOKYO), "items": ()}, ["no_items", "late"]),
    ],
)
def test_a_notice_that_does_not_hold_is_refused_with_every_reason(told, changes, wrong):
    assert told(**changes) == wrong


@pytest.mark.parametrize(
    ("changes", "end"),
    [
        ({"expected_on": date(2025, 10, 1)}, date(2025, 10, 1)),
        ({"expected_on": date(2025, 11, 29)}, date(2025, 11, 29)),
        ({"given_at": datetime(2025, 9, 30, 23, 59, 59, tzinfo=TOKYO)}, date(2025, 11, 15)),
        ({"ground": "public_inquiry", "expected_on": date(2026, 2, 27)}, date(2026, 2, 27)),
    ],
)
def test_a_notice_at_each_limit_holds(told, changes, end):
    assert told(**changes) == end


def test_a_further_notice_needs_consultation_and_may_go_beyond_the_ground(payment):
    def further(agreed_with):
        later = replace(WHOLE, given_at=datetime(2025, 11, 1, tzinfo=TOKYO), expected_on=date(2026, 3, 1))
        return ends_with(payment, WHOLE, replace(later, agreed_with=agreed_with))

    assert further("Aoki").due_on == date(2026, 3, 1)
    assert [one.key for one in further(" ").problems] == ["problem.extension_no_agreement"]


def test_the_ground_is_counted_from_day_one(payment):
    longest = replace(WHOLE, expected_on=date(2025, 11, 30))
    assert ends_with(payment, longest, values={"completion_counts": False}).due_on == date(2025, 11, 30)


def test_a_clock_that_is_not_running_or_has_no_extension_cannot_be_put_off(catalogue, payment):
    report = catalogue.clocks["jp-medical-2025"].clocks["ppc_preliminary"]
    for clock, due, key in ((payment, None, "not_running"), (report, DUE, "none")):
        ends = ends_with(clock, WHOLE, due_on=due)
        assert ([one.key for one in ends.problems], ends.due_on) == ([f"problem.extension_{key}"], due)


def test_a_refused_notice_changes_nothing_and_is_told_beside_the_others(catalogue):
    edition = catalogue.clocks["jp-medical-2025"]
    facts = {"claim_complete_at": Known(datetime(2025, 9, 1, 15, tzinfo=TOKYO))}
    notices = (replace(WHOLE, text=""), replace(WHOLE, given_at=datetime(2025, 9, 21, tzinfo=TOKYO)))

    def payment(at):
        asked = Asked(notices=notices)
        states = read_clocks(edition, facts, catalogue.calendar, at=at, asked=asked)
        return next(one for one in states if one.clock.id == "payment")

    first, both = payment(datetime(2025, 9, 20, 12, tzinfo=TOKYO)), payment(datetime(2025, 9, 22, tzinfo=TOKYO))
    assert (first.ends.due_on, len(first.ends.problems), first.ends.course) == (DUE, 1, None)
    assert (both.ends.due_on, len(both.ends.problems), both.ends.course.taken) == (WHOLE.expected_on, 1, notices[1:])
    assert "extension.notice" in [line.key for line in both.line.children]


def test_days_of_obstruction_put_the_payment_off_as_far_as_they_are_known(catalogue):
    edition = catalogue.clocks["jp-medical-2025"]
    facts = {"claim_complete_at": Known(datetime(2025, 9, 1, 15, tzinfo=TOKYO))}
    asked = Asked(obstructions=(Obstruction(date(2025, 9, 10), date(2025, 9, 14), "no access"),))

    def due(day):
        states = read_clocks(
            edition, facts, catalogue.calendar, at=datetime(2025, 9, day, 12, tzinfo=TOKYO), asked=asked
        )
        state = next(one for one in states if one.clock.id == "payment")
        return state.ends.due_on, [line.key for line in state.line.children if line.key.startswith("extension")]

    assert due(9) == (DUE, [])
    assert due(12) == (date(2025, 10, 3), ["extension.obstruction"])
    assert due(20) == (date(2025, 10, 5), ["extension.obstruction"])
