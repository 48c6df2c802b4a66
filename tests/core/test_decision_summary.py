"""What has not come yet is no refusal, what a cover lacks is no open point, and a menu asks its items once."""

from dataclasses import replace

import pytest

from sonae.core.conditions import Inside, Is, Not
from sonae.core.decision_answer import decision_answer
from sonae.core.decision_summary import LATER, PERSON, asked_once, reasons, results_in_words, stage, told_answer, waits
from sonae.core.decision_words import say_for_person
from sonae.core.letter import letter_of
from sonae.core.moments import NEVER
from sonae.core.scheme import Text
from tests.support.terms import at, clause, cover, fact, follows, judged, part, wording

WAITING = Text("請求があれば判断します。", "A demand will be judged when it comes.")


@pytest.fixture
def terms():
    """Costs of a leak, and liability for what is demanded within the term and was not meant."""
    demanded = clause("demanded", "condition", Inside("claimed_at", "term_start", "term_end"), on=["liability"])
    return wording(
        [
            "leak",
            "meant",
            fact("claimed_at", "moment"),
            *(fact(name, "moment", given=True) for name in ("term_start", "term_end")),
        ],
        [
            clause("leaked", "trigger", Is("leak")),
            replace(demanded, later=WAITING),
            clause("intent", "exclusion", Is("meant"), on=["liability"]),
            clause("rider", "exclusion", Is("meant"), families=["leak_only"]),
        ],
        parts=[part("liability", "damages", side="liability"), part("costs", "letters")],
    )


@pytest.fixture
def before(terms):
    """The decision before anything was demanded."""
    return judged(terms, leak=True, meant=False, claimed_at=NEVER)


def answers(decision):
    return {one.key: told_answer(decision, one) for one in decision.outcomes if not one.item}


def test_what_only_waits_for_a_demand_is_not_told_as_refused(before):
    assert answers(before) == {"liability": LATER, "costs": "covered"}
    assert [one.answer for one in reasons(before)] == [LATER]
    assert waits(before)


def test_a_duty_not_kept_leaves_a_deduction_to_a_person(terms, small_catalogue):
    told = clause("told", "duty", Not(Is("meant")), effect="reduces", on=["costs"])
    terms = wording([*terms.facts.values()], [terms.clauses["leaked"], told], parts=[*terms.parts.values()])
    decision = judged(terms, leak=True, meant=True)
    assert stage(decision) == PERSON
    assert say_for_person(decision, small_catalogue.words, "en") == "what is deducted for a duty not kept (costs)"
    assert stage(judged(terms, leak=True, meant=False)) != PERSON


def test_another_clause_that_refuses_is_a_refusal(terms):
    decision = judged(terms, leak=True, meant=True, claimed_at=NEVER)
    assert answers(decision)["liability"] == "not_covered"
    assert not waits(decision)


@pytest.mark.parametrize(
    ("days", "answer"), [(-1, "not_covered"), (0, "covered"), (364, "covered"), (366, "not_covered")]
)
def test_a_demand_that_came_outside_the_term_is_refused_for_good(terms, days, answer):
    assert answers(judged(terms, leak=True, meant=False, claimed_at=at(days)))["liability"] == answer


def test_the_letter_has_its_own_heading_for_it_with_what_is_waited_for(before, small_catalogue):
    letter = letter_of(before, small_catalogue.words, "ja")
    assert (letter.refused, [one.what for one in letter.covered]) == ((), ["costs"])
    (point,) = letter.later
    assert (point.what, [one.text for one in point.clauses]) == ("liability", [WAITING.ja])


def test_json_keeps_the_answer_and_says_what_is_waited_for(before, small_catalogue):
    answer = decision_answer(before, small_catalogue.words, "en")
    told = {one["key"]: (one["answer"], one["later"], one["later_text"]) for one in answer["answers"]}
    assert told["liability"] == told["liability/damages"] == ("not_covered", True, WAITING.en)
    assert told["costs"] == ("covered", False, None)


def test_a_clause_of_another_family_is_told_as_none_of_this_cover(terms):
    told = {one.clause.id: text for one, text in results_in_words(judged(terms, leak=True))}
    assert told == {"leaked": "met", "demanded": "unknown", "intent": "unknown", "rider": "not_in_cover"}


def test_what_the_usual_answer_to_an_earlier_question_settles_is_asked_once():
    terms = wording(
        [fact("unusual", usual=False), "war", "theft"],
        [clause("leaked", "trigger", Not(Is("theft"))), clause("war", "exclusion", Is("war"))],
        implications=[follows("nothing", Not(Is("unusual")), war=False)],
    )
    decision = judged(terms)
    assert asked_once(decision, ("unusual", "war", "theft")) == ("unusual", "theft")
    assert asked_once(decision, ("war", "unusual")) == ("war", "unusual")


def test_a_cover_that_lacks_a_part_waits_for_nothing(terms):
    decision = judged(terms, cover(terms, parts=["costs"]), leak=True, meant=False, claimed_at=NEVER)
    assert not waits(decision)


def test_what_only_waits_is_no_reason_where_another_clause_refuses(terms, small_catalogue):
    clauses = {**terms.clauses, "asked": clause("asked", "condition", Is("meant"), on=["liability/damages"])}
    decision = judged(replace(terms, clauses=clauses), leak=True, meant=False, claimed_at=NEVER)
    letter = letter_of(decision, small_catalogue.words, "ja")
    told = [[one.heading for one in point.clauses] for point in (*letter.refused, *letter.later)]
    assert told == [["asked"], ["demanded"]]
