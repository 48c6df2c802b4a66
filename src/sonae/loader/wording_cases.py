"""Does a wording answer its own worked cases as they say?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sonae.core.awaiting import awaited
from sonae.core.catalogue import Catalogue
from sonae.core.conditions import Truth
from sonae.core.coverage import ANSWERS, Decision
from sonae.core.decision_summary import told_apart
from sonae.core.problems import Refusal
from sonae.core.questions import next_questions
from sonae.loader.case_claims import CLAIM_KEYS
from sonae.loader.case_files import CaseFile, decision_of, read_case
from sonae.loader.case_problems import note_facts, note_rulings
from sonae.loader.case_settling import settled_case
from sonae.loader.problems import Log, Place, name_of

# the results that the worked cases of each wording gave its clauses
Tried = dict[str, set[tuple[str, Truth]]]


def run_wording_cases(folder: Path, root: Path, catalogue: Catalogue, log: Log, tried: Tried | None = None) -> int:
    """Run the cases of the wording in ``folder`` and note each difference; return how many ran.

    ``tried`` gathers the results they gave each clause.
    None runs where something else is wrong with the wording: the answers would only follow from it.
    """
    wording = catalogue.wordings.get(folder.name)
    if wording is None or f"wordings/{folder.name}" in log.unsound:
        return 0
    met = (tried if tried is not None else {}).setdefault(wording.code, set())
    paths = sorted((folder / "cases").glob("*.yaml"))
    for path in paths:
        name = name_of(path, root)
        case = read_case(path, name, catalogue, log, wording=wording.code)
        if case is not None:
            met |= _run(case, Place(name, 1), catalogue, log)
    return len(paths)


def untried(catalogue: Catalogue, tried: Tried) -> dict[str, tuple[str, ...]]:
    """Return for each wording the clauses that no worked case met, or that none missed; no wording without any."""
    found = {
        code: tuple(one for one in catalogue.wordings[code].clauses if not {(one, True), (one, False)} <= met)
        for code, met in tried.items()
    }
    return {code: clauses for code, clauses in found.items() if clauses}


def _run(case: CaseFile, at: Place, catalogue: Catalogue, log: Log) -> set[tuple[str, Truth]]:
    """Note where a case comes out otherwise than it says; return the results it gave the clauses."""
    if not case.expect:
        log.add(at, case.code, "missing_key", shape="expect: …")
        return set()
    decision = decision_of(case)
    expected = case.expect["refused"]
    if isinstance(decision, Refusal):
        found = tuple(sorted({one.field for one in decision.errors}))
        if expected is None and isinstance(case.facts, Refusal):
            note_facts(decision, case.values, catalogue, log)
        elif expected is None:
            note_rulings(decision, case.values, case.wording, catalogue, log)
        elif found != tuple(sorted(expected)):
            _differs(case, "refused", expected, found, log)
        return set()
    if expected is not None:
        _differs(case, "refused", expected, (), log)
    _compare(case, "answers", decision.answers, log)
    _compare(case, "clauses", {name: ANSWERS[met] for name, met in decision.met.items()}, log)
    _check_open(case, decision, log)
    _check_later(case, decision, log)
    if any(case.values[name] for name in CLAIM_KEYS):
        _check_paid(case, decision, catalogue, log)
    return set(decision.met.items())


def _check_paid(case: CaseFile, decision: Decision, catalogue: Catalogue, log: Log) -> None:
    """Note each difference between what is expected to be paid and what is, in all, line by line, and by which day."""
    found = settled_case(case, decision, catalogue, log)
    if found is None:
        return
    settled = found.settlement
    days = {one.event: one.day.last_day for one in found.payables if one.day}
    for event, expected_on in case.expect["pay_by"].items():
        if days.get(event) != expected_on:
            _differs(case, f"pay_by.{event}", expected_on, days.get(event, "-"), log)
    if case.expect["paid_yen"] not in {None, settled.sums.paid}:
        _differs(case, "paid_yen", case.expect["paid_yen"], settled.sums.paid, log)
    paid = {one.line.id: one.paid for one in settled.lines}
    for line, expected in case.expect["lines"].items():
        if paid.get(line) != expected:
            _differs(case, f"lines.{line}", expected, paid.get(line, "-"), log)


def _compare(case: CaseFile, name: str, found: Mapping[str, str], log: Log) -> None:
    for key, expected in case.expect[name].items():
        if found.get(key) != expected:
            _differs(case, f"{name}.{key}", expected, found.get(key, "-"), log)


def _check_open(case: CaseFile, decision: Decision, log: Log) -> None:
    """Note a difference between the questions expected and those that still matter."""
    expected = case.expect["open"]
    found = next_questions(decision) if expected is not None else ()
    if expected is not None and sorted(found) != sorted(expected):
        _differs(case, "open", expected, found, log)


def _check_later(case: CaseFile, decision: Decision, log: Log) -> None:
    """Note a difference between the answers expected to wait for what has not come, and those that do."""
    expected = case.expect["later"]
    found = [one.key for one in told_apart(decision) if awaited(decision, one)] if expected is not None else []
    if expected is not None and sorted(found) != sorted(expected):
        _differs(case, "later", expected, found, log)


def _differs(case: CaseFile, name: str, expected: Any, found: Any, log: Log) -> None:
    at = case.values["expect"].at
    log.add(at, f"{case.code}.{name}", "case", known=expected, found=found)
