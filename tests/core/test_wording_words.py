"""A wording's own codes, conditions and values in words; and in what two wordings differ."""

import json
import re
from datetime import datetime
from fractions import Fraction

import pytest

from sonae.core.condition_words import condition_answer, condition_lines
from sonae.core.conditions import (
    All,
    AnyOf,
    Before,
    Chosen,
    Happened,
    Inside,
    Is,
    LastsLonger,
    Not,
    Number,
    Same,
    WithinDays,
)
from sonae.core.coverage import decide
from sonae.core.coverage_trace import decision_line
from sonae.core.moments import NEVER, TOKYO
from sonae.core.wording_answer import wording_answer
from sonae.core.wording_difference import wording_difference, wording_difference_answer
from sonae.core.wording_words import say_switch, say_value, texts_of, words_of
from tests.support.terms import cover, switch


@pytest.fixture
def small(small_catalogue):
    return small_catalogue.wordings["small-2026"]


@pytest.fixture
def words(small_catalogue, small):
    return words_of(small, small_catalogue.words)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_line_of_a_decision_has_words(small, words, language):
    line = decision_line(decide(cover(small), {}, small))
    lines = [line, *line.children, *(inner for one in line.children for inner in one.children)]
    assert len(lines) > 15
    assert [one.key for one in lines if words.line(one, language) == one.key] == []


def test_keys_say_what_they_stand_for(words):
    assert words.say("clause.meant", "en") == "Acts on purpose"
    assert words.say("fact.leak", "ja") == "患者さんの情報が外に出ましたか。"
    assert words.say("outcome.liability/litigation", "en") == "Liability: Lawyers' fees"
    assert words.say("choice.who.outsider", "ja") == "外部の人"
    assert words.say("level.joint", "en") == "Limit of damages and costs together"
    assert words.say("switch.waiting_hours", "en") == "Waiting hours"


def test_texts_are_worked_out_once(small):
    assert texts_of(small) is texts_of(small)


@pytest.mark.parametrize(
    ("name", "value", "ja", "en"),
    [
        ("leak", True, "はい", "yes"),
        ("leak", False, "いいえ", "no"),
        ("leak", None, "わからない", "not known"),
        ("found_at", NEVER, "起きていない", "never"),
        (
            "found_at",
            datetime(2026, 6, 3, 2, 10, tzinfo=TOKYO),
            "2026年(令和8年)6月3日午前2時10分",
            "3 June 2026, 02:10",
        ),
        ("persons", 30_000, "30,000", "30,000"),
        ("gift_yen", 1_000, "1,000円", "1,000 yen"),
        ("who", "outsider", "外部の人", "somebody outside"),
    ],
)
def test_values_are_said_as_people_read_them(small, words, name, value, ja, en):
    assert [say_value(small, words, name, value, language) for language in ("ja", "en")] == [ja, en]


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("rate", Fraction(9, 10), "90%"),
        ("yen", 1_000, "1,000 yen"),
        ("count", 12, "12"),
        ("yes_no", True, "yes"),
        ("count", None, "no such term"),
    ],
)
def test_switches_are_said_with_their_value(words, kind, value, said):
    assert say_switch(switch("s", kind, None), words, value, "en") == said


CONDITIONS = [
    (Is("leak"), "leak", "is yes", "is no"),
    (Chosen("who", frozenset({"employee"})), {"is": {"who": ["employee"]}}, "is an employee", "something else"),
    (Number("persons", 5, None), {"at_least": {"persons": 5}}, "5 or more", "less than 5"),
    (Number("persons", None, 5), {"at_most": {"persons": 5}}, "5 or less", "more than 5"),
    (Happened("found_at"), {"happened": "found_at"}, "has happened", "has not happened"),
    (Inside("found_at", "term_start", "term_end"), {"in_term": "found_at"}, "within the term", "outside the term"),
    (Before("found_at", "back_at"), {"before": ["found_at", "back_at"]}, "is before", "is not before"),
    (Before("found_at", "back_at", or_same=True), {"not_after": ["found_at", "back_at"]}, "not after", "is after"),
    (
        WithinDays("found_at", "back_at", 10),
        {"within_days": {"from": "found_at", "to": "back_at", "days": 10}},
        "at most 10 days",
        "not within 10 days",
    ),
    (
        LastsLonger("found_at", "back_at", "waiting_hours"),
        {"longer_than": {"from": "found_at", "to": "back_at", "hours": "waiting_hours"}},
        "more than “Waiting hours” hours",
        "no more than “Waiting hours” hours",
    ),
    (Same("who", "insured"), {"same": ["who", "insured"]}, "the same answer", "different answers"),
]


