"""Every clause is judged, none is skipped; unknown is never false; what is settled stays as it is."""

import itertools

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sonae.core.conditions import All, Inside, Is, LastsLonger, Not, Same
from sonae.core.coverage import (
    COVERED,
    NEEDS_PERSON,
    NOT_COVERED,
    NOT_HELD,
    UNDECIDED,
    Decision,
    bearing,
    breaches,
    decide,
    judge,
    switch_value,
)
from sonae.core.coverage_trace import decision_line
from sonae.core.facts import Known
from sonae.core.moments import NEVER
from sonae.core.problems import Refusal
from sonae.core.trace import as_dict
from tests.support.random_terms import FACTS, MOMENTS, THREE, said_of, wordings, wordings_of_moments
from tests.support.terms import at, clause, cover, fact, follows, judged, known, part, switch, wording

A, B, C, D = (Is(name) for name in "abcd")


def one_of_each(**effects):
    """A trigger, a condition, an exclusion and a duty on the facts a, b, c and d."""
    clauses = [
        clause("t", "trigger", A),
        clause("c", "condition", B, effect=effects.get("c", "refuses")),
        clause("x", "exclusion", C, effect=effects.get("x", "refuses")),
        clause("d", "duty", D, effect="reduces"),
    ]
    return wording("abcd", clauses)


GOOD = {"a": True, "b": True, "c": False, "d": True}


def answer(terms, key="costs", held=None, **values):
    (found,) = (one for one in judged(terms, held, **values).outcomes if one.key == key)
    return found


def test_what_starts_cover_happened_and_nothing_speaks_against_it():
    assert answer(one_of_each(), **GOOD)[2:] == (COVERED, (), (), (), None)


@pytest.mark.parametrize(("fact", "value", "because"), [("a", False, "t"), ("b", False, "c"), ("c", True, "x")])
def test_each_clause_alone_refuses(fact, value, because):
    found = answer(one_of_each(), **GOOD | {fact: value})
    assert (found.answer, found.because, found.settled) == (NOT_COVERED, (because,), True)


@pytest.mark.parametrize(("fact", "open_"), [("a", "t"), ("b", "c"), ("c", "x")])
def test_unknown_is_never_taken_for_false(fact, open_):
    values = {name: value for name, value in GOOD.items() if name != fact}
    found = answer(one_of_each(), **values)
    assert (found.answer, found.because, found.open, found.settled) == (UNDECIDED, (), (open_,), False)


def test_gives_every_clause_that_refuses_and_not_only_the_first():
    assert answer(one_of_each(), a=False, b=False, c=True).because == ("t", "c", "x")


def test_one_refusal_settles_it_whatever_else_is_unknown():
    found = answer(one_of_each(), c=True)
    assert (found.answer, found.open) == (NOT_COVERED, ())


@pytest.mark.parametrize("values", list(itertools.product(THREE, repeat=4)))
def test_every_clause_has_a_result_whatever_is_known(values):
    terms = one_of_each()
    facts = {name: value for name, value in zip("abcd", values, strict=True) if value is not None}
    decision = judged(terms, **facts)
    assert list(decision.met) == list(terms.clauses)
    assert tuple(decision.met.values()) == values


def test_nothing_known_leaves_all_open_in_the_order_of_the_wording():
    found = answer(one_of_each())
    assert (found.answer, set(found.open)) == (UNDECIDED, {"t", "c", "x", "d"})


# --- triggers ---
def two_triggers():
    return wording("ab", [clause("t1", "trigger", A), clause("t2", "trigger", B)])


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (True, True, COVERED),
        (True, False, COVERED),
        (True, None, COVERED),
        (False, False, NOT_COVERED),
        (False, None, UNDECIDED),
        (None, None, UNDECIDED),
    ],
)
def test_one_trigger_of_several_is_enough(a, b, expected):
    for pair in ({"a": a, "b": b}, {"a": b, "b": a}):
        facts = {name: value for name, value in pair.items() if value is not None}
        assert answer(two_triggers(), **facts).answer == expected


def test_none_of_the_triggers_names_them_all():
    assert answer(two_triggers(), a=False, b=False).because == ("t1", "t2")


def test_a_trigger_that_the_plan_lacks_starts_nothing():
    terms = two_triggers()
    held = cover(terms, triggers=["t2"])
    assert answer(terms, held=held, a=True).answer == UNDECIDED
    found = answer(terms, held=held, a=True, b=False)
    assert (found.answer, found.because) == (NOT_COVERED, ("t2",))


