from fractions import Fraction

import pytest

from sonae.core.modifiers import Modifier, ModifierGroup, factors


def change(name, rate, low=0, high=0, kinds=(), families=()):
    rate = None if rate is None else Fraction(rate)
    return Modifier(
        name, rate, Fraction(low), Fraction(high), frozenset(kinds), frozenset(families), "printed", "a.txt:1"
    )


def factor(group, adjustments=()):
    return [rate for rate, _ in factors((group,), "clinic", "all_risk", adjustments)]


def test_a_multiplying_group_takes_one_change_of_the_other():
    group = ModifierGroup("g", "multiply", None, None, (change("a", "-0.20"), change("b", "-0.10")))
    assert factor(group) == [Fraction("0.72")]


def test_an_adding_group_sums_its_changes():
    group = ModifierGroup("g", "add", None, None, (change("a", "-0.20"), change("b", "-0.10")))
    assert factor(group) == [Fraction("0.70")]


@pytest.mark.parametrize(
    ("rate", "expected"), [("-0.50", "0.70"), ("-0.30", "0.70"), ("-0.29", "0.71"), ("0.40", "1.30")]
)
def test_bounds_keep_the_whole_change_of_a_group(rate, expected):
    group = ModifierGroup("g", "add", Fraction("-0.30"), Fraction("0.30"), (change("a", rate),))
    assert factor(group) == [Fraction(expected)]


def test_discounts_beyond_the_whole_price_leave_nothing_and_not_less():
    group = ModifierGroup("g", "add", None, None, (change("a", "-0.70"), change("b", "-0.60")))
    assert factor(group) == [Fraction(0)]


@pytest.mark.parametrize("second", ["-1.50", "-1.00", "-0.50", "0.50"])
def test_a_change_beyond_the_whole_price_leaves_nothing_whatever_it_is_multiplied_with(second):
    group = ModifierGroup("g", "multiply", None, None, (change("a", "-1.50"), change("b", second)))
    assert factor(group) == [Fraction(0)]


def test_a_discount_beyond_the_whole_price_can_be_added_to_a_surcharge():
    group = ModifierGroup("g", "add", None, None, (change("a", "-1.50"), change("b", "0.80")))
    assert factor(group) == [Fraction("0.30")]


def test_a_single_change_kept_at_nothing_shows_the_factor_used():
    group = ModifierGroup("g", "multiply", None, None, (change("a", "-1.50"),))
    ((rate, line),) = factors((group,), "clinic", "all_risk")
    assert (rate, line.key, line.value) == (0, "modifier.group", 0)


def test_a_decided_change_runs_from_discount_through_zero_to_surcharge():
    group = ModifierGroup("g", "multiply", None, None, (change("security", None, "-0.30", "0.30"),))
    assert factor(group) == []
    assert factor(group, (("security", Fraction("-0.30")),)) == [Fraction("0.70")]
    assert factor(group, (("security", Fraction(0)),)) == [Fraction(1)]
    assert factor(group, (("security", Fraction("0.30")),)) == [Fraction("1.30")]
    with pytest.raises(ValueError, match="range"):
        factor(group, (("security", Fraction("0.31")),))


def test_a_change_for_others_is_left_out():
    group = ModifierGroup("g", "multiply", None, None, (change("a", "-0.10", kinds=("hospital",)),))
    assert factor(group) == []


@pytest.mark.parametrize("name", ["nonsense", "fixed"])
def test_only_a_change_that_waits_for_a_decision_can_be_decided(name):
    group = ModifierGroup("g", "multiply", None, None, (change("fixed", "-0.20"),))
    with pytest.raises(ValueError, match="not a change"):
        factor(group, ((name, Fraction("-0.10")),))
