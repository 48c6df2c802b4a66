"""Whose turn it is, by when, and which receipt counts."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from sonae.core.approving import Approval, SendBack, Submission, counted_receipt, next_step
from sonae.core.moments import TOKYO


@pytest.fixture
def procedure(catalogue):
    return catalogue.procedures["group-2025"]


def at(day, hour=9):
    return datetime(2025, 6, day, hour, tzinfo=TOKYO)


def approved(*steps, day=11):
    return tuple(Approval(step, at(day + place)) for place, step in enumerate(steps))


def back(step, *reasons, day=15):
    return SendBack(step, at(day), reasons)


def test_the_first_step_is_due_some_days_after_the_receipt(procedure):
    turn = next_step(procedure, [Submission(at(10))])
    assert (turn.waits_for, turn.step.id, turn.since, turn.due_on) == ("step", "agency", at(10), date(2025, 6, 13))


def test_each_step_waits_from_the_one_before(procedure):
    turn = next_step(procedure, [Submission(at(10), approved("agency", "association"))])
    assert (turn.step.id, turn.since, turn.due_on) == ("insurer", at(12), date(2025, 6, 19))


def test_after_the_last_step_all_is_done(procedure):
    turn = next_step(procedure, [Submission(at(10), approved("agency", "association", "insurer"))])
    assert (turn.waits_for, turn.step, turn.since) == ("done", None, at(13))


def test_what_was_sent_back_waits_for_the_member(procedure):
    turn = next_step(procedure, [Submission(at(10), approved("agency"), back("association", "unreadable"))])
    assert (turn.waits_for, turn.step, turn.since, turn.due_on) == ("member", None, at(15), None)


def test_a_resubmission_starts_anew(procedure):
    first = Submission(at(10), approved("agency"), back("association", "unreadable"))
    assert next_step(procedure, [first, Submission(at(16))]).step.id == "agency"


def test_a_resubmission_goes_on_where_the_procedure_says_so(procedure):
    order = replace(procedure.order, after_return="same")
    first = Submission(at(10), approved("agency"), back("association", "unreadable"))
    turn = next_step(replace(procedure, order=order), [first, Submission(at(16), approved("association", day=17))])
    assert turn.step.id == "insurer"


@pytest.mark.parametrize(
    "submissions",
    [
        [],
        [Submission(at(10), approved("association"))],
        [Submission(at(10), approved("agency", "agency"))],
        [Submission(at(10), approved("agency", "association", "insurer", "insurer"))],
        [Submission(at(10), (), back("insurer", "unreadable"))],
    ],
)
def test_what_is_out_of_order_is_refused(procedure, submissions):
    with pytest.raises(ValueError, match=r"turn of|waits for nobody"):
        next_step(procedure, submissions)


def test_the_first_receipt_counts(procedure):
    receipt = counted_receipt(procedure, [Submission(at(10))])
    assert (receipt.at, receipt.number, receipt.line.key) == (at(10), 1, "receipt.counted")


def test_a_missing_item_moves_it_to_the_resubmission(procedure):
    first = Submission(at(10), (), back("agency", "unreadable", "missing_item"))
    receipt = counted_receipt(procedure, [first, Submission(at(16))])
    assert (receipt.at, receipt.number) == (at(16), 2)
    assert [one.key for one in receipt.line.children] == [
        "receipt.first",
        "receipt.stays",
        "receipt.moves",
        "receipt.moved",
    ]


def test_other_reasons_leave_it(procedure):
    first = Submission(at(10), (), back("agency", "unreadable"))
    assert counted_receipt(procedure, [first, Submission(at(16))]).at == at(10)


def test_sent_back_twice_the_last_move_counts(procedure):
    several = [
        Submission(at(10), (), back("agency", "missing_item", day=11)),
        Submission(at(12), (), back("agency", "name_or_address", day=13)),
        Submission(at(14)),
    ]
    receipt = counted_receipt(procedure, several)
    assert (receipt.at, receipt.number) == (at(12), 2)


def test_while_the_missing_item_is_awaited_no_receipt_counts(procedure):
    receipt = counted_receipt(procedure, [Submission(at(10), (), back("agency", "missing_item"))])
    assert (receipt.at, receipt.number, receipt.line.key) == (None, None, "receipt.waiting")


def test_the_switch_is_the_procedures(procedure):
    reasons = {**procedure.reasons, "missing_item": replace(procedure.reasons["missing_item"], moves_receipt=False)}
    first = Submission(at(10), (), back("agency", "missing_item"))
    own = replace(procedure, reasons=reasons)
    assert counted_receipt(own, [first, Submission(at(16))]).at == at(10)


def test_a_reason_the_procedure_lacks_is_refused(procedure):
    with pytest.raises(KeyError):
        counted_receipt(procedure, [Submission(at(10), (), back("agency", "whim"))])


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_line_has_words(catalogue, procedure, language):
    first = Submission(at(10), (), back("agency", "unreadable", "missing_item"))
    whole = [first, Submission(at(16), (), back("agency", "member_asked", day=17)), Submission(at(18))]
    receipt = counted_receipt(procedure, whole)
    turns = [next_step(procedure, several) for several in (whole, [first])]
    lines = [receipt.line, *receipt.line.children, *(turn.line for turn in turns)]
    said = [catalogue.words.line(line, language) for line in lines]
    assert not [text for text in said if "{" in text or "." in text.split(" ")[0].rstrip(".")]
    missing = catalogue.procedures["group-2025"].reasons["missing_item"].said.text.say(language)
    assert any(missing in text for text in said)
