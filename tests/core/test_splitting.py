from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.core.ledger import Ledger, reopen
from sonae.core.levels import DEDUCTIBLE, LIMIT, PER_HEAD, Level, Stack
from sonae.core.splitting import FIRST_COME, PRO_RATA, SPLITS, Pool, post_all, shares
from tests.core.conftest import NOW
from tests.core.test_ledger import DEMANDS, PURE, STACKS, YEAR, cost, empty, limit, posted


def paid(stack, demands, split):
    return [one.paid for one in post_all(empty(stack), demands, split)[1]]


def test_two_facilities_on_one_day_and_the_second_is_cut_to_the_remainder(now):
    stack = Stack((limit("term", "term", 1000),))
    hakata = cost("b", 700, facility="hakata", turn_at=now)
    aoki = cost("a", 700, facility="aoki", turn_at=now + timedelta(hours=1))
    assert paid(stack, [aoki, hakata], FIRST_COME) == [300, 700]
    assert paid(stack, [aoki, hakata], PRO_RATA) == [500, 500]


def test_first_come_goes_by_turn_then_as_given_and_never_by_name(now):
    stack = Stack((limit("term", "term", 25),))
    later = now + timedelta(seconds=1)
    demands = [
        cost("a", 10, claim="c9", turn_at=now),
        cost("b", 10, claim="c1"),
        cost("z", 10, claim="c2", turn_at=now),
        cost("d", 10, claim="c0", turn_at=later),
        cost("e", 10, claim="c2", turn_at=now),
    ]
    assert paid(stack, demands, FIRST_COME) == [10, 0, 10, 0, 5]


@pytest.mark.parametrize(
    ("left", "wanted", "got"),
    [
        (600, [800, 400], [400, 200]),
        (100, [1, 1, 1], [1, 1, 1]),
        (100, [100, 100, 100], [34, 33, 33]),
        (10, [7, 7, 1], [5, 5, 0]),
        (1, [10**15, 10**15], [1, 0]),
        (0, [5, 5], [0, 0]),
    ],
)
def test_pro_rata_splits_what_is_left_by_largest_remainders(left, wanted, got):
    stack = Stack((limit("term", "term", left),))
    demands = [cost(f"l{place}", yen) for place, yen in enumerate(wanted)]
    assert paid(stack, demands, PRO_RATA) == got


def test_pro_rata_gives_on_what_another_limit_keeps_one_from_taking():
    stack = Stack((limit("term", "term", 100), limit("own", "term", 10, items=frozenset({"gifts"}))))
    _, postings = post_all(empty(stack), [replace(cost("g", 90), item="gifts"), cost("c", 95)], PRO_RATA)
    assert [one.paid for one in postings] == [10, 90]


def test_pro_rata_names_the_level_that_is_used_up():
    stack = Stack((limit("event", "event", 60), limit("term", "term", 100)))
    _, postings = post_all(empty(stack), [cost("a", 80), cost("b", 80, event="e2")], PRO_RATA)
    assert [(one.paid, one.retained) for one in postings] == [
        (50, (("event", 20), ("term", 10))),
        (50, (("event", 20), ("term", 10))),
    ]


def test_pro_rata_tells_after_each_what_is_left_to_the_next():
    stack = Stack((limit("term", "term", 100),))
    _, postings = post_all(empty(stack), [cost("a", 30), cost("b", 60)], PRO_RATA)
    assert [one.left(one.steps[0]) for one in postings] == [70, 10]


def test_pro_rata_lets_a_deductible_be_borne_once():
    stack = Stack((Level("own", DEDUCTIBLE, "event", 30), limit("term", "term", 100)))
    assert paid(stack, [cost("a", 80), cost("b", 80)], PRO_RATA) == [38, 62]


def test_pro_rata_knows_caps_per_head():
    stack = Stack((Level("gift", PER_HEAD, "event", 10),))
    assert paid(stack, [cost("a", 90, heads=10), cost("b", 30, heads=10)], PRO_RATA) == [75, 25]


