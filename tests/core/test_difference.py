"""Changing one fact re-decides: what moved, from what to what."""

import json

import pytest

from sonae.core.conditions import Is
from sonae.core.coverage import decide
from sonae.core.difference import ANSWER, CLAUSE, FACT, change_words, difference, difference_answer
from sonae.core.facts import Known
from tests.support.terms import clause, cover, follows, judged, part, wording

A, B, C = (Is(name) for name in "abc")
COSTS = part("costs", "letters", "lawyer")


@pytest.fixture
def terms():
    clauses = [clause("t", "trigger", A), clause("x", "exclusion", B), clause("y", "exclusion", C)]
    return wording("abc", clauses, implications=[follows("r", B, c=True)])


def moved(changes):
    return [tuple(one) for one in changes]


def test_nothing_moved(terms):
    found = difference(judged(terms, a=True), judged(terms, a=True))
    assert found.nothing
    assert (found.facts, found.clauses, found.answers, found.amounts) == ((), (), (), ())


def test_one_fact_moves_clauses_and_answers(terms):
    found = difference(judged(terms, a=True, b=False, c=False), judged(terms, a=True, b=False, c=True))
    assert moved(found.facts) == [("c", False, True)]
    assert moved(found.clauses) == [("y", "not_met", "met")]
    assert moved(found.answers) == [("costs", "covered", "not_covered"), ("costs/letters", "covered", "not_covered")]


def test_a_part_whose_items_all_moved_alike_is_one_row(terms):
    found = difference(judged(terms, a=True, b=False, c=False), judged(terms, a=True, b=False, c=True))
    assert moved(found.together) == [("costs", "covered", "not_covered")]


def test_an_item_that_moved_otherwise_keeps_all_rows_of_its_part():
    two = wording("ab", [clause("t", "trigger", A), clause("x", "exclusion", B, on=["costs/lawyer"])], parts=[COSTS])
    found = difference(judged(two, a=False, b=True), judged(two, a=True, b=True))
    assert moved(found.together) == [("costs", "not_covered", "covered"), ("costs/letters", "not_covered", "covered")]


def test_what_follows_moves_with_it(terms):
    found = difference(judged(terms, a=True), judged(terms, a=True, b=True))
    assert moved(found.facts) == [("b", None, True), ("c", None, True)]


def test_a_fact_that_is_no_longer_known_moves_to_nothing(terms):
    assert moved(difference(judged(terms, a=True), judged(terms)).facts) == [("a", True, None)]


def test_the_cover_moves_too(terms):
    before, after = cover(terms), cover(terms, family="leak_only", parts=[])
    found = difference(judged(terms, before, a=True), judged(terms, after, a=True))
    assert moved(found.cover) == [("family", "whole", "leak_only"), ("parts", "costs", "")]


def test_amounts_by_any_name(terms):
    one = judged(terms, a=True)
    found = difference(one, one, {"line.l1": 3, "left": 5}, {"line.l1": 2, "line.l2": 1, "left": 5})
    assert moved(found.amounts) == [("line.l1", 3, 2), ("line.l2", None, 1)]
    assert not found.nothing


@pytest.fixture
def editions(small_catalogue):
    """The same facts under last year's edition and this year's."""
    facts = {"leak": Known(value=True), "neglected": Known(value=True)}
    terms = [small_catalogue.wordings[code] for code in ("small-2025", "small-2026")]
    return [decide(cover(one), facts, one) for one in terms]


def test_the_same_facts_under_last_years_edition_give_last_years_result(editions):
    last_year, this_year = editions
    assert (last_year.answers["liability"], this_year.answers["liability"]) == ("undecided", "undecided")
    assert last_year.met["neglect"] is this_year.met["neglect"] is True
    assert [one.because for one in last_year.outcomes if one.key == "liability"] == [("neglect",)]


def test_two_editions_are_compared_clause_by_clause(editions):
    found = difference(*editions)
    assert [one.id for one in found.editions] == ["wording", "digest"]
    assert ("many", None, "unknown") in moved(found.clauses)


@pytest.mark.parametrize(
    ("language", "fact", "clause_"),
    [
        ("en", ("Was a known weakness left open?", "yes", "no"), ("6③ Known weakness", "met", "not met")),
        (
            "ja",
            ("知らせを受けていた弱点を放置していましたか。", "はい", "いいえ"),
            ("6③ 弱点の放置", "あてはまる", "あてはまらない"),
        ),
    ],
)
def test_every_change_is_said_in_words(small_catalogue, language, fact, clause_):
    terms, words = small_catalogue.wordings["small-2026"], small_catalogue.words
    decisions = [decide(cover(terms), {"neglected": Known(value)}, terms) for value in (True, False)]
    found = difference(*decisions)
    assert change_words(found, FACT, found.facts[0], words, language) == fact
    assert change_words(found, CLAUSE, found.clauses[0], words, language) == clause_
    said = difference_answer(found, words, language)
    assert json.loads(json.dumps(said))["facts"][0]["before_text"] == fact[1]


def test_an_answer_is_said_with_its_part_and_item(small_catalogue):
    terms, words = small_catalogue.wordings["small-2026"], small_catalogue.words
    facts = {"intent": Known(value=True), "who": Known("named_insured"), "war_sign": Known(value=False)}
    found = difference(decide(cover(terms), {}, terms), decide(cover(terms), facts, terms))
    said = {one.id: change_words(found, ANSWER, one, words, "en") for one in found.answers}
    assert said["liability/litigation"] == ("Liability: Lawyers' fees", "undecided", "not covered")
