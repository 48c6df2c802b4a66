from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.core.extensions import Notice, Obstruction
from sonae.core.moments import TOKYO
from sonae.core.papers import Paper
from sonae.core.payment_answer import payable, say_moved
from sonae.core.payment_day import payment_day
from sonae.core.problems import Refusal
from sonae.core.scheme import Text
from sonae.core.wording import Switch
from sonae.core.wording_words import words_of
from tests.core.small_wording import cover, paper_rules, wording

RULES = paper_rules()
COMPLETE = datetime(2025, 12, 1, 9, tzinfo=TOKYO)  # the 30th day is 30 December
NOTICE = Notice(
    clock="payment",
    ground="investigation",
    given_at=datetime(2025, 12, 20, tzinfo=TOKYO),
    text="We await the police.",
    items=("the police's findings",),
    expected_on=date(2026, 3, 1),
)
FURTHER = replace(
    NOTICE, given_at=datetime(2026, 2, 20, tzinfo=TOKYO), expected_on=date(2026, 9, 1), agreed_with="Aoki"
)


def found(*, at=COMPLETE, switches=None, notices=(), obstructions=()):
    return payment_day(RULES, at, {"inquiry_days": 180, **(switches or {})}, notices, obstructions)


def refused(**asked):
    answer = found(**asked)
    assert isinstance(answer, Refusal)
    return [(one.field, one.key.removeprefix("problem.")) for one in answer.errors]


def idle(**asked):
    """What is wrong with notices that move nothing."""
    answer = found(**asked)
    return [(one.field, one.key.removeprefix("problem.extension_")) for one in answer.course.problems]


def hindered(since, until):
    return Obstruction(since, until, "no access to the server room")


@pytest.mark.parametrize(
    ("switch", "last_day"),
    [(None, date(2025, 12, 30)), (True, date(2025, 12, 30)), (False, date(2025, 12, 31))],
)
def test_the_thirtieth_day_counts_from_the_day_of_completion_unless_the_switch_says_no(switch, last_day):
    answer = found(switches={"first_day_counts": switch})
    assert (answer.last_day, answer.course.taken, answer.course.lost) == (last_day, (), 0)
    assert answer.deadline == datetime.combine(last_day + timedelta(days=1), datetime.min.time(), TOKYO)
    assert answer.interest_from == last_day + timedelta(days=1)


def test_counts_days_of_tokyo_whatever_the_zone_of_the_moment():
    late = datetime(2025, 12, 1, 23, 59, tzinfo=TOKYO)
    assert found(at=late.astimezone(UTC)).last_day == date(2025, 12, 30)
    assert found(at=(late + timedelta(minutes=1)).astimezone(UTC)).last_day == date(2025, 12, 31)


def test_says_that_the_first_day_is_assumed_and_the_delay_is_the_laws():
    children = {one.key: one for one in found().line.children}
    assert children["payment_day.first_day.counts"].status == "assumed"
    assert "soudanguide" in children["payment_day.first_day.counts"].source
    assert (children["payment_day.interest"].value, children["payment_day.interest"].status) == (
        date(2025, 12, 31),
        "law",
    )


def test_a_notice_moves_the_day_to_the_expected_end():
    answer = found(notices=[NOTICE])
    assert (answer.last_day, answer.course.taken) == (date(2026, 3, 1), (NOTICE,))
    (line,) = [one for one in answer.line.children if one.key == "extension.notice"]
    assert dict(line.params)["typed"] == "the police's findings"


@pytest.mark.parametrize(
    ("changed", "field", "key"),
    [
        ({"ground": "inquest"}, "ground", "ground"),
        ({"text": " "}, "text", "no_text"),
        ({"items": (" ",)}, "items", "no_items"),
        ({"expected_on": None}, "expected_on", "no_end"),
        ({"expected_on": date(2025, 12, 30)}, "expected_on", "no_longer"),
        ({"expected_on": date(2026, 5, 30)}, "expected_on", "too_long"),
        ({"given_at": datetime(2025, 12, 31, tzinfo=TOKYO)}, "given_at", "late"),
    ],
)
def test_a_notice_that_is_not_whole_or_not_in_time_moves_nothing_and_is_told(changed, field, key):
    asked = [replace(NOTICE, **changed)]
    assert idle(notices=asked) == [(f"extensions.{field}", key)]
    assert found(notices=asked).last_day == date(2025, 12, 30)