def test_a_cover_without_any_trigger_for_a_part_does_not_hold_it():
    terms = wording("a", [clause("t", "trigger", A)])
    found = answer(terms, held=cover(terms, triggers=[]), a=True)
    assert (found.answer, found.because) == (NOT_COVERED, (NOT_HELD,))


# --- carve-backs ---
@pytest.mark.parametrize(
    ("a", "b", "met"),
    [
        (True, True, False),
        (True, False, True),
        (True, None, None),
        (False, True, False),
        (False, None, False),
        (None, True, False),
        (None, False, None),
        (None, None, None),
    ],
)
def test_a_carve_back_takes_away_what_the_clause_says(a, b, met):
    terms = wording("ab", [clause("t", "trigger", Not(All((A, Not(A))))), clause("x", "exclusion", A, unless=B)])
    facts = {name: value for name, value in (("a", a), ("b", b)) if value is not None}
    assert judged(terms, **facts).met["x"] is met


# --- effects, and their order ---
def doubtful():
    """An exclusion of each effect on the facts b (person), c (refuses), d (may_refuse)."""
    clauses = [
        clause("t", "trigger", A),
        clause("war", "exclusion", B, effect="person"),
        clause("no", "exclusion", C),
        clause("perhaps", "exclusion", D, effect="may_refuse"),
    ]
    return wording("abcd", clauses)


@pytest.mark.parametrize("others", [{}, {"c": True}, {"c": True, "d": True}, {"a": False}, {"a": True, "c": False}])
def test_war_needs_a_person_whatever_else_is_known(others):
    found = answer(doubtful(), b=True, **others)
    assert (found.answer, found.because, found.settled) == (NEEDS_PERSON, ("war",), True)


def test_a_refusal_waits_while_it_may_still_be_war():
    found = answer(doubtful(), a=True, c=True)
    assert (found.answer, found.because, found.open) == (UNDECIDED, ("no",), ("war",))
    assert answer(doubtful(), a=True, b=False, c=True).answer == NOT_COVERED


def test_what_may_be_refused_needs_a_person_where_nothing_else_refuses():
    found = answer(doubtful(), a=True, b=False, c=False, d=True)
    assert (found.answer, found.because) == (NEEDS_PERSON, ("perhaps",))
    assert answer(doubtful(), a=True, b=False, c=True, d=True).because == ("no",)


def test_what_may_be_refused_is_settled_only_when_known():
    found = answer(doubtful(), a=True, b=False, c=False)
    assert (found.answer, found.open) == (UNDECIDED, ("perhaps",))


def test_a_second_doubt_does_not_matter_where_a_person_decides_anyway():
    clauses = [
        clause("t", "trigger", A),
        clause("one", "condition", B, effect="may_refuse"),
        clause("two", "exclusion", C, effect="may_refuse"),
    ]
    found = answer(wording("abc", clauses), a=True, b=False)
    assert (found.answer, found.because, found.open) == (NEEDS_PERSON, ("one",), ())


def test_a_duty_not_kept_reduces_and_does_not_refuse():
    decision = judged(one_of_each(), **GOOD | {"d": False})
    (found,) = (one for one in decision.outcomes if one.key == "costs")
    assert (found.answer, found.reduced) == (COVERED, ("d",))
    assert [one.id for one in breaches(decision)] == ["d"]


def test_a_duty_not_yet_known_leaves_the_case_open():
    found = answer(one_of_each(), a=True, b=True, c=False)
    assert (found.answer, found.open, found.settled) == (COVERED, ("d",), False)


def test_where_nothing_is_paid_no_duty_is_asked_for_and_none_is_broken():
    decision = judged(one_of_each(), **GOOD | {"c": True, "d": False})
    assert [one.reduced for one in decision.outcomes] == [(), ()]
    assert (breaches(decision), decision.settled) == ((), True)


def test_a_duty_of_another_family_is_not_broken():
    clauses = [clause("t", "trigger", A), clause("d", "duty", D, effect="reduces", families=["leak_only"])]
    decision = judged(wording("ad", clauses), a=True, d=False)
    assert (decision.met["d"], breaches(decision)) == (False, ())