@pytest.mark.parametrize(
    ("condition", "written", "said", "contrary"), CONDITIONS, ids=[str(one[1])[:20] for one in CONDITIONS]
)
def test_a_condition_is_said_in_words_and_as_it_is_written(small, words, condition, written, said, contrary):
    assert condition_answer(condition) == written
    assert condition_answer(Not(condition)) == {"not": written}
    for shown, text in ((condition, said), (Not(condition), contrary)):
        (line,) = condition_lines(shown, small, words, "en")
        assert text in line.text
        (line,) = condition_lines(shown, small, words, "ja")
        assert "when." not in line.text
        assert "{" not in line.text


def test_parts_of_a_condition_are_indented_below_it(small, words):
    condition = Not(All((Is("leak"), AnyOf((Is("attack"), Not(Is("intent")))))))
    found = [(one.depth, one.text) for one in condition_lines(condition, small, words, "en")]
    assert found == [
        (0, "not all of these hold:"),
        (1, "“Did information on patients get out?” is yes"),
        (1, "one of these holds:"),
        (2, "“Were your computers attacked?” is yes"),
        (2, "“Was it done on purpose?” is no"),
    ]
    assert condition_answer(condition) == {"not": {"all": ["leak", {"any": ["attack", {"not": "intent"}]}]}}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_wording_is_said_whole(small, small_catalogue, language):
    said = wording_answer(small, small_catalogue.words, language)
    text = json.dumps(said, ensure_ascii=False)
    assert [one["id"] for one in said["clauses"]] == list(small.clauses)
    assert [one["id"] for one in said["levels"]] == ["cost_ratio", "cost_limit", "joint", "profit_limit"]
    assert said["switches"][1]["value"] == "0.9"
    assert "when." not in text
    if language == "en":
        assert re.findall("[ぁ-ん]", text) == []


def test_two_editions_differ_in_what_they_say_and_in_the_order_of_their_levels(small_catalogue):
    codes = ("small-2025", "small-2026")
    found = wording_difference(*(small_catalogue.wordings[code] for code in codes), small_catalogue.words, "en")
    told = {section: [one.id for one in several] for section, several in found.sections.items() if several}
    assert told == {"clauses": ["neglect", "many"], "switches": ["cost_ratio"], "facts": ["persons"]}
    assert found.reordered
    fields = {one.name: (one.one, one.other) for one in found.sections["clauses"][0].fields}
    assert fields["effect"] == ("refuses", "may_refuse")
    said = wording_difference_answer(found, "en")
    assert [(one["id"], one["in"]) for one in said["clauses"]] == [("neglect", "both"), ("many", "other")]


def test_a_wording_differs_from_itself_in_nothing(small, small_catalogue):
    found = wording_difference(small, small, small_catalogue.words, "ja")
    assert (set(found.sections.values()), found.reordered) == ({()}, False)


def test_a_condition_comes_back_as_data_with_the_same_answers_though_not_letter_for_letter(small_catalogue):
    """``more_than`` becomes ``at_least``, a predicate what it means; a form nobody knows is a defect and said so."""
    clauses = small_catalogue.wordings["small-2026"].clauses
    inside = {"not": {"is": {"who": ["employee", "named_insured"]}}}
    assert condition_answer(clauses["attacked"].when) == {"all": ["attack", inside]}
    assert condition_answer(clauses["many"].when) == {"at_least": {"persons": 1_000_001}}
    with pytest.raises(TypeError):
        condition_answer(Inside("found_at", "back_at", "term_end"))
