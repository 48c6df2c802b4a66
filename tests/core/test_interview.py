"""An interview asks little more than somebody would who knew beforehand what matters."""

import os
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.core.conditions import Inside, Is, Not
from sonae.core.fact_reading import FactError
from sonae.core.facts import Known
from sonae.core.interview import answered, begin, hour_asked, next_fact, read_answer, standing, taken_back
from sonae.core.problems import Refusal
from sonae.core.questions import next_questions
from sonae.core.scheme import Text
from sonae.loader import BUILT_IN
from sonae.loader.case_files import read_case
from sonae.loader.problems import Log
from tests.support.shortest import Search, hitting, interviewed
from tests.support.terms import START, TERM, at, clause, cover, fact, follows, judged, wording

EDITIONS = sorted(path for path in (BUILT_IN / "wordings").glob("*") if path.is_dir())
MOST = 1.3
# every fifth case in `make test`, all of them in `make test-full`
STEP = 1 if os.environ.get("SONAE_FULL") == "1" else 5
A, B, C = (Is(name) for name in "abc")


@pytest.fixture
def talk():
    """An interview about a trigger on a, exclusions on b and c, and a rule by which b follows from c."""
    clauses = [clause("t", "trigger", A), clause("x", "exclusion", B), clause("y", "exclusion", C)]
    terms = wording("abc", clauses, implications=[follows("r", C, b=True)])
    return begin(terms, cover(terms), {})


def told(interview, **answers):
    for name, value in answers.items():
        interview = answered(interview, name, value)
        assert not isinstance(interview, Refusal)
    return interview


def test_ends_with_the_decision_on_everything_that_was_said(talk):
    done = told(talk, a=True, b=False)
    assert standing(done).answers["costs"] == "undecided"
    assert next_fact(done, standing(done)) == "c"
    done = told(done, c=False)
    assert (standing(done).answers["costs"], next_fact(done, standing(done))) == ("covered", "")


def test_does_not_ask_again_what_nobody_knows(talk):
    asked = told(talk, a=None)
    assert asked.unknown == {"a"}
    assert "a" not in next_questions(standing(asked), asked.unknown)


def test_one_question_that_nobody_can_answer_ends_no_interview():
    clauses = [clause("t", "trigger", A), clause("war", "exclusion", B, effect="person"), clause("y", "exclusion", C)]
    terms = replace(wording("abc", clauses), opening=("b",))
    asked = begin(terms, cover(terms), {})
    assert next_fact(asked, standing(asked)) == "b"
    asked = told(asked, b=None)
    asked = told(asked, **{next_fact(asked, standing(asked)): True})
    assert next_fact(asked, standing(asked)) == "c"
    done = told(asked, c=False)
    assert next_fact(done, standing(done)) == ""


def test_takes_the_last_answer_back_and_asks_it_again(talk):
    one = told(talk, a=True)
    two = told(one, b=False)
    assert taken_back(two) == (one, "b")
    assert taken_back(one) == (talk, "a")
    assert taken_back(talk) == (talk, "")


def test_takes_in_no_contradiction(talk):
    found = answered(told(talk, b=False), "c", value=True)
    assert isinstance(found, Refusal)
    assert [one.field for one in found.errors] == ["b"]


def test_begins_with_what_is_known_and_works_out_anew_what_only_follows(talk):
    decision = judged(talk.wording, a=True, c=True)
    again = begin(talk.wording, talk.terms, decision.facts)
    assert again.before == {"a": Known(True), "c": Known(True)}
    assert standing(again) == decision


WHO = fact("who", "choice", choices=["employee", "outsider"])


@pytest.mark.parametrize("typed", ["2", "２", " outsider", "Outsider?"])
def test_a_choice_is_its_number_its_name_or_its_words(typed):
    named = replace(WHO, choices={**WHO.choices, "outsider": Text("外の人", "Outsider?")})
    assert read_answer(named, typed, ()) == "outsider"


@pytest.mark.parametrize("typed", ["0", "3", "1.5", "somebody"])
def test_what_is_none_of_the_choices_is_refused_with_the_numbers_there_are(typed):
    with pytest.raises(FactError) as error:
        read_answer(WHO, typed, ())
    assert error.value.shape == "1–2"


@pytest.mark.parametrize("typed", ["わからない", "unknown", "Don't know"])
def test_not_known_is_an_answer(typed):
    assert read_answer(fact("a"), typed, ()) is None


def test_nothing_typed_is_no_answer():
    with pytest.raises(FactError):
        read_answer(fact("a"), "", ())