# --- parts, items, families ---
def with_items():
    clauses = [
        clause("t", "trigger", A),
        clause("approved", "condition", B, on=["liability/litigation"]),
        clause("many", "exclusion", C, on=["costs"]),
    ]
    parts = (part("liability", "damages", "litigation", side="liability"), part("costs", "letters"), part("profit"))
    return wording("abc", clauses, parts=parts)


def test_an_item_has_the_clauses_of_its_own_besides_those_of_its_part():
    answers = judged(with_items(), a=True, b=False, c=False).answers
    assert answers == {
        "liability": COVERED,
        "liability/damages": COVERED,
        "liability/litigation": NOT_COVERED,
        "costs": COVERED,
        "costs/letters": COVERED,
        "profit": COVERED,
    }


def test_a_clause_speaks_only_of_the_parts_it_names():
    answers = judged(with_items(), a=True, b=True, c=True).answers
    assert [key for key, found in answers.items() if found == NOT_COVERED] == ["costs", "costs/letters"]


def test_a_part_that_the_cover_lacks_is_not_covered_and_open_to_no_question():
    terms = with_items()
    decision = judged(terms, cover(terms, parts=["liability"]))
    lacking = [one for one in decision.outcomes if one.part != "liability"]
    assert {(one.answer, one.because, one.open) for one in lacking} == {(NOT_COVERED, (NOT_HELD,), ())}
    assert [one.id for one in bearing(decision)] == ["t", "approved"]


def test_a_clause_of_another_family_is_judged_and_decides_nothing():
    terms = wording("ab", [clause("t", "trigger", A), clause("x", "exclusion", B, families=["leak_only"])])
    assert answer(terms, a=True, b=True).answer == COVERED
    assert judged(terms, a=True, b=True).met["x"] is True
    assert answer(terms, held=cover(terms, family="leak_only"), a=True, b=True).answer == NOT_COVERED


# --- severability ---
@pytest.mark.parametrize(
    ("who", "insured", "expected"),
    [
        ("named_insured", "named_insured", NOT_COVERED),
        ("employee", "named_insured", COVERED),
        ("employee", "employee", NOT_COVERED),
        ("named_insured", "employee", COVERED),
        (None, "employee", UNDECIDED),
    ],
)
def test_an_exclusion_hits_only_the_insured_who_did_it(who, insured, expected):
    people = ("named_insured", "employee")
    facts = ["a", "b", fact("who", "choice", choices=people), fact("insured", "choice", choices=people, given=True)]
    crime = clause("crime", "exclusion", B, unless=Not(Same("who", "insured")))
    terms = wording(facts, [clause("t", "trigger", A), crime])
    said = {"a": True, "b": True} | ({"who": who} if who else {})
    assert answer(terms, held=cover(terms, insured=insured), **said).answer == expected


# --- what the cover and the insurer give ---
@pytest.mark.parametrize(
    ("moment", "expected"),
    [(at(hours=-1), NOT_COVERED), (at(), COVERED), (at(364), COVERED), (at(365), NOT_COVERED)],
)
def test_the_term_is_that_of_the_cover(moment, expected):
    facts = ["a", *(fact(name, "moment", given=True) for name in ("term_start", "term_end")), fact("m", "moment")]
    terms = wording(
        facts, [clause("t", "trigger", A), clause("in", "condition", Inside("m", "term_start", "term_end"))]
    )
    assert answer(terms, a=True, m=moment).answer == expected


@pytest.mark.parametrize(("filled_in", "expected"), [({}, COVERED), ({"hours": 24}, NOT_COVERED)])
def test_a_switch_counts_as_the_insurer_filled_it_in(filled_in, expected):
    facts = ["a", fact("m", "moment"), fact("n", "moment")]
    clauses = [clause("t", "trigger", A), clause("waited", "condition", LastsLonger("m", "n", "hours"))]
    terms = wording(facts, clauses, switches=[switch("hours", "count", 12)])
    held = cover(terms, switches=filled_in)
    assert switch_value(terms, held, "hours") == filled_in.get("hours", 12)
    assert answer(terms, held=held, a=True, m=at(), n=at(hours=13)).answer == expected


# --- what follows from other facts ---
def test_a_fact_follows_from_others_and_names_the_rule():
    terms = wording(
        "abc", [clause("t", "trigger", A)], implications=[follows("r", Not(C), a=True), follows("s", A, b=True)]
    )
    decision = judged(terms, c=False)
    assert decision.facts == {"c": Known(False), "a": Known(True, rule="r"), "b": Known(True, rule="s")}
    assert decision.answers["costs"] == COVERED


