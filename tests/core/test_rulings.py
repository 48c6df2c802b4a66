"""A person decides where the wording needs one, by name and with a reason; nobody can decide what is not yet known."""

from dataclasses import replace
from datetime import datetime

import pytest

from sonae.core.claims import outcomes_of
from sonae.core.conditions import Is
from sonae.core.coverage import NEEDS_PERSON, Ruling
from sonae.core.coverage_trace import decision_line
from sonae.core.decision_words import say_ruling
from sonae.core.moments import TOKYO
from sonae.core.problems import Refusal
from sonae.core.rulings import ruled
from sonae.core.wording_words import words_of
from tests.support.terms import clause, cover, fact, judged, part, wording

RULING = Ruling("r1", "p", "covered", "Aoki", "no loss by it", datetime(2025, 6, 1, tzinfo=TOKYO))
TERMS = wording(
    "abcd",
    [
        clause("t", "trigger", Is("a")),
        clause("x", "exclusion", Is("b"), effect="person"),
        clause("y", "exclusion", Is("c"), on=["p/k"]),
        clause("z", "exclusion", Is("d"), on=["p"]),
    ],
    parts=[part("p", "i", "k"), part("q")],
)
HOLDING = cover(TERMS, parts={"p"})


def decision(**facts):
    said = {"c": False, "d": False, **facts}
    return judged(TERMS, HOLDING, **{name: value for name, value in said.items() if value is not None})


def told(given, **changes):
    answer = ruled(given, [RULING._replace(**changes)])
    assert isinstance(answer, Refusal)
    return [(one.field, one.key.removeprefix("problem.ruling_")) for one in answer.errors]


def test_what_a_person_decides_is_the_answer_for_the_part_and_its_items():
    before = decision(a=True, b=True)
    assert set(before.answers.values()) == {NEEDS_PERSON, "not_covered"}
    after = ruled(before, [RULING])
    assert {key: one for key, one in after.answers.items() if key.startswith("p")} == {
        "p": "covered",
        "p/i": "covered",
        "p/k": "covered",
    }
    assert after.settled
    assert outcomes_of(after)["p", "i"] == "covered"


def test_an_item_can_have_a_ruling_of_its_own():
    own = RULING._replace(id="r2", place="p/k", answer="not_covered")
    answers = ruled(decision(a=True, b=True), [RULING, own]).answers
    assert (answers["p/i"], answers["p/k"]) == ("covered", "not_covered")


def test_what_else_refuses_an_item_stands_beside_the_ruling_on_its_part():
    before = decision(a=True, b=True, c=True)
    after = ruled(before, [RULING])
    assert (after.answers["p"], after.answers["p/i"], after.answers["p/k"]) == ("covered", "covered", "not_covered")
    refused = next(one for one in after.outcomes if one.key == "p/k")
    assert (refused.because, refused.ruling) == (("y",), None)


def test_what_is_else_unknown_of_an_item_stays_unknown():
    after = ruled(decision(a=True, b=True, c=None), [RULING])
    assert (after.answers["p/i"], after.answers["p/k"]) == ("covered", "undecided")


def test_a_person_goes_against_clauses_only_by_naming_them_and_what_they_said_stays():
    before = decision(a=False, b=False)
    assert told(before) == [("rulings.0.against", "against")]
    named = RULING._replace(against=("t",))
    after = ruled(before, [named])
    assert (before.answers["p"], after.answers["p"]) == ("not_covered", "covered")
    assert after.met == before.met
    outcome = next(one for one in after.outcomes if one.key == "p")
    assert (outcome.because, outcome.ruling) == (("t",), named)


def test_a_ruling_beside_a_refusal_needs_to_name_it_even_where_a_person_is_called_for():
    before = decision(a=True, b=True, d=True)
    assert told(before) == [("rulings.0.against", "against")]
    assert ruled(before, [RULING._replace(against=("z",))]).answers["p"] == "covered"
    assert ruled(before, [RULING._replace(answer="not_covered")]).answers["p"] == "not_covered"


def test_a_ruling_says_its_clauses_in_words(catalogue):
    words = words_of(TERMS, catalogue.words)
    left = next(one for one in ruled(decision(a=True, b=True), [RULING]).outcomes if one.key == "p")
    before = decision(a=True, b=True, d=True)
    against = next(one for one in ruled(before, [RULING._replace(against=("z",))]).outcomes if one.key == "p")
    assert say_ruling(before, left, words, "en").endswith("Left to a person by: x x")
    assert say_ruling(before, against, words, "en").endswith("Left to a person by: x x. This goes against: z z")


def test_the_trace_says_who_decided_when_and_why(catalogue):
    line = decision_line(ruled(decision(a=True, b=True), [RULING]))
    answers = line.children[2].children
    (said,) = next(one for one in answers if one.key == "outcome.p").children
    words = words_of(TERMS, catalogue.words)
    assert words.line(said, "en") == "Decided by a person (Aoki): no loss by it"
    assert said.value == RULING.decided_at


@pytest.mark.parametrize(
    ("facts", "changes", "wrong"),
    [
        ({"a": True}, {}, [("rulings.0.place", "undecided")]),
        ({"a": True, "b": True}, {"place": "o"}, [("rulings.0.place", "place")]),
        ({"a": True, "b": True}, {"place": "q"}, [("rulings.0.place", "not_held")]),
        ({"a": True, "b": True}, {"answer": "perhaps"}, [("rulings.0.answer", "answer")]),
        ({"a": True, "b": True}, {"against": ("y",)}, [("rulings.0.against", "against_unknown")]),
        ({"a": True, "b": True, "d": None}, {}, [("rulings.0.place", "undecided")]),
        (
            {"a": True, "b": True},
            {"by": " ", "reason": ""},
            [("rulings.0.by", "by"), ("rulings.0.reason", "reason")],
        ),
    ],
)
def test_a_ruling_that_cannot_be_made_is_refused_with_every_reason(facts, changes, wrong):
    assert told(decision(**facts), **changes) == wrong


def test_two_rulings_on_one_place_and_a_moment_without_zone_are_refused():
    local = RULING._replace(id="r2", decided_at=RULING.decided_at.replace(tzinfo=None))
    answer = ruled(decision(a=True, b=True), [RULING, local])
    assert [one.key for one in answer.errors] == ["problem.ruling_twice", "problem.moment_without_zone"]


def test_without_rulings_nothing_changes():
    before = decision(a=True, b=True)
    assert ruled(before, []) == before


@pytest.mark.parametrize(("day", "wrong"), [(31, False), (30, True)])
def test_nobody_rules_before_the_day_of_the_first_notice(day, wrong):
    terms = wording(["a", fact("found_at", "moment")], [clause("t", "trigger", Is("a"))])
    terms = replace(terms, allocation=replace(terms.allocation, costs_since="found_at"))
    given = judged(terms, a=True, found_at=datetime(2025, 5, 31, 9, tzinfo=TOKYO))
    place = next(iter(given.answers))
    answer = ruled(
        given, [RULING._replace(place=place, answer="not_covered", decided_at=datetime(2025, 5, day, 8, tzinfo=TOKYO))]
    )
    assert [one.field for one in getattr(answer, "errors", ())] == (["rulings.0.decided_at"] if wrong else [])
