from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.bulk import compile_stacks, events, settle_events
from sonae.core.ledger import Demand, Ledger, post
from sonae.core.levels import DEDUCTIBLE, LIMIT, PER_HEAD, RATIO, WAITING, Level, Stack
from sonae.core.moments import Term, tokyo
from sonae.core.money import Rounding

LARGE = 10**15
YEAR = Term(tokyo(date(2025, 5, 5)), tokyo(date(2026, 5, 5)))
FIGURES = st.one_of(st.integers(0, 3_000), st.integers(0, LARGE))
COUNTED = st.sampled_from(["claim", "event", "term"])
EACH = st.lists(
    st.one_of(
        st.builds(Level, st.just("limit"), st.just(LIMIT), st.just("line"), FIGURES),
        st.builds(Level, st.just("own"), st.just(DEDUCTIBLE), st.just("line"), FIGURES),
        st.builds(Level, st.just("share"), st.just(RATIO), COUNTED, share=st.fractions(0, 1, max_denominator=10**9)),
    ),
    max_size=3,
)
DEDUCTIBLES = st.lists(st.builds(Level, st.just("borne"), st.just(DEDUCTIBLE), COUNTED, FIGURES), max_size=2)
LIMITS = st.lists(st.builds(Level, st.just("most"), st.just(LIMIT), COUNTED, FIGURES), max_size=2)
ROUNDINGS = st.builds(Rounding, st.sampled_from([1, 10, 7]), st.sampled_from(["half_up", "up", "down"]))
LOSSES = st.lists(
    st.lists(st.one_of(st.integers(0, 5_000), st.integers(0, LARGE)), min_size=3, max_size=3), min_size=1, max_size=6
)
ROUTES = [("liability", "damages")]


def named(*levels):
    return tuple(replace(level, id=f"{level.id}{place}") for place, level in enumerate(levels))


def one_by_one(stack, losses):
    paid = []
    for event in losses:
        ledger = Ledger("aoki", YEAR, stack)
        for line, yen in enumerate(event):
            ledger, _ = post(ledger, Demand("damages", "liability", yen, id=str(line), claim="c", event="e"))
        paid.append(sum(one.paid for one in ledger.postings.values()))
    return paid


@pytest.mark.parametrize("at_once", [1, 2, 4, 262_144])
@given(EACH, DEDUCTIBLES, LIMITS, ROUNDINGS, LOSSES)
def test_totals_of_events_are_what_core_pays_their_lines(at_once, each, deductibles, limits, rounding, losses):
    stack = Stack(named(*each, *deductibles, *limits), True, rounding)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "LOSSES_AT_ONCE", at_once)
        patch.setattr(events, "EVENTS_AT_ONCE", 2)
        paid = settle_events(compile_stacks([stack], ROUTES), np.array(losses).T)
    assert paid.tolist() == one_by_one(stack, losses)


@given(EACH, DEDUCTIBLES, LIMITS, ROUNDINGS, st.sampled_from([np.int32, np.uint32, np.int16]), st.data())
def test_losses_in_few_bits_come_to_the_same_totals(each, deductibles, limits, rounding, dtype, data):
    stack = Stack(named(*each, *deductibles, *limits), True, rounding)
    losses = data.draw(st.lists(st.lists(st.integers(0, np.iinfo(dtype).max), min_size=3, max_size=3), min_size=1))
    paid = settle_events(compile_stacks([stack], ROUTES), np.array(losses, dtype).T)
    assert paid.tolist() == one_by_one(stack, losses)


def level(name, kind, per, **more):
    return Level(name, kind, per, 5, **more)


UNTOLD = {
    "heads": ([level("gift", PER_HEAD, "line")], "gift: a level of kind per_head"),
    "hours": ([level("stop", WAITING, "line")], "stop: a level of kind waiting"),
    "line after count": ([level("most", LIMIT, "term"), level("own", DEDUCTIBLE, "line")], "own is for each line"),
    "ratio after count": (
        [level("most", LIMIT, "term"), Level("share", RATIO, "line", share=Fraction(1, 2))],
        "share is for each line",
    ),
    "deductible after limit": (
        [level("most", LIMIT, "event"), level("own", DEDUCTIBLE, "claim")],
        "own is a deductible after a limit",
    ),
}


@pytest.mark.parametrize(("levels", "said"), UNTOLD.values(), ids=UNTOLD)
def test_what_totals_cannot_tell_is_refused(levels, said):
    with pytest.raises(ValueError, match=said):
        settle_events(compile_stacks([Stack(tuple(levels))], ROUTES), np.array([[1]]))


@pytest.mark.parametrize(("loss", "dtype"), [(-1, np.int64), (LARGE + 1, np.int64), (-1, np.int32)])
def test_losses_out_of_range_are_refused(loss, dtype):
    with pytest.raises(ValueError, match="losses: amounts must lie within 0"):
        settle_events(compile_stacks([Stack(())], ROUTES), np.array([[0], [loss]], dtype))


def test_more_lines_than_an_integer_holds_are_refused():
    with pytest.raises(ValueError, match="10000 lines may come to more than"):
        settle_events(compile_stacks([Stack(())], ROUTES), np.zeros((10_000, 1), np.int64))


def test_no_events_are_paid_nothing():
    assert settle_events(compile_stacks([Stack(())], ROUTES), np.zeros((2, 0), np.int64)).tolist() == []


@pytest.mark.parametrize(
    ("losses", "words"),
    [
        (np.array([[1.5]]), "losses: is of float64; hand over whole numbers"),
        (np.array([[np.nan]]), "losses: is of float64; hand over whole numbers"),
        (np.array([[True]]), "losses: is of bool; hand over whole numbers"),
        (np.array([1, 2]), "losses: has 1 dimensions; hand over an array that is two-dimensional, lines by events"),
    ],
)
def test_losses_that_are_no_whole_yen_of_lines_by_events_are_refused(losses, words):
    with pytest.raises(ValueError, match=words):
        settle_events(compile_stacks([Stack(())], ROUTES), losses)


@pytest.mark.parametrize(("name", "index"), [("plan", -1), ("plan", 1), ("route", -1), ("route", 1)])
def test_a_plan_or_route_that_the_stacks_lack_is_refused(name, index):
    with pytest.raises(ValueError, match=f"{name}: is {index}, and must lie within 0 and 0"):
        settle_events(compile_stacks([Stack(())], ROUTES), np.array([[1]]), **{name: index})


def test_waiting_for_no_hours_is_no_level():
    stack = Stack((Level("hours", WAITING, "event", 0), Level("most", LIMIT, "event", 100)))
    assert settle_events(compile_stacks([stack], ROUTES), np.array([[70], [70]])).tolist() == [100]