def test_facts_that_contradict_each_other_are_refused_with_the_rule():
    terms = wording("ab", [clause("t", "trigger", A)], implications=[follows("r", A, b=True), follows("s", A, b=False)])
    found = judged(terms, a=True)
    assert isinstance(found, Refusal)
    assert [(one.field, dict(one.params)["rule"]) for one in found.errors] == [("a", "r, s")]


# --- laws ---
@given(wordings(), FACTS, st.lists(st.booleans(), min_size=5, max_size=5))
@settings(max_examples=200)
def test_knowing_more_never_changes_what_is_settled(terms, values, more):
    held = cover(terms)
    before = decide(held, said_of(values), terms)
    fuller = {name: extra if values[name] is None else values[name] for name, extra in zip("abcde", more, strict=True)}
    after = decide(held, said_of(fuller), terms)
    assume(isinstance(before, Decision) and isinstance(after, Decision))
    both = list(zip(before.outcomes, after.outcomes, strict=True))
    assert after.settled
    assert [one.key for one, other in both if one.answer not in {UNDECIDED, other.answer}] == []
    assert [one.key for one, other in both if one.settled and one.reduced != other.reduced] == []
    assert [name for name, met in before.met.items() if met is not None and after.met[name] is not met] == []


@given(wordings(), FACTS)
def test_every_part_and_item_is_answered_and_what_is_undecided_says_what_is_open(terms, values):
    decision = decide(cover(terms), said_of(values), terms)
    assume(isinstance(decision, Decision))
    assert sorted(decision.answers) == ["costs", "costs/gifts", "costs/letters", "other"]
    assert [one.key for one in decision.outcomes if one.answer == UNDECIDED and not one.open] == []
    assert decision.settled or None in values.values()


@given(wordings(), FACTS, st.randoms(use_true_random=False))
def test_the_order_in_which_facts_are_said_changes_nothing(terms, values, random):
    facts = said_of(values)
    names = list(facts)
    random.shuffle(names)
    one, other = (decide(cover(terms), each, terms) for each in (facts, {name: facts[name] for name in names}))
    assert type(one) is type(other)
    lines = [each if isinstance(each, Refusal) else as_dict(decision_line(each)) for each in (one, other)]
    assert lines[0] == lines[1]


def test_judging_is_deciding_on_facts_that_are_complete():
    terms = one_of_each()
    decision = judged(terms, **GOOD)
    assert isinstance(decision, Decision)
    assert judge(decision.terms, decision.facts, decision.values, terms) == decision


def test_the_trace_says_every_fact_clause_and_answer():
    tree = as_dict(decision_line(judged(one_of_each(), **GOOD | {"d": False})))
    facts, clauses, answers = (part["children"] for part in tree["children"])
    assert [one["key"] for one in facts] == ["fact.a", "fact.b", "fact.c", "fact.d"]
    assert {one["key"]: one["value"] for one in clauses} == {
        "clause.t": "met",
        "clause.c": "met",
        "clause.x": "not_met",
        "clause.d": "not_met",
    }
    assert answers[0] == {"key": "outcome.costs", "value": COVERED, "params": {"reduced": "d"}}


@given(wordings_of_moments(), MOMENTS, st.sets(st.sampled_from("mno")))
def test_what_is_settled_on_days_is_settled_alike_on_whatever_hours_they_had(terms, moments, days):
    on_hours = decide(cover(terms), known(moments), terms)
    assume(isinstance(on_hours, Decision))
    of_days = {name: one.date() for name, one in moments.items() if name in days and one != NEVER}
    on_days = decide(cover(terms), known({**moments, **of_days}), terms)
    assert isinstance(on_days, Decision)
    pairs = zip(on_days.outcomes, on_hours.outcomes, strict=True)
    assert all(one._replace(because=()) == other._replace(because=()) for one, other in pairs if one.settled)


def test_what_only_a_person_can_answer_needs_no_further_sign_for_one():
    clauses = [
        clause("t", "trigger", A),
        clause("doubt", "exclusion", B, effect="may_refuse"),
        clause("war", "exclusion", C, effect="person"),
    ]
    outcome = judged(wording("abc", clauses), a=True, b=True).outcomes[0]
    assert (outcome.answer, outcome.because, outcome.settled) == (NEEDS_PERSON, ("doubt",), True)
    assert judged(wording("abc", clauses), b=True).outcomes[0].open == ("war", "t")