@pytest.mark.parametrize(
    ("assumed", "key"), [((), "too_long"), (["inquiry_days"], "too_long_assumed"), (["first_day_counts"], "too_long")]
)
def test_a_length_that_nobody_filled_in_is_told_as_assumed(assumed, key):
    notice = replace(NOTICE, expected_on=date(2026, 5, 30))
    answer = payment_day(RULES, COMPLETE, {"inquiry_days": 180}, [notice], assumed=assumed)
    assert [one.key.removeprefix("problem.extension_") for one in answer.course.problems] == [key]


@pytest.mark.parametrize(("days", "holds"), [(180, False), (181, True), (None, True)])
def test_a_length_that_is_filled_in_counts_and_without_one_nothing_bounds_the_ground(days, holds):
    notice = replace(NOTICE, expected_on=date(2026, 5, 30))
    assert (found(switches={"inquiry_days": days}, notices=[notice]).last_day == date(2026, 5, 30)) is holds


@pytest.mark.parametrize(
    "fine",
    [
        {"expected_on": date(2025, 12, 31)},
        {"expected_on": date(2026, 5, 29)},
        {"given_at": datetime(2025, 12, 30, 23, 59, tzinfo=TOKYO)},
        {"ground": "unusual", "expected_on": date(2027, 1, 1)},
    ],
)
def test_a_notice_moves_the_day_up_to_the_bounds_themselves(fine):
    notice = replace(NOTICE, **fine)
    assert found(notices=[notice]).last_day == notice.expected_on


def test_a_further_notice_needs_consultation_and_may_go_beyond_the_ground():
    assert found(notices=[NOTICE, FURTHER]).last_day == date(2026, 9, 1)
    alone = [NOTICE, replace(FURTHER, agreed_with="")]
    assert idle(notices=alone) == [("extensions.agreed_with", "no_agreement")]
    assert found(notices=alone).last_day == date(2026, 3, 1)


def test_notices_count_in_the_order_in_which_they_were_given():
    assert found(notices=[FURTHER, NOTICE]) == found(notices=[NOTICE, FURTHER])


def test_a_further_notice_is_in_time_by_the_day_already_extended():
    late = replace(FURTHER, given_at=datetime(2026, 3, 1, 12, tzinfo=TOKYO))
    assert found(notices=[NOTICE, late]).last_day == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("spans", "last_day", "lost"),
    [
        ([(date(2025, 12, 10), date(2025, 12, 12))], date(2026, 1, 2), 3),
        ([(date(2025, 11, 20), date(2025, 12, 1))], date(2025, 12, 31), 1),
        ([(date(2025, 11, 20), date(2025, 11, 30))], date(2025, 12, 30), 0),
        ([(date(2025, 12, 30), date(2025, 12, 30))], date(2025, 12, 31), 1),
        ([(date(2025, 12, 31), date(2026, 1, 5))], date(2025, 12, 30), 0),
        ([(date(2025, 12, 30), date(2025, 12, 30)), (date(2025, 12, 31), date(2025, 12, 31))], date(2026, 1, 1), 2),
        ([(date(2025, 12, 10), date(2025, 12, 12)), (date(2025, 12, 11), date(2025, 12, 13))], date(2026, 1, 3), 4),
    ],
)
def test_days_of_obstruction_are_not_counted(spans, last_day, lost):
    answer = found(obstructions=[hindered(*one) for one in spans])
    assert (answer.last_day, answer.course.lost) == (last_day, lost)


def test_days_of_obstruction_move_an_extended_day_too():
    answer = found(notices=[NOTICE], obstructions=[hindered(date(2026, 2, 1), date(2026, 2, 10))])
    assert (answer.last_day, answer.course.lost) == (date(2026, 3, 11), 10)


