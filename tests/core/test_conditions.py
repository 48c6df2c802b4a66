"""Kleene's logic: what is not yet known is neither true nor false, and matters only while it can change the answer."""

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.core.conditions import (
    All,
    AnyOf,
    Before,
    Chosen,
    Happened,
    Inside,
    Is,
    LastsLonger,
    Not,
    Number,
    Same,
    WithinDays,
    leaves,
)
from sonae.core.moments import NEVER, tokyo
from tests.support.terms import START, TERM, at

A, B, C = Is("a"), Is("b"), Is("c")
LAST = timedelta(days=1) - timedelta.resolution
THREE = (True, False, None)
NAMES = ("a", "b", "c", "d")
IS = st.sampled_from([Is(name) for name in NAMES])
CONDITIONS = st.recursive(
    IS,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=1, max_size=3).map(lambda several: All(tuple(several))),
        st.lists(inner, min_size=1, max_size=3).map(lambda several: AnyOf(tuple(several))),
    ),
    max_leaves=8,
)
VALUES = st.fixed_dictionaries({name: st.sampled_from(THREE) for name in NAMES})


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (True, None, None, True),
        (False, False, False, False),
        (False, None, False, None),
        (None, None, None, None),
    ],
)
def test_unknown_is_neither_true_nor_false(a, b, both, either):
    for values in ({"a": a, "b": b}, {"a": b, "b": a}):
        assert (All((A, B)).test(values), AnyOf((A, B)).test(values)) == (both, either)


@pytest.mark.parametrize(("value", "contrary"), [(True, False), (False, True), (None, None)])
def test_the_contrary_of_unknown_is_unknown(value, contrary):
    assert Not(A).test({"a": value}) is contrary


@given(CONDITIONS, VALUES)
def test_knowing_more_never_changes_what_is_known(condition, values):
    answer = condition.test(values)
    free = [name for name in NAMES if values[name] is None]
    completions = ({**values, **dict(zip(free, one, strict=True))} for one in product((True, False), repeat=len(free)))
    found = {condition.test(one) for one in completions}
    assert None not in found
    assert answer is None or found == {answer}


@given(CONDITIONS, VALUES)
def test_a_fact_that_does_not_matter_changes_nothing(condition, values):
    live = condition.live(values)
    assert all(values[name] is None for name in live)
    for name in set(NAMES) - live:
        if values[name] is None:
            assert {condition.test({**values, name: value}) for value in THREE} == {condition.test(values)}


def test_names_each_fact_once_in_the_order_written():
    condition = AnyOf((All((B, A)), Not(B), C))
    assert condition.facts == ("b", "a", "c")
    assert list(leaves(condition)) == [B, A, B, C]


@pytest.mark.parametrize(
    ("moment", "inside"),
    [
        (START - timedelta(seconds=1), False),
        (START, True),
        (TERM.end - timedelta(seconds=1), True),
        (TERM.end, False),
        (NEVER, False),
        (None, None),
    ],
)
def test_the_term_begins_with_its_start_and_ends_before_its_end(moment, inside):
    values = {"m": moment, "term_start": TERM.start, "term_end": TERM.end}
    assert Inside("m", "term_start", "term_end").test(values) is inside


def test_a_moment_before_the_start_is_outside_whatever_the_end():
    condition = Inside("m", "s", "e")
    assert condition.test({"m": at(-1), "s": START, "e": None}) is False
    assert condition.test({"m": at(1), "s": START, "e": None}) is None
    assert condition.live({"m": at(1), "s": START, "e": None}) == {"e"}


@pytest.mark.parametrize(("moment", "happened"), [(START, True), (NEVER, False), (None, None)])
def test_never_has_not_happened(moment, happened):
    assert Happened("m").test({"m": moment}) is happened


@pytest.mark.parametrize(
    ("one", "other", "before", "not_after"),
    [
        (at(1), at(2), True, True),
        (at(1), at(1), False, True),
        (at(2), at(1), False, False),
        (at(1), None, None, None),
        (at(1), NEVER, True, True),
        (NEVER, at(1), False, False),
        (NEVER, NEVER, False, False),
    ],
)
def test_before_is_strict_and_not_after_takes_the_same_instant(one, other, before, not_after):
    values = {"x": one, "y": other}
    assert (Before("x", "y").test(values), Before("x", "y", or_same=True).test(values)) == (before, not_after)


