import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.core.ledger import NOT_COVERED, Demand
from sonae.core.trace import as_dict
from sonae.core.waterfall import COST, COST_LIMIT, JOINT_CAP, LIABILITY, LIABILITY_LIMIT, Limits, waterfall

YEN = st.integers(0, 10**10)
LIMITS = st.builds(Limits, YEN, YEN)
DEMANDS = st.lists(st.builds(Demand, st.sampled_from("abc"), st.sampled_from([COST, LIABILITY]), YEN, st.booleans()))


def cost(yen: int) -> Demand:
    return Demand("forensics", COST, yen)


def damages(yen: int) -> Demand:
    return Demand("damages", LIABILITY, yen)


@given(LIMITS, DEMANDS)
def test_conserves_every_yen_of_every_demand(limits, demands):
    fall = waterfall(limits, tuple(demands))
    for demand, posting in zip(demands, fall.postings, strict=True):
        assert posting.demanded == demand.yen == posting.paid + sum(yen for _, yen in posting.retained)
        assert posting.stays == sum(yen for _, yen in posting.retained)
    assert fall.demanded == sum(demand.yen for demand in demands)
    assert fall.paid == sum(posting.paid for posting in fall.postings)


@given(LIMITS, DEMANDS)
def test_exceeds_no_limit(limits, demands):
    fall = waterfall(limits, tuple(demands))
    costs = sum(posting.paid for posting in fall.postings if posting.part == COST)
    assert costs <= limits.cost_limit
    assert fall.paid <= limits.liability_limit
    assert fall.cost_left == min(limits.cost_limit - costs, limits.liability_limit - fall.paid)
    assert fall.liability_left == limits.liability_limit - fall.paid


@given(LIMITS, DEMANDS)
def test_keeps_a_yen_back_only_where_a_level_is_used_up(limits, demands):
    fall = waterfall(limits, tuple(demands))
    costs = sum(posting.paid for posting in fall.postings if posting.part == COST)
    assert len(fall.postings) == len(demands)
    for demand, posting in zip(demands, fall.postings, strict=True):
        levels = dict(posting.retained)
        assert all(yen > 0 for yen in levels.values())
        assert (NOT_COVERED in levels) == (not demand.covered and demand.yen > 0)
        assert COST_LIMIT not in levels or costs == min(limits.cost_limit, limits.liability_limit)
        assert JOINT_CAP not in levels or fall.liability_left == 0
        assert LIABILITY_LIMIT not in levels or (demand.part, fall.liability_left) == (LIABILITY, 0)


@given(LIMITS, DEMANDS)
def test_pays_in_all_what_the_two_limits_leave(limits, demands):
    """The total does not depend on the order of posting, only the split over the items does."""
    covered = {side: sum(d.yen for d in demands if d.covered and d.part == side) for side in (COST, LIABILITY)}
    costs = min(covered[COST], limits.cost_limit, limits.liability_limit)
    assert waterfall(limits, tuple(demands)).paid == min(costs + covered[LIABILITY], limits.liability_limit)


@given(LIMITS, DEMANDS, st.randoms(use_true_random=False))
def test_pays_the_same_in_all_whatever_the_order_of_posting(limits, demands, chance):
    mixed = demands.copy()
    chance.shuffle(mixed)
    one, other = waterfall(limits, tuple(demands)), waterfall(limits, tuple(mixed))
    assert (one.paid, one.cost_left, one.liability_left) == (other.paid, other.cost_left, other.liability_left)


@pytest.mark.parametrize(("asked", "paid", "stays"), [(999, 999, 0), (1000, 1000, 0), (1001, 1000, 1)])
def test_pays_costs_up_to_the_cost_limit_and_not_a_yen_beyond(asked, paid, stays):
    (posting,) = waterfall(Limits(10_000, 1000), (cost(asked),)).postings
    assert (posting.paid, posting.stays) == (paid, stays)
    assert posting.retained == (((COST_LIMIT, 1),) if stays else ())


@pytest.mark.parametrize(("asked", "paid", "stays"), [(6999, 6999, 0), (7000, 7000, 0), (7001, 7000, 1)])
def test_pays_damages_up_to_what_costs_have_left_of_the_liability_limit(asked, paid, stays):
    fall = waterfall(Limits(10_000, 3000), (cost(5000), damages(asked)))
    assert fall.postings[0].retained == ((COST_LIMIT, 2000),)
    assert (fall.postings[1].paid, fall.postings[1].stays) == (paid, stays)
    assert fall.postings[1].retained == (((JOINT_CAP, 1),) if stays else ())
    assert fall.liability_left == 7000 - paid


def test_leaves_nothing_for_damages_where_the_cost_limit_equals_the_liability_limit():
    fall = waterfall(Limits(30, 30), (cost(30), damages(5)))
    assert [posting.paid for posting in fall.postings] == [30, 0]
    assert fall.postings[1].retained == ((JOINT_CAP, 5),)
    assert (fall.cost_left, fall.liability_left) == (0, 0)


def test_posts_costs_before_damages_and_answers_in_the_order_asked():
    fall = waterfall(Limits(10, 6), (damages(8), cost(6)))
    assert [(posting.item, posting.paid) for posting in fall.postings] == [("damages", 4), ("forensics", 6)]


def test_names_the_liability_limit_and_not_the_joint_cap_where_damages_alone_used_it_up():
    fall = waterfall(Limits(10, 10), (damages(8), damages(8)))
    assert [posting.retained for posting in fall.postings] == [(), ((LIABILITY_LIMIT, 6),)]


def test_names_both_levels_where_both_keep_something_back():
    fall = waterfall(Limits(10, 4), (cost(4), damages(12)))
    assert fall.postings[1].retained == ((LIABILITY_LIMIT, 2), (JOINT_CAP, 4))


def test_uses_up_no_limit_for_what_is_not_covered():
    fall = waterfall(Limits(10, 10), (Demand("gifts", COST, 7, covered=False), cost(10)))
    assert [posting.paid for posting in fall.postings] == [0, 10]
    assert fall.postings[0].retained == ((NOT_COVERED, 7),)


def test_pays_nothing_of_nothing():
    fall = waterfall(Limits(10, 3), ())
    assert (fall.demanded, fall.paid, fall.cost_left, fall.liability_left) == (0, 0, 3, 10)


def test_traces_each_posting_with_what_was_asked_paid_and_kept_back():
    fall = waterfall(Limits(10, 3), (cost(5),))
    assert fall.line.value == 3
    (child,) = as_dict(fall.line)["children"]
    assert child["value"] == 3
    assert child["params"]["demanded"] == 5
    assert child["params"][COST_LIMIT] == 2
