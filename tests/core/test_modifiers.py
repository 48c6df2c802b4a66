from fractions import Fraction

import pytest

from sonae.core.modifiers import Modifier, ModifierGroup, factors
from sonae.core.steps import Step


def change(name, rate, low=0, high=0, kinds=(), families=()):
    rate = None if rate is None else Fraction(rate)
    return Modifier(
        name, rate, Fraction(low), Fraction(high), frozenset(kinds), frozenset(families), "printed", "a.txt:1"
    )


def factor(group, adjustments=(), answers=()):
    return [rate for rate, _ in factors((group,), "clinic", "all_risk", adjustments, answers)]


def by(name, measure, *steps):
    steps = tuple(Step(low, high, choice, Fraction(rate), "printed", "a.txt:2") for low, high, choice, rate in steps)
    nothing = frozenset()
    return Modifier(
        name, None, Fraction(0), Fraction(0), nothing, nothing, "printed", "a.txt:1", measure=measure, steps=steps
    )


HEAD_COUNT = by("head_count", "staff", (50, 100, "", "-0.05"), (100, None, "", "-0.10"))
INDUSTRY = by("industry", "industry", (None, None, "hosting", "0.30"), (None, None, "farming", "-0.15"))


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


@pytest.mark.parametrize(
    ("staff", "expected"),
    [(0, []), (49, []), (50, ["0.95"]), (99, ["0.95"]), (100, ["0.90"]), (10**9, ["0.90"])],
)
def test_a_change_by_head_count_holds_from_the_first_of_its_step_to_before_the_next(staff, expected):
    group = ModifierGroup("g", "multiply", None, None, (HEAD_COUNT,))
    assert factor(group, answers=(("staff", staff),)) == [Fraction(rate) for rate in expected]


def test_a_step_without_a_lower_end_starts_at_nothing():
    group = ModifierGroup("g", "multiply", None, None, (by("small", "sales", (None, 1000, "", "-0.20")),))
    assert factor(group, answers=(("sales", 0),)) == [Fraction("0.80")]
    assert factor(group, answers=(("sales", 1000),)) == []


@pytest.mark.parametrize(("industry", "expected"), [("hosting", "1.30"), ("farming", "0.85"), ("software", None)])
def test_a_change_by_industry_is_that_of_its_word(industry, expected):
    group = ModifierGroup("g", "add", None, None, (INDUSTRY,))
    assert factor(group, answers=(("industry", industry),)) == ([Fraction(expected)] if expected else [])


def test_changes_by_measures_share_the_bounds_of_their_group():
    group = ModifierGroup("g", "add", Fraction("-0.20"), Fraction("0.20"), (change("a", "-0.12"), HEAD_COUNT, INDUSTRY))
    answers = (("staff", 100), ("industry", "farming"))
    assert factor(group, answers=answers) == [Fraction("0.80")]
    assert factor(group, answers=(("staff", 100), ("industry", "hosting"))) == [Fraction("1.08")]


def test_a_change_by_a_measure_names_its_step_and_the_fact_it_used():
    group = ModifierGroup("g", "multiply", None, None, (HEAD_COUNT,))
    ((_, line),) = factors((group,), "clinic", "all_risk", (), (("staff", 60),))
    assert (line.key, line.value, line.source, line.facts) == (
        "modifier.head_count", Fraction("-0.05"), "a.txt:2", ("staff",)
    )  # fmt: skip
    assert line.params == (("value", 60),)


def test_nobody_decides_a_change_that_a_measure_decides():
    group = ModifierGroup("g", "multiply", None, None, (HEAD_COUNT,))
    with pytest.raises(ValueError, match="not a change"):
        factor(group, (("head_count", Fraction("-0.10")),), (("staff", 60),))