MOMENTS = [fact("m", "moment"), *(fact(name, "moment", given=True) for name in ("term_start", "term_end"))]


def test_a_day_alone_stays_a_day(catalogue):
    assert read_answer(MOMENTS[0], "2026-06-03", catalogue.words.eras) == date(2026, 6, 3)


@pytest.mark.parametrize(
    ("day", "matters"), [(START.date(), True), (at(1).date(), False), (at(-1).date(), False), (TERM.end.date(), True)]
)
def test_the_hour_of_a_day_is_asked_only_where_it_can_change_the_answer(day, matters):
    terms = wording(MOMENTS, [clause("t", "trigger", Inside("m", "term_start", "term_end"))])
    asked = told(begin(terms, cover(terms), {}), m=day)
    assert hour_asked(asked, standing(asked), "m") == (day if matters else None)
    assert standing(asked).settled is not matters
    assert next_fact(asked, standing(asked)) == ""


def test_the_hour_of_a_day_that_a_case_tells_is_asked_for():
    terms = wording(MOMENTS, [clause("t", "trigger", Inside("m", "term_start", "term_end"))])
    talk = begin(terms, cover(terms), {"m": Known(START.date())})
    assert next_fact(talk, standing(talk)) == "m"
    assert standing(told(talk, m=at(hours=1))).answers["costs"] == "covered"
    assert next_fact(told(talk, m=START.date()), standing(talk)) == ""


# --- how many questions ---
@pytest.fixture(scope="module", params=EDITIONS, ids=[folder.name for folder in EDITIONS])
def walked(request, catalogue):
    """Each case of a wording whose facts do not contradict each other, with the interview about it and its search."""
    folder = request.param
    paths = sorted((folder / "cases").glob("*.yaml"))
    read = [read_case(path, path.name, catalogue, Log(), wording=folder.name) for path in paths]
    cases = [case for case in read if case and not isinstance(case.facts, Refusal)]
    return {case.code: (interviewed(case), Search(case)) for case in cases[::STEP]}


def test_asks_at_most_a_third_more_than_the_shortest_path(walked):
    counts = {code: (len(talk.answers), search.least()) for code, (talk, search) in walked.items()}
    asked, least = (sum(count[side] for count in counts.values()) for side in (0, 1))
    report = [f"{name}: {one} asked, {other} at least" for name, (one, other) in counts.items() if one > other]
    said = "\n".join([f"{asked} asked, {least} at least: {asked / least:.2f}", *report])
    print(said)  # shown by pytest -rP
    assert asked <= MOST * least, said


def test_an_interview_ends_where_the_whole_case_does(walked):
    assert walked
    ends = {code: search.result(standing(talk)) for code, (talk, search) in walked.items()}
    assert ends == {code: search.target for code, (_, search) in walked.items()}


@given(st.lists(st.frozensets(st.integers(0, 7), min_size=1, max_size=4), max_size=6))
def test_no_smaller_set_hits_them_all(sets):
    found = hitting(sets)
    assert all(found & one for one in sets)
    smaller = [frozenset(number for number in range(8) if mask >> number & 1) for mask in range(256)]
    assert not [one for one in smaller if len(one) < len(found) and all(one & each for each in sets)]


def test_the_shortest_path_knows_what_matters():
    clauses = [clause("t", "trigger", A), clause("x", "exclusion", Not(B)), clause("y", "exclusion", C)]
    decision = judged(wording("abc", clauses), a=True, b=False, c=False)
    case = SimpleNamespace(code="c", wording=decision.wording, terms=decision.terms, facts=decision.facts)
    assert (Search(case).least(), Search(case).smallest()) == (1, {"b"})


# --- what is refused ---
def test_begins_with_nothing_that_is_refused():
    rules = [follows("r", C, b=True)]
    terms = wording("abc", [clause("t", "trigger", A), clause("x", "exclusion", B)], implications=rules)
    against = begin(terms, cover(terms), {"c": Known(value=True), "b": Known(value=False)})
    assert [one.key for one in against.errors] == ["problem.facts_cannot_all_be"]
    assert begin(terms, cover(terms, family="wole"), {}).errors[0].key == "problem.cover_family"


@pytest.mark.parametrize("value", [True, None])
def test_takes_in_no_answer_to_what_nobody_asks(talk, value):
    assert [one.key for one in answered(talk, "nofact", value).errors] == ["problem.fact_unknown"]


def test_takes_in_no_value_that_a_fact_cannot_have(talk):
    assert [one.key for one in answered(talk, "a", "yes").errors] == ["problem.fact_value"]
