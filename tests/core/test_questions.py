"""What is asked next: only what can still change the answer, and first what settles most."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sonae.core.conditions import All, AnyOf, Inside, Is, LastsLonger, Not, Number, WithinDays
from sonae.core.coverage import NEEDS_PERSON, NOT_COVERED, Decision, decide, still_open
from sonae.core.moments import NEVER
from sonae.core.problems import Refusal
from sonae.core.questions import (
    asked_for,
    hanging_on,
    live_facts,
    needless,
    next_questions,
    open_clauses,
    open_switches,
    samples,
)
from tests.support.random_terms import FACTS, THREE, said_of, wordings
from tests.support.terms import START, TERM, at, clause, cover, fact, follows, judged, known, part, switch, wording

A, B, C, D = (Is(name) for name in "abcd")


def simple(*clauses, facts="abcd", **more):
    return wording(facts, [clause("t", "trigger", A), *clauses], **more)


def test_asks_for_all_that_is_open_at_the_start():
    terms = simple(clause("x", "exclusion", B), clause("d", "duty", C, effect="reduces"))
    assert set(next_questions(judged(terms))) == {"a", "b", "c"}


def test_asks_nothing_once_a_clause_refuses():
    terms = simple(clause("x", "exclusion", B), clause("d", "duty", C, effect="reduces"))
    decision = judged(terms, b=True)
    assert (decision.answers["costs"], next_questions(decision)) == (NOT_COVERED, ())
    assert needless(decision) == ("a", "c", "d")


def test_asks_nothing_once_a_person_must_decide_but_whether_duties_were_kept():
    terms = simple(clause("war", "exclusion", B, effect="person"), clause("d", "duty", C, effect="reduces"))
    decision = judged(terms, b=True)
    assert (decision.answers["costs"], next_questions(decision)) == (NEEDS_PERSON, ("c",))


def test_after_a_refusal_only_asks_whether_a_person_must_decide():
    terms = simple(clause("war", "exclusion", B, effect="person"), clause("x", "exclusion", C))
    assert next_questions(judged(terms, c=True)) == ("b",)


def test_asks_nothing_about_a_part_that_the_cover_lacks():
    clauses = (clause("x", "exclusion", B, on=["costs"]), clause("y", "exclusion", C, on=["profit"]))
    terms = simple(*clauses, parts=(part("costs"), part("profit")))
    assert set(next_questions(judged(terms, cover(terms, parts=["costs"])))) == {"a", "b"}


def test_never_asks_what_comes_with_the_cover():
    facts = ["a", fact("m", "moment"), fact("term_start", "moment", given=True), fact("term_end", "moment", given=True)]
    terms = simple(clause("in", "condition", Inside("m", "term_start", "term_end")), facts=facts)
    assert next_questions(judged(terms, a=True)) == ("m",)


def test_does_not_ask_again_what_nobody_knows():
    terms = simple(clause("x", "exclusion", B))
    assert next_questions(judged(terms), skip=["a"]) == ("b",)
    assert next_questions(judged(terms), skip=["a", "b"]) == ()


def test_still_asks_what_matters_together_with_something_that_may_become_known_later():
    terms = simple(clause("x", "exclusion", B), clause("y", "exclusion", All((B, C))))
    assert next_questions(judged(terms, a=True), skip=["b"]) == ()
    both = simple(clause("y", "exclusion", All((B, C))))
    assert next_questions(judged(both, a=True), skip=["b"]) == ("c",)
    either = simple(clause("x", "exclusion", AnyOf((B, C))))
    assert next_questions(judged(either, a=True), skip=["b"]) == ("c",)


def test_a_call_for_a_person_that_nobody_can_rule_out_cuts_off_no_other_question():
    terms = simple(clause("war", "exclusion", B, effect="person"), clause("x", "exclusion", C))
    assert set(next_questions(judged(terms), skip=["b"])) == {"a", "c"}


def test_does_not_ask_what_would_only_tell_something_that_nobody_knows():
    terms = simple(clause("x", "exclusion", B), implications=[follows("r", Not(D), b=False)])
    assert set(next_questions(judged(terms, a=True))) == {"b", "d"}
    assert next_questions(judged(terms, a=True), skip=["b"]) == ()


def test_what_the_wording_opens_with_is_asked_first_in_its_order():
    terms = simple(clause("x", "exclusion", B), clause("y", "exclusion", C))
    opened = replace(terms, opening=("c", "b"))
    assert next_questions(judged(opened)) == ("c", "b", "a")
    assert next_questions(judged(opened, c=False), skip=["b"]) == ("a",)


def test_asks_first_what_settles_most():
    clauses = [clause(f"x{number}", "exclusion", All((B, one))) for number, one in enumerate((C, D))]
    assert next_questions(judged(simple(*clauses), a=True))[0] == "b"


def test_the_usual_answer_counts_more_than_the_rare_one():
    clauses = (clause("x", "exclusion", B), clause("y", "exclusion", C))
    rare = [fact("a", usual=True), fact("b", usual=False), fact("c", usual=True)]
    assert next_questions(judged(simple(*clauses, facts=rare), a=True))[0] == "c"


def test_equally_good_questions_come_in_the_order_of_the_wording():
    clauses = (clause("y", "exclusion", C), clause("x", "exclusion", B))
    assert next_questions(judged(simple(*clauses), a=True)) == ("b", "c")


def test_asks_for_what_others_follow_from():
    terms = simple(
        *(clause(f"x{name}", "exclusion", Is(name)) for name in "bc"),
        facts=["a", *(fact(name, usual=False) for name in "bcd")],
        implications=[follows("nothing-unusual", Not(D), b=False, c=False)],
    )
    assert next_questions(judged(terms, a=True))[0] == "d"
    assert next_questions(judged(terms, a=True, d=False)) == ()
    assert set(next_questions(judged(terms, a=True), skip=["b"])) == {"c", "d"}


def test_a_question_waits_for_those_that_it_hangs_on():
    facts = ["a", "b", "c", replace(fact("d"), after=AnyOf((B, C)))]
    terms = simple(clause("x", "exclusion", All((B, D))), clause("y", "exclusion", All((C, D))), facts=facts)
    assert set(next_questions(judged(terms, a=True))) == {"b", "c"}
    assert set(next_questions(judged(terms, a=True, b=True))) == {"c", "d"}
    assert next_questions(judged(terms, a=True), skip=["b", "c"]) == ("d",)
    assert "d" in live_facts(judged(terms, a=True))


def test_says_which_clauses_hang_on_an_answer():
    terms = simple(
        clause("x", "exclusion", B), clause("y", "exclusion", C), implications=[follows("r", Not(D), b=False)]
    )
    decision = judged(terms, a=True)
    assert (hanging_on(decision, "d"), hanging_on(decision, "c"), hanging_on(decision, "a")) == (("x",), ("y",), ())
    assert asked_for(decision, "x") == {"b", "d"}


def test_a_switch_that_nobody_filled_in_is_no_question_for_people():
    terms = simple(clause("c", "condition", Is("agreed")), switches=[switch("agreed", "yes_no", None)])
    decision = judged(terms, a=True)
    assert (next_questions(decision), open_switches(decision)) == ((), ("agreed",))
    assert open_switches(judged(terms, cover(terms, switches={"agreed": True}), a=True)) == ()


@pytest.mark.parametrize(
    ("condition", "bounds"),
    [
        (Number("n", 1_000, None), {999, 1_000}),
        (Number("n", None, 1_000), {1_000, 1_001}),
        (Number("n", 5, 7), {4, 5, 7, 8}),
    ],
)
def test_numbers_are_tried_on_both_sides_of_every_bound(condition, bounds):
    terms = wording([fact("n", "count")], [clause("t", "trigger", condition)])
    assert bounds <= set(samples(terms, terms.facts["n"], {}))


@pytest.mark.parametrize(("kind", "passed"), [(WithinDays, 3), (LastsLonger, 72)])
def test_counts_of_days_and_hours_are_tried_on_both_sides_of_what_passed(kind, passed):
    facts = [fact("n", "count"), fact("m", "moment"), fact("o", "moment")]
    terms = wording(facts, [clause("t", "trigger", kind("m", "o", "n"))])
    tried = samples(terms, terms.facts["n"], {"m": START, "o": at(3)})
    assert {passed - 1, passed, passed + 1} <= set(tried)
    results = {kind("m", "o", "n").test({"n": one, "m": START, "o": at(3)}) for one in tried}
    assert results == {True, False}
    assert max(samples(terms, terms.facts["n"], {"m": START, "o": None})) == 10**15


def test_moments_are_tried_in_the_term_around_it_and_never():
    terms = wording([fact("m", "moment")], [clause("t", "trigger", Inside("m", "term_start", "term_end"))])
    tried = samples(terms, terms.facts["m"], {"term_start": START, "term_end": TERM.end})
    assert START < tried[0] < TERM.end
    assert {at(hours=-1), TERM.end.replace(hour=17), NEVER} <= set(tried)


# --- laws ---
def result(decision):
    return tuple((one.answer, one.reduced, one.settled) for one in decision.outcomes)


def matters(terms, values, asked, skip=()):
    """Whether some further knowledge makes the answer to this question change what is decided: a witness."""
    others = [name for name in "abcde" if values[name] is None and name != asked and name not in skip]
    for more in itertools.product((None, True, False), repeat=len(others)):
        beside = {**values, **dict(zip(others, more, strict=True))}
        decisions = [decide(cover(terms), said_of({**beside, asked: value}), terms) for value in THREE]
        if len({result(one) for one in decisions if not isinstance(one, Refusal)}) > 1:
            return True
    return False


@given(wordings(rules=False), FACTS)
@settings(max_examples=100)
def test_never_asks_what_cannot_change_the_result(terms, values):
    decision = decide(cover(terms), said_of(values), terms)
    first = next_questions(decision)[:1]
    assert all(matters(terms, values, name) for name in first)


@given(wordings(rules=False), FACTS, st.sets(st.sampled_from("abcde"), max_size=3))
@settings(max_examples=100)
def test_never_asks_what_cannot_change_the_result_once_the_rest_is_known(terms, values, skip):
    decision = decide(cover(terms), said_of(values), terms)
    first = next_questions(decision, skip)[:1]
    assert all(matters(terms, values, name) for name in first)


@given(wordings(), FACTS, st.sets(st.sampled_from("abcde"), max_size=3))
@settings(max_examples=100)
def test_leaves_out_nothing_that_can_change_the_result(terms, values, skip):
    decision = decide(cover(terms), said_of(values), terms)
    assume(isinstance(decision, Decision))
    asked = set(next_questions(decision, skip))
    assert asked <= live_facts(decision)
    left_out = {name for name in "abcde" if decision.values[name] is None} - asked - skip
    assert {name for name in left_out if matters(terms, values, name, skip)} == set()


@given(wordings(), FACTS, FACTS)
def test_asking_on_until_nothing_is_asked_settles_it_like_knowing_everything(terms, values, answers):
    full = {name: bool(answers[name]) if values[name] is None else values[name] for name in "abcde"}
    everything = decide(cover(terms), said_of(full), terms)
    said = {name: value for name, value in values.items() if value is not None}
    decision = decide(cover(terms), known(said), terms)
    assume(isinstance(everything, Decision) and isinstance(decision, Decision))
    while asked := next_questions(decision)[:1]:
        said[asked[0]] = full[asked[0]]
        decision = decide(cover(terms), known(said), terms)
        assume(isinstance(decision, Decision))
    assert decision.settled
    assert result(decision) == result(everything)


@given(wordings(), FACTS, FACTS)
def test_what_stays_open_is_reckoned_as_if_judged_anew(terms, values, more):
    before = decide(cover(terms), said_of(values), terms)
    after = decide(
        cover(terms), said_of({name: more[name] if one is None else one for name, one in values.items()}), terms
    )
    assume(isinstance(before, Decision) and isinstance(after, Decision))
    assert still_open(before, after.facts) == open_clauses(after)