@given(
    st.datetimes(datetime(2001, 1, 1), datetime(2099, 1, 1)),  # noqa: DTZ001  the zone follows
    st.lists(st.tuples(st.integers(-40, 80), st.integers(0, 20)), max_size=5),
)
def test_exactly_thirty_days_are_counted_and_the_rest_were_lost(moment, spans):
    at = moment.replace(tzinfo=TOKYO)
    days = [(at.date() + timedelta(days=a), at.date() + timedelta(days=a + b)) for a, b in spans]
    answer = found(at=at, obstructions=[hindered(*one) for one in days])
    all_days = [at.date() + timedelta(days=n) for n in range((answer.last_day - at.date()).days + 1)]
    counted = [day for day in all_days if not any(a <= day <= b for a, b in days)]
    assert len(counted) == 30
    assert counted[-1] == answer.last_day
    assert len(all_days) == 30 + answer.course.lost


def test_an_obstruction_outside_the_period_is_not_said_to_have_cost_days():
    before, within = hindered(date(2025, 11, 1), date(2025, 11, 30)), hindered(date(2025, 12, 5), date(2025, 12, 5))
    course = found(obstructions=[before, within]).course
    assert course.hindered == (within,)
    assert [(one.key, dict(one.params)["since"]) for one in course.problems] == [
        ("problem.obstruction_outside", date(2025, 11, 1))
    ]


def test_tells_everything_that_is_wrong_at_once():
    backwards = Obstruction(date(2025, 12, 5), date(2025, 12, 4), " ")
    local = replace(NOTICE, given_at=datetime(2025, 12, 20))  # noqa: DTZ001  the point
    assert refused(
        at=COMPLETE.replace(tzinfo=None),
        switches={"first_day_counts": 3},
        notices=[local],
        obstructions=[backwards],
    ) == [
        ("extensions", "moment_without_zone"),
        ("obstructions", "obstruction_backwards"),
        ("obstructions", "obstruction_what"),
        ("complete_at", "moment_without_zone"),
        ("switches.first_day_counts", "switch_yes_no"),
    ]
    empty = Notice("payment", "x", NOTICE.given_at, "", (), None)
    assert [key for _, key in idle(notices=[empty])] == ["no_text", "no_items", "no_end", "ground"]


def test_a_day_beyond_the_calendar_is_told():
    assert refused(at=datetime(9999, 12, 20, tzinfo=TOKYO)) == [("complete_at", "day_beyond")]


def test_every_line_and_problem_has_words(catalogue):
    late = replace(FURTHER, given_at=datetime(2027, 1, 1, tzinfo=TOKYO))
    answer = found(notices=[NOTICE, FURTHER, late], obstructions=[hindered(date(2025, 12, 5), date(2025, 12, 6))])
    lines = [answer.line, *answer.line.children, *found(switches={"first_day_counts": False}).line.children]
    said = [catalogue.words.line(one, side) for one in lines for side in ("ja", "en")]
    assert len(said) > 10
    assert [one for one in said if "{" in one or one.startswith(("payment_day", "extension", "problem"))] == []


def test_a_claim_says_what_moved_its_day_and_what_did_not(catalogue):
    groups = ("request", "circumstances", "amount", "consent")
    papers = [Paper(group, group, COMPLETE) for group in groups]
    late = replace(FURTHER, given_at=datetime(2027, 1, 1, tzinfo=TOKYO))
    answer = payable(wording(), cover(), "e1", ["costs"], papers, [NOTICE, late])
    moved, not_moved = say_moved(answer, words_of(wording(), catalogue.words), "en")
    assert "the police's findings" in moved
    assert moved.endswith(wording().papers.grounds[0].text.en)
    assert not_moved.startswith("What moves nothing: the notice (1 January 2027, 00:00) comes after")


def test_the_first_day_is_said_by_the_switch_or_by_the_insurer_of_this_cover():
    switch = Switch("first_day_counts", "yes_no", Text("x", "x"), True, "public", ("web",))
    terms = replace(wording(), switches={"first_day_counts": switch})
    groups = ("request", "circumstances", "amount", "consent")
    papers = [Paper(group, group, COMPLETE) for group in groups]

    def says(holding):
        line = payable(terms, holding, "e1", ["costs"], papers).day.line.children[0]
        return line.key.rpartition(".")[2], line.status, line.source

    assert says(cover()) == ("counts", "public", "web")
    assert says(cover(switches={"first_day_counts": False})) == ("not", "", "")
