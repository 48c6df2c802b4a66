"""A part that a cover does not hold has no limit of its own: nothing is ever paid by such a route."""

import numpy as np
import pytest

from sonae.bulk import Demands, compile_stacks, open_ledgers, settle_events, settle_rows
from sonae.core.levels import LIMIT, TERM, Level, Stack

ALL = Level("all", LIMIT, TERM, 100)
RIDER = Level("rider", LIMIT, TERM, 10, parts=frozenset({"rider"}))
PLAIN = Stack((ALL,), parts=frozenset({"costs"}))
WITH_RIDER = Stack((RIDER, ALL), parts=frozenset({"costs", "rider"}))


def demands(routes, accounts):
    return Demands(np.array(accounts), np.array(routes), np.full(len(routes), 50))


def test_a_part_that_no_cover_holds_is_refused_with_the_nearest():
    with pytest.raises(ValueError, match=r"no cover holds the part 'cost'; nearest: costs"):
        compile_stacks([PLAIN, WITH_RIDER], [("cost", "x")])


def test_a_row_of_a_part_that_its_cover_does_not_hold_is_refused_before_anything_is_written():
    stacks = compile_stacks([PLAIN, WITH_RIDER], [("costs", "x"), ("rider", "x")])
    ledgers = open_ledgers(stacks, np.array([0, 1]))
    with pytest.raises(ValueError, match=r"row 1 is of \(rider, x\), which its cover does not hold"):
        settle_rows(ledgers, demands([0, 1], [0, 0]))
    assert settle_rows(ledgers, demands([0, 1], [0, 1])).paid.tolist() == [50, 10]


def test_an_event_of_such_a_part_is_refused_too():
    stacks = compile_stacks([PLAIN, WITH_RIDER], [("costs", "x"), ("rider", "x")])
    with pytest.raises(ValueError, match="plan 0 does not hold"):
        settle_events(stacks, np.array([[50]]), plan=0, route=1)
    assert settle_events(stacks, np.array([[50]]), plan=1, route=1).tolist() == [10]


def test_where_nobody_said_what_is_held_every_route_stands():
    assert compile_stacks([Stack((ALL,))], [("anything", "x")]).lane_of.tolist() == [[0]]
