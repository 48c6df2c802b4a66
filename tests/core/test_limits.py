from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from sonae.core.cover_terms import CoverTerms
from sonae.core.levels import Level
from sonae.core.limits import Amount, LevelRule, resolve
from sonae.core.moments import Term
from sonae.core.problems import Refusal
from sonae.core.scheme import Text
from tests.core.conftest import NOW

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
        rule("hours", "waiting", Amount(hours=12), "line"),
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