@pytest.mark.parametrize("split", SPLITS)
@given(stack=STACKS, demands=DEMANDS)
def test_every_split_conserves_yen_and_exceeds_no_level(split, stack, demands):
    ledger, postings = post_all(empty(stack), demands, split)
    for demand, posting in zip(demands, postings, strict=True):
        assert posting.demand == demand
        assert posting.demanded == posting.paid + sum(yen for _, yen in posting.retained)
        assert posting.paid >= 0
    counted = [(stack.levels[place], yen) for (place, _, _), yen in ledger.used.items()]
    assert all(level.kind == PER_HEAD or 0 < yen <= level.figure for level, yen in counted)
    assert ledger == reopen("aoki", YEAR, stack, postings)


@given(STACKS, DEMANDS)
def test_first_come_is_one_after_another(stack, demands):
    assert post_all(empty(stack), demands, FIRST_COME)[0] == posted(empty(stack), demands)[0]


@given(PURE, DEMANDS)
def test_both_splits_pay_the_same_in_all_where_there_are_only_limits_for_the_term(stack, demands):
    assert sum(paid(stack, demands, FIRST_COME)) == sum(paid(stack, demands, PRO_RATA))


@given(PURE, DEMANDS, st.randoms(use_true_random=False))
@pytest.mark.parametrize("split", SPLITS)
def test_no_split_depends_on_the_order_in_which_demands_are_given_where_each_has_its_turn(
    split, stack, demands, chance
):
    turns = [replace(one, turn_at=NOW + timedelta(hours=place)) for place, one in enumerate(demands)]
    mixed = turns.copy()
    chance.shuffle(mixed)
    assert post_all(empty(stack), turns, split)[0] == post_all(empty(stack), mixed, split)[0]


@given(PURE, DEMANDS, st.randoms(use_true_random=False))
@pytest.mark.parametrize("split", SPLITS)
def test_no_split_pays_more_or_less_in_all_in_another_order(split, stack, demands, chance):
    mixed = demands.copy()
    chance.shuffle(mixed)
    assert sum(paid(stack, demands, split)) == sum(paid(stack, mixed, split))


@given(st.lists(st.integers(0, 10**15), min_size=1, max_size=8), st.data())
def test_shares_leave_no_yen_unpaid_where_there_is_room(wanted, data):
    places = st.lists(st.sampled_from(range(len(wanted))), min_size=1, unique=True).map(tuple)
    pools = data.draw(st.lists(st.builds(Pool, st.just("x"), st.integers(0, 10**15), places), max_size=4))
    got = shares(wanted, pools)
    left = [pool.room - sum(got[one] for one in pool.members) for pool in pools]
    assert all(room >= 0 for room in left)
    for place, (want, have) in enumerate(zip(wanted, got, strict=True)):
        assert 0 <= have <= want
        assert have == want or any(room == 0 for room, pool in zip(left, pools, strict=True) if place in pool.members)


@given(st.lists(st.integers(1, 10**15), min_size=1, max_size=8), st.integers(0, 10**15))
def test_shares_of_one_pool_differ_from_the_exact_ones_by_less_than_a_yen(wanted, room):
    got = shares(wanted, [Pool("x", room, tuple(range(len(wanted))))])
    total = sum(wanted)
    assert sum(got) == min(room, total)
    assert all(abs(have * total - want * min(room, total)) < total for want, have in zip(wanted, got, strict=True))


def test_refuses_an_unknown_split_and_one_name_twice():
    ledger = Ledger("aoki", YEAR, Stack((Level("term", LIMIT, "term", 1),)))
    with pytest.raises(ValueError, match="first_come, pro_rata"):
        post_all(ledger, [], "lottery")
    with pytest.raises(ValueError, match="same name"):
        post_all(ledger, [cost("a", 1), cost("a", 1)], FIRST_COME)