@pytest.mark.parametrize(
    ("until", "within"),
    [
        (at(hours=-1), False),
        (at(), True),
        (at(10), True),
        (at(10, hours=7), True),
        (at(10, hours=8), False),
        (NEVER, False),
        (None, None),
    ],
)
@pytest.mark.parametrize("days", [10, "agreed"])
def test_days_are_counted_by_the_calendar_of_tokyo(days, until, within):
    assert WithinDays("x", "y", days).test({"x": START, "y": until, "agreed": 10}) is within


@pytest.mark.parametrize(
    ("since", "until", "within", "longer"),
    [
        (NEVER, NEVER, False, False),
        (NEVER, START, False, False),
        (START, NEVER, False, True),
        (START, START, True, False),
    ],
)
@pytest.mark.parametrize("length", [0, 10**15])
def test_never_is_within_nothing_and_what_never_ends_lasts_longer_than_any_hours(since, until, within, longer, length):
    values = {"x": since, "y": until}
    assert (WithinDays("x", "y", length).test(values), LastsLonger("x", "y", length).test(values)) == (within, longer)


DAY = at().date()
MOMENT_CONDITIONS = (
    Happened("x"),
    Inside("x", "term_start", "term_end"),
    Inside("y", "x", "term_end"),
    Before("x", "y"),
    Before("x", "y", or_same=True),
    WithinDays("x", "y", 1),
    LastsLonger("x", "y", 12),
)
EDGES = st.sampled_from([timedelta(), timedelta(hours=15), timedelta(hours=16), timedelta(hours=17), LAST])
DAYS = st.sampled_from([DAY + timedelta(days=number) for number in (-1, 0, 1, 2)])


@given(st.sampled_from(MOMENT_CONDITIONS), DAYS, DAYS, EDGES, EDGES, st.sets(st.sampled_from("xy")))
def test_what_is_known_of_a_day_is_known_of_each_of_its_hours(condition, x, y, x_hour, y_hour, days):
    given_values = {"term_start": TERM.start, "term_end": TERM.end}
    exact = given_values | {"x": tokyo(x) + x_hour, "y": tokyo(y) + y_hour}
    told = condition.test(exact | {name: {"x": x, "y": y}[name] for name in days})
    assert told is None or told is condition.test(exact)


@pytest.mark.parametrize(
    ("condition", "of_days"),
    [
        (Happened("x"), [True, True, True]),
        (Inside("x", "term_start", "term_end"), [False, None, True]),
        (Before("x", "y"), [True, None, False]),
        (WithinDays("x", "y", 1), [True, None, False]),
        (LastsLonger("x", "y", 24), [None, False, False]),
        (LastsLonger("x", "y", 0), [True, None, False]),
    ],
)
def test_of_a_day_only_what_every_hour_agrees_on_is_known(condition, of_days):
    values = {"y": DAY, "term_start": TERM.start, "term_end": TERM.end}
    several = [values | {"x": DAY + timedelta(days=number)} for number in (-1, 0, 1)]
    assert [condition.test(one) for one in several] == of_days
    assert all(("x" in condition.live(one)) is (condition.test(one) is None) for one in several)


@pytest.mark.parametrize("hours", [12, "agreed"])
@pytest.mark.parametrize(("passed", "longer"), [(11, False), (12, False), (13, True), (None, None)])
def test_longer_means_more_than_the_hours(hours, passed, longer):
    until = None if passed is None else at(hours=passed)
    assert LastsLonger("x", "y", hours).test({"x": START, "y": until, "agreed": 12}) is longer


@pytest.mark.parametrize("kind", [WithinDays, LastsLonger])
def test_a_length_that_nobody_fixed_leaves_it_open(kind):
    condition, unknown = kind("x", "y", "agreed"), {"x": START, "y": at(1), "agreed": None}
    assert condition.facts == ("x", "y", "agreed")
    assert (condition.test(unknown), condition.live(unknown)) == (None, {"agreed"})
    assert kind("x", "y", 5).facts == ("x", "y")


@pytest.mark.parametrize(
    ("number", "found"), [(999, (False, True)), (1000, (True, True)), (1001, (True, False)), (None, (None, None))]
)
def test_bounds_are_included(number, found):
    assert (Number("n", 1000, None).test({"n": number}), Number("n", None, 1000).test({"n": number})) == found


def test_choices_are_compared():
    assert Chosen("who", frozenset({"x", "y"})).test({"who": "x"}) is True
    assert Chosen("who", frozenset({"x", "y"})).test({"who": "z"}) is False
    assert [Same("a", "b").test({"a": "x", "b": other}) for other in ("x", "y", None)] == [True, False, None]
