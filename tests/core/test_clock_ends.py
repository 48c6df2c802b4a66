"""May a clock be given more time? Only by a whole notice, on a ground, in time, no longer than the ground allows."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from sonae.core.clock_ends import extend
from sonae.core.clock_reading import read_clocks
from sonae.core.clocks import Asked, Notice
from sonae.core.facts import Known
from sonae.core.moments import TOKYO
from sonae.core.problems import Refusal

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


@pytest.fixture
def told(payment, catalogue):
    """The day to which a notice puts off the payment, or the keys of what is wrong with it, each with its words."""

    def told(**changes):
        answer = extend(payment, replace(WHOLE, **changes), started_on=STARTED, due_on=DUE, first=True)
        if not isinstance(answer, Refusal):
            return answer
        assert all("{" not in catalogue.words.problem(one, lang) for one in answer.errors for lang in ("ja", "en"))
        return [one.key.removeprefix("problem.extension_") for one in answer.errors]

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
    def further(**changes):
        later = replace(WHOLE, expected_on=date(2026, 3, 1), **changes)
        return extend(payment, later, started_on=STARTED, due_on=DUE, first=True, further=True)

    assert further(agreed_with="Aoki") == date(2026, 3, 1)
    assert [one.key for one in further(agreed_with=" ").errors] == ["problem.extension_no_agreement"]


def test_a_clock_that_is_not_running_or_has_no_extension_cannot_be_put_off(catalogue, payment):
    report = catalogue.clocks["jp-medical-2025"].clocks["ppc_preliminary"]
    for clock, due, key in ((payment, None, "not_running"), (report, DUE, "none")):
        refusal = extend(clock, WHOLE, started_on=STARTED, due_on=due, first=True)
        assert [one.key for one in refusal.errors] == [f"problem.extension_{key}"]


def test_a_refused_notice_changes_nothing_and_is_told_beside_the_others(catalogue):
    edition = catalogue.clocks["jp-medical-2025"]
    facts = {"claim_complete_at": Known(datetime(2025, 9, 1, 15, tzinfo=TOKYO))}
    notices = (replace(WHOLE, text=""), replace(WHOLE, given_at=datetime(2025, 9, 21, tzinfo=TOKYO)))

    def payment(at):
        asked = Asked(notices=notices)
        states = read_clocks(edition, facts, catalogue.calendar, at=at, asked=asked)
        return next(one for one in states if one.clock.id == "payment")

    first, both = payment(datetime(2025, 9, 20, 12, tzinfo=TOKYO)), payment(datetime(2025, 9, 22, tzinfo=TOKYO))
    assert (first.ends.due_on, len(first.ends.problems), first.ends.extended) == (DUE, 1, ())
    assert (both.ends.due_on, len(both.ends.problems), both.ends.extended) == (WHOLE.expected_on, 1, notices[1:])
    assert "clock.extended" in [line.key for line in both.line.children]
