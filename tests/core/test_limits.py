from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.core.cover_terms import CoverTerms
from sonae.core.levels import Level
from sonae.core.limits import (
    COST,
    COST_LIMIT,
    JOINT_CAP,
    LIABILITY,
    LIABILITY_LIMIT,
    NOT_COVERED,
    Amount,
    Demand,
    LevelRule,
    Limits,
    resolve,
    waterfall,
)
from sonae.core.moments import Term
from sonae.core.problems import Refusal
from sonae.core.scheme import Text
from sonae.core.trace import as_dict
from tests.core.conftest import NOW

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
    costs = sum(posting.paid for posting in fall.postings if posting.side == COST)
    assert costs <= limits.cost_limit
    assert fall.paid <= limits.liability_limit
    assert fall.cost_left == min(limits.cost_limit - costs, limits.liability_limit - fall.paid)
    assert fall.liability_left == limits.liability_limit - fall.paid


@given(LIMITS, DEMANDS)
def test_keeps_a_yen_back_only_where_a_level_is_used_up(limits, demands):
    fall = waterfall(limits, tuple(demands))
    costs = sum(posting.paid for posting in fall.postings if posting.side == COST)
    assert len(fall.postings) == len(demands)
    for demand, posting in zip(demands, fall.postings, strict=True):
        levels = dict(posting.retained)
        assert all(yen > 0 for yen in levels.values())
        assert (NOT_COVERED in levels) == (not demand.covered and demand.yen > 0)
        assert COST_LIMIT not in levels or costs == min(limits.cost_limit, limits.liability_limit)
        assert JOINT_CAP not in levels or fall.liability_left == 0
        assert LIABILITY_LIMIT not in levels or (demand.side, fall.liability_left) == (LIABILITY, 0)


@given(LIMITS, DEMANDS)
def test_pays_in_all_what_the_two_limits_leave(limits, demands):
    """The total does not depend on the order of posting, only the split over the items does."""
    covered = {side: sum(d.yen for d in demands if d.covered and d.side == side) for side in (COST, LIABILITY)}
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


TERM = Term(NOW, NOW + timedelta(days=365))
COVER = CoverTerms(
    "aoki", "all_risk", frozenset(), frozenset(), TERM, NOW, {"liability_limit": 30_000_001, "cost_limit": 5_000_000}
)


def rule(name, kind, amount, per="term", status="printed"):
    return LevelRule(
        name, kind, per, frozenset({"p"}), frozenset({"i"}), amount, Text(name, name), status, ("f:1", "f:2")
    )


def resolved(*rules, switches=None, cover=COVER):
    return resolve(rules, cover, switches or {})


def test_takes_the_figure_of_a_level_from_where_the_wording_says():
    stack = resolved(
        rule("half", "limit", Amount(of="liability_limit", share=Fraction(1, 2), at_most=10**8)),
        rule("most", "limit", Amount(of="liability_limit", at_most=10**7)),
        rule("written", "deductible", Amount(yen=100_000), "claim"),
        rule("filled", "per_head", Amount(switch="gift"), "line"),
        rule("hours", "waiting", Amount(yen=12), "line"),
        rule("asked", "waiting", Amount(switch="wait"), "line"),
        rule("nine", "ratio", Amount(share=Fraction(9, 10)), "line"),
        rule("rate", "ratio", Amount(switch="rate"), "line"),
        switches={"gift": 500, "wait": 8, "rate": Fraction(4, 5)},
    )
    assert [(one.id, one.figure) for one in stack.levels[:6]] == [
        ("half", 15_000_000),
        ("most", 10_000_000),
        ("written", 100_000),
        ("filled", 500),
        ("hours", 12),
        ("asked", 8),
    ]
    assert [(one.id, one.share) for one in stack.levels[6:]] == [("nine", Fraction(9, 10)), ("rate", Fraction(4, 5))]
    assert stack.levels[2] == Level(
        "written", "deductible", "claim", 100_000, Fraction(1), frozenset({"p"}), frozenset({"i"}), "printed", "f:1"
    )
    assert stack.absent == ()


def test_says_which_levels_do_not_exist_and_why():
    stack = resolved(
        rule("gift", "per_head", Amount(switch="gift")),
        rule("rider", "limit", Amount(of="lost_profit")),
        rule("cost", "limit", Amount(of="cost_limit")),
        switches={"gift": None},
    )
    assert [one.id for one in stack.levels] == ["cost"]
    assert [(one.key, one.rule, dict(one.params)["name"], one.status) for one in stack.absent] == [
        ("ledger.absent.switch", "gift", "gift", "assumed"),
        ("ledger.absent.amount", "rider", "lost_profit", "assumed"),
    ]


def test_refuses_a_cover_without_the_amount_that_limits_a_part_it_holds():
    holding = replace(COVER, parts=frozenset({"p"}), amounts={})
    found = resolved(
        rule("cost", "limit", Amount(of="cost_limit")),
        rule("own", "deductible", Amount(of="deductible")),
        replace(rule("rider", "limit", Amount(of="lost_profit")), parts=frozenset({"q"})),
        replace(rule("item", "limit", Amount(of="gifts")), parts=frozenset(), items=frozenset({"p/i"})),
        cover=holding,
    )
    assert isinstance(found, Refusal)
    assert [(one.field, one.key) for one in found.errors] == [
        ("amounts.cost_limit", "problem.amount_needed"),
        ("amounts.gifts", "problem.amount_needed"),
    ]


@pytest.mark.parametrize(
    ("kind", "value", "key"),
    [
        ("limit", -1, "number"),
        ("limit", True, "number"),
        ("limit", "many", "number"),
        ("limit", Fraction(1, 2), "number"),
        ("limit", 10**15 + 1, "number"),
        ("ratio", Fraction(11, 10), "rate"),
        ("ratio", False, "rate"),
    ],
)
def test_refuses_every_switch_that_cannot_be_a_figure(kind, value, key):
    rules = [rule(name, kind, Amount(switch=name)) for name in ("a", "b")]
    refusal = resolved(*rules, switches={"a": value, "b": value})
    assert isinstance(refusal, Refusal)
    assert [(one.field, one.key) for one in refusal.errors] == [
        ("switches.a", f"problem.switch_{key}"),
        ("switches.b", f"problem.switch_{key}"),
    ]


@pytest.mark.parametrize("value", [0, 1, 10**15])
def test_takes_the_bounds_of_a_switch_themselves(value):
    assert resolved(rule("a", "limit", Amount(switch="a")), switches={"a": value}).levels[0].figure == value


@pytest.mark.parametrize("shared", [True, False])
def test_shares_the_levels_as_the_cover_says(shared):
    assert resolved(cover=replace(COVER, shared=shared)).shared is shared
