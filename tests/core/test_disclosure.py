"""Questions that apply, answers that are wrong, answers that are kept."""

import hashlib
from dataclasses import replace

import pytest

from sonae.core.disclosure import (
    LONGEST,
    answer_problems,
    asked,
    changes,
    concerns,
    freeze,
    read_answers,
    thaw,
)
from tests.core.applying import ANSWERS


@pytest.fixture
def questions(catalogue):
    return catalogue.disclosures["medical-2025"]


def keys(problems):
    return {one.field: one.key.removeprefix("problem.") for one in problems}


def test_at_first_only_what_hangs_on_nothing_is_asked(questions):
    ids = [one.id for one in asked(questions, {})]
    assert ids == ["systems_used", "incidents", "known_circumstances", "other_cover"]


def test_an_answer_brings_the_questions_that_hang_on_it(questions):
    without = {one.id for one in asked(questions, ANSWERS)}
    assert "incident_count" not in without
    assert "incident_count" in {one.id for one in asked(questions, {**ANSWERS, "incidents": True})}


def test_what_hangs_on_a_question_not_asked_is_not_asked_either(questions):
    answers = {**ANSWERS, "systems_used": False}
    assert "restore_tested" not in {one.id for one in asked(questions, answers)}
    assert answer_problems(questions, answers) == ()


def test_complete_answers_have_no_problem(questions):
    assert answer_problems(questions, ANSWERS) == ()


def test_everything_wrong_is_told_at_once(questions):
    answers = {
        **{name: one for name, one in ANSWERS.items() if name != "ledger"},
        "patches": "yes",
        "backup": "tape",
        "incidents": True,
        "incident_count": 0,
        "incident_story": " ",
        "shoe_size": 42,
    }
    assert keys(answer_problems(questions, answers)) == {
        "shoe_size": "answer_unknown",
        "ledger": "answer_needed",
        "patches": "answer_yes_no",
        "backup": "answer_choice",
        "incident_count": "answer_count",
        "incident_story": "answer_needed",
    }


@pytest.mark.parametrize(("count", "wrong"), [(0, True), (1, False), (1000, False), (1001, True), (True, True)])
def test_a_count_lies_within_its_bounds(questions, count, wrong):
    answers = {**ANSWERS, "incidents": True, "incident_count": count, "incident_story": "a fax"}
    assert ("incident_count" in keys(answer_problems(questions, answers))) is wrong


def test_a_text_has_an_end_and_may_be_left_out_where_it_is_not_required(questions):
    answers = {**ANSWERS, "other_cover": True, "other_cover_story": "x" * (LONGEST + 1)}
    assert keys(answer_problems(questions, answers)) == {"other_cover_story": "answer_text"}
    story = replace(questions.questions["other_cover_story"], required=False)
    free = replace(questions, questions={**questions.questions, "other_cover_story": story})
    assert answer_problems(free, {**ANSWERS, "other_cover": True}) == ()


def test_reads_what_people_type(questions):
    answers, wrong = read_answers(
        questions, {"systems_used": "はい", "incidents": "no", "incident_count": "３", "backup": "offline", "logs": ""}
    )
    assert answers == {"systems_used": True, "incidents": False, "incident_count": 3, "backup": "offline"}
    assert wrong == []


def test_what_cannot_be_read_is_told(questions):
    _, wrong = read_answers(questions, {"systems_used": "perhaps", "incident_count": "some", "sytems_used": "yes"})
    assert keys(wrong) == {
        "systems_used": "answer_yes_no",
        "incident_count": "answer_count",
        "sytems_used": "answer_unknown",
    }


def test_each_answer_that_concerns_the_insurer_is_a_line(questions):
    answers = {**ANSWERS, "patches": False, "two_factor": "neither", "backup": "online", "known_circumstances": True}
    assert [line.facts for line in concerns(questions, answers)] == [
        ("patches",),
        ("two_factor",),
        ("backup",),
        ("known_circumstances",),
    ]
    assert concerns(questions, ANSWERS) == ()


def test_what_is_not_answered_or_not_asked_concerns_nobody(questions):
    assert concerns(questions, {}) == ()
    assert concerns(questions, {**ANSWERS, "systems_used": False, "patches": False}) == ()


def test_frozen_answers_are_the_same_text_and_hash_in_any_order(questions):
    frozen = freeze(questions, ANSWERS)
    assert freeze(questions, dict(reversed(ANSWERS.items()))) == frozen
    assert frozen.sha256 == hashlib.sha256(frozen.text.encode()).hexdigest()
    assert (frozen.questions, frozen.edition, frozen.digest) == ("medical-2025", "2025", questions.digest)
    assert thaw(frozen.text) == frozen


def test_an_answer_to_a_question_that_does_not_apply_is_not_kept(questions):
    frozen = freeze(questions, {**ANSWERS, "systems_used": False})
    assert dict(frozen.answers) == {
        "systems_used": False,
        "incidents": False,
        "known_circumstances": False,
        "other_cover": False,
    }


def test_nothing_is_frozen_while_anything_is_wrong(questions):
    with pytest.raises(ValueError, match="ledger, incidents"):
        freeze(questions, {name: one for name, one in ANSWERS.items() if name not in {"ledger", "incidents"}})


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"answers":{},"digest":"d","edition":"e", "questions":"q"}'])
def test_a_text_that_was_never_frozen_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        thaw(text)


def test_two_frozen_sets_are_compared_question_by_question(questions):
    before = freeze(questions, ANSWERS)
    after = freeze(questions, {**ANSWERS, "patches": False, "systems_used": True, "backup": "none"})
    assert {one.question: (one.before, one.after) for one in changes(before, after)} == {
        "patches": (True, False),
        "backup": ("offline", "none"),
        "restore_tested": (True, None),
    }
    assert changes(before, before) == ()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_reason_has_words(catalogue, questions, language):
    answers = {**ANSWERS, "patches": False, "incidents": True, "incident_count": 1, "incident_story": "x"}
    said = [catalogue.words.line(line, language) for line in concerns(questions, answers)]
    assert len(said) == 2
    assert not [text for text in said if text.startswith("referral.")]


def test_it_has_about_as_many_questions_as_fit_on_a_sheet(questions):
    assert 15 <= len(questions.questions) <= 26
    assert {one.status for one in questions.questions.values()} == {"assumed"}
