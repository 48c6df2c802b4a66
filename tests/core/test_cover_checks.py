"""A cover stands under its wording only where every name is known and every figure can be."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from sonae.core.conditions import All, Chosen, Is, WithinDays
from sonae.core.cover_checks import check_cover
from sonae.core.coverage import decide
from sonae.core.limits import Amount, LevelRule
from sonae.core.moments import Term
from sonae.core.problems import Refusal
from sonae.core.settlement import settle
from tests.support import terms

LIMIT = LevelRule("most", "limit", "term", frozenset(), frozenset(), Amount(of="cost_limit"), terms.said("m"), "x", ())
SMALL = terms.wording(
    [
        "leak",
        terms.fact("insured", "choice", choices=("named_insured", "employee"), given=True),
        terms.fact("found_at", "moment"),
        terms.fact("told_at", "moment"),
    ],
    [
        terms.clause("t", "trigger", All((Is("leak"), WithinDays("found_at", "told_at", "days")))),
        terms.clause("who", "exclusion", Chosen("insured", frozenset({"employee"}))),
    ],
    parts=[terms.part("costs", "letters"), replace(terms.part("profit", "loss", side="rider"), needs="costs")],
    switches=[
        replace(terms.switch("days", "count", 30), lowest=2, highest=240),
        terms.switch("ratio", "rate", Fraction(1)),
        terms.switch("strict", "yes_no", value=True),
        terms.switch("cap", "yen", None),
    ],
    levels=(LIMIT,),
)
COVER = terms.cover(SMALL)
NAIVE = terms.START.replace(tzinfo=None)


def told(**changed):
    return [(one.field, one.key.removeprefix("problem.")) for one in check_cover(replace(COVER, **changed), SMALL)]


def test_a_cover_that_stands_has_no_problems():
    assert told() == []
    assert told(facilities=("aoki",), shared=False, switches={"cap": None, "days": 2, "ratio": 0}) == []


@pytest.mark.parametrize(
    ("changed", "field", "key"),
    [
        ({"family": "wole"}, "family", "cover_family"),
        ({"parts": frozenset({"costs", "cots"})}, "parts", "part_unknown"),
        ({"parts": frozenset({"profit"})}, "parts", "part_needs"),
        ({"triggers": frozenset({"who"})}, "triggers", "trigger_unknown"),
        ({"insured": "employe"}, "insured", "insured_unknown"),
        ({"term": Term(terms.START, terms.START)}, "term", "term_backwards"),
        ({"term": Term(NAIVE, terms.TERM.end)}, "term.start", "moment_without_zone"),
        ({"first_contract_at": NAIVE}, "first_contract_at", "moment_without_zone"),
        ({"first_contract_at": terms.START + timedelta(seconds=1)}, "first_contract_at", "first_contract_late"),
        ({"amounts": {"cost_limt": 5}}, "amounts.cost_limt", "amount_unread"),
        ({"amounts": {"cost_limit": -1}}, "amounts.cost_limit", "yen_negative"),
        ({"amounts": {"cost_limit": 1.5}}, "amounts.cost_limit", "yen_not_whole"),
        ({"amounts": {"cost_limit": 10**15 + 1}}, "amounts.cost_limit", "yen_beyond"),
        ({"facilities": ("aoki", "aoki")}, "facilities", "facility_twice"),
        ({"facilities": ("",)}, "facilities", "name_needed"),
        ({"shared": False}, "facilities", "facilities_needed"),
        ({"switches": {"dais": 3}}, "switches.dais", "switch_unknown"),
        ({"switches": {"days": 1}}, "switches.days", "switch_cannot_be"),
        ({"switches": {"days": 241}}, "switches.days", "switch_cannot_be"),
        ({"switches": {"days": True}}, "switches.days", "switch_cannot_be"),
        ({"switches": {"days": Fraction(5, 2)}}, "switches.days", "switch_cannot_be"),
        ({"switches": {"ratio": Fraction(3, 2)}}, "switches.ratio", "switch_cannot_be"),
        ({"switches": {"strict": "yes"}}, "switches.strict", "switch_cannot_be"),
        ({"switches": {"strict": None}}, "switches.strict", "switch_cannot_be"),
        ({"switches": {"cap": -1}}, "switches.cap", "switch_cannot_be"),
    ],
)
def test_each_thing_wrong_is_told_by_its_field_in_deciding_and_settling(changed, field, key, catalogue):
    assert told(**changed) == [(field, key)]
    holding = replace(COVER, **changed)
    for answer in (decide(holding, {}, SMALL), settle(holding, SMALL, [])):
        assert isinstance(answer, Refusal)
        assert answer.errors[0] == check_cover(holding, SMALL)[0]
        for language in ("ja", "en"):
            words = catalogue.words.problem(answer.errors[0], language)
            assert "{" not in words
            assert words != answer.errors[0].key


def test_a_term_that_clauses_hang_on_cannot_be_taken_away(catalogue):
    (problem,) = check_cover(replace(COVER, switches={"days": None}), SMALL)
    assert catalogue.words.problem(problem, "en") == (
        "clauses are decided by it, so it cannot be none; write a whole number (>= 2, <= 240)"
    )
    assert "整数 (>= 2, <= 240)を書いて" in catalogue.words.problem(problem, "ja")


def test_everything_is_told_at_once_with_the_nearest_name():
    changed = replace(COVER, family="wole", parts=frozenset({"cots"}), switches={"dais": 3})
    assert [dict(one.params)["nearest"] for one in check_cover(changed, SMALL)] == ["whole", "costs", "days"]


def test_what_was_found_is_remembered_and_what_it_is_about_can_only_be_read():
    amounts = {"cost_limit": 1}
    holding = replace(COVER, amounts=amounts)
    assert check_cover(holding, SMALL) is check_cover(holding, SMALL)
    amounts["cost_limit"] = -1
    assert holding.amounts == {"cost_limit": 1}
    with pytest.raises(TypeError):
        holding.switches["days"] = 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"shared": "no"}, "shared"),
        ({"emergency_support": 1}, "emergency_support"),
        ({"facilities": "ABC"}, "facilities"),
        ({"facilities": (1, 2)}, "facilities"),
        ({"parts": ["liability"]}, "parts"),
        ({"member": 5}, "member"),
    ],
)
def test_refuses_what_is_of_another_type_and_looks_at_nothing_else(changed, field):
    assert told(**changed) == [(field, "cover_type")]
