"""The waterfall in words: it begins with what was demanded, ends with what is paid, and loses no yen on the way."""

from datetime import date

import pytest

from sonae.core.claims import Payment, outcomes_of
from sonae.core.coverage import decide
from sonae.core.papers import Paper
from sonae.core.payment_answer import payable, payable_answer, say_payable
from sonae.core.problems import Refusal
from sonae.core.settlement import Settlement, settle
from sonae.core.settlement_words import amounts_of, falls
from sonae.loader import BUILT_IN
from sonae.loader.case_claims import claims_of
from sonae.loader.case_files import read_case
from sonae.loader.problems import Log
from tests.support.terms import at, cover

PATHS = sorted((BUILT_IN / "wordings").glob("*/cases/*.yaml"))


@pytest.fixture(scope="module")
def settlements(catalogue):
    """The settlement of every worked case that has costs."""
    found = {}
    for path in PATHS:
        case = read_case(path, path.name, catalogue, Log(), wording=path.parents[1].name)
        if case is None or isinstance(case.facts, Refusal) or not case.values["costs"]:
            continue
        decision = decide(case.terms, case.facts, case.wording)
        found[path.stem] = settle(case.terms, case.wording, claims_of(case.values, outcomes_of(decision)))
    return found


def test_every_worked_case_is_told_from_what_was_demanded_to_what_is_paid(settlements, catalogue):
    assert len(settlements) > 30
    wrong = []
    for name, settlement in settlements.items():
        assert isinstance(settlement, Settlement), name
        for line in settlement.lines:
            steps = falls(settlement, line, catalogue.words, "en")
            amounts = [line.line.yen, *(step.through for step in steps)]
            kept = sum(step.kept + step.open for step in steps)
            chained = [step.came_in for step in steps] == amounts[:-1]
            if not chained or amounts[-1] != line.paid or kept != line.line.yen - line.paid:
                wrong.append((name, line.line.id))
    assert wrong == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_step_has_words(settlements, catalogue, language):
    texts = {
        step.text
        for settlement in settlements.values()
        for line in settlement.lines
        for step in falls(settlement, line, catalogue.words, language)
    }
    assert len(texts) > 10
    assert [text for text in texts if "{" in text or text.startswith(("fall.", "settlement.", "ledger."))] == []


def test_what_is_open_is_not_told_as_kept_back(settlements, catalogue):
    lines = [(settlement, line) for settlement in settlements.values() for line in settlement.lines if line.open]
    assert lines
    for settlement, line in lines:
        last = falls(settlement, line, catalogue.words, "ja")[-1]
        assert (last.kept, last.through, last.open) == (0, 0, line.open)


def test_amounts_are_named_so_that_two_settlements_can_be_compared(settlements):
    amounts = amounts_of(settlements["printed-example"])
    assert amounts["paid"] == 60_000_000
    assert amounts["left.cost_limit"] == 0
    assert sum(yen for name, yen in amounts.items() if name.startswith("paid.")) == 60_000_000


COMPLETE = Paper("form", "form.pdf", at(10))


@pytest.fixture
def due(small_catalogue):
    terms = small_catalogue.wordings["small-2026"]
    return lambda *papers, types=("costs",): payable(terms, cover(terms), "e1", types, papers)


def test_a_missing_paper_is_named(due, small_catalogue):
    one = due()
    said = say_payable(one, small_catalogue.words, "ja", at=at(10), due=300)
    assert (one.day, said) == (None, ("これから支払われる額 300円。", "まだ足りない書類: ① 保険金請求書"))


def test_a_complete_claim_has_its_last_day(due, small_catalogue):
    answer = payable_answer(due(COMPLETE), small_catalogue.words, "en", at=at(10), due=300)
    assert (answer["missing"], answer["pay_by"], answer["interest_from"]) == ([], "2026-05-10", "2026-05-11")
    assert answer["text"].startswith("Still to be paid: 300 yen. In principle the last day of payment is 10 May 2026")


@pytest.mark.parametrize(("days", "yen", "overdue"), [(39, 300, False), (40, 300, True), (40, 0, False)])
def test_a_day_that_has_passed_is_told_with_the_day_from_which_interest_runs(due, small_catalogue, days, yen, overdue):
    answer = payable_answer(due(COMPLETE), small_catalogue.words, "en", at=at(days), due=yen)
    assert answer["overdue"] is overdue
    assert ("interest for delay runs from 11 May 2026" in answer["text"]) is overdue


@pytest.mark.parametrize(("on", "late"), [(date(2026, 5, 10), []), (date(2026, 5, 11), [1]), (date(2026, 5, 17), [7])])
def test_a_payment_after_the_last_day_is_told_with_its_days_and_one_in_time_is_not(due, small_catalogue, on, late):
    one = due(COMPLETE)._replace(payments=(Payment("p1", 300, on),))
    answer = payable_answer(one, small_catalogue.words, "en", at=at(60), due=0)
    assert (answer["overdue"], [each["days"] for each in answer["late"]]) == (False, late)
    assert ("interest for delay runs for it from 11 May 2026" in answer["text"]) is bool(late)


def test_how_the_first_day_was_counted_is_told_as_assumed(due, small_catalogue):
    *_, said = say_payable(due(COMPLETE), small_catalogue.words, "ja", at=at(10), due=300)
    assert said == "[仮定] 書類がそろった日を1日目と数えています。"


def test_what_is_wrong_with_the_papers_names_the_event(due):
    found = due(Paper("forms", "form.pdf", at(10)), types=("cost",))
    assert {one.field for one in found.errors} == {"papers.e1.claim_types", "papers.e1.papers.0.group"}
