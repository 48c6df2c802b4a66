"""Does an edition of clocks answer its own worked cases as they say?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from sonae.core.catalogue import Catalogue
from sonae.core.clock_reading import ClockState
from sonae.core.decision_answer import fact_plain
from sonae.core.fact_reading import FactError, read_value
from sonae.core.problems import Refusal
from sonae.core.trace import plain
from sonae.loader.clock_cases import CLOCK_CASE, ClockAnswer, ClockCase, answer_case, note_refusal, read_clock_case
from sonae.loader.problems import Log, Place, name_of
from sonae.loader.shapes import Choice, ListOf, MapOf, Opt, Record, Values
from sonae.loader.vocabulary import BOOL, CODE, DAY, TEXT, WORDS, ZONED

EXPECTED = Record(
    {
        "applies": Opt(Choice(("yes", "no", "unknown"))),
        "phase": Opt(CODE),
        "started": Opt(ZONED),
        "usual_on": Opt(DAY),
        "due_on": Opt(DAY),
        "target_on": Opt(DAY),
        "later_on": Opt(DAY),
        "released": Opt(CODE),
        "late": Opt(BOOL),
        "asks": Opt(ListOf(CODE)),
        "problems": Opt(ListOf(TEXT)),
    }
)
EXPECT = Record({"clocks": Opt(MapOf(EXPECTED), {}), "fed": Opt(MapOf(TEXT), {}), "refused": Opt(ListOf(TEXT))})
WORKED = Record({**CLOCK_CASE.fields, "case": CODE, "title": WORDS, "expect": EXPECT})


def run_clock_cases(folder: Path, root: Path, catalogue: Catalogue, now: datetime, log: Log) -> int:
    """Run the cases of the clocks in ``folder`` and note each difference; return how many ran.

    None runs where something else is wrong with the edition: the answers would only follow from it.
    """
    edition = catalogue.clocks.get(folder.name)
    if edition is None or f"clocks/{folder.name}" in log.unsound:
        return 0
    paths = sorted((folder / "cases").glob("*.yaml"))
    for path in paths:
        case = read_clock_case(path, name_of(path, root), log, WORKED)
        if case is not None:
            _compare(case, answer_case(case, edition, catalogue, case.at or now), catalogue, log)
    return len(paths)


def _compare(case: ClockCase, answer: ClockAnswer | Refusal, catalogue: Catalogue, log: Log) -> None:
    expected = case.values["expect"]["refused"]
    if isinstance(answer, Refusal):
        found = sorted({error.field for error in answer.errors})
        if expected is None:
            note_refusal(answer, case, catalogue, log)
        elif found != sorted(expected):
            _differs(case.values, "refused", expected, tuple(found), log)
        return
    if expected is not None:
        _differs(case.values, "refused", expected, (), log)
    _compare_clocks(case.values, answer, log)
    _compare_fed(case.values, answer, log)


def _compare_clocks(case: Values, answer: ClockAnswer, log: Log) -> None:
    states = {state.clock.id: state for state in answer.states}
    for clock, wanted in case["expect"]["clocks"].items():
        if clock not in states:
            log.add(wanted.at, f"expect.clocks.{clock}", "unknown_reference", found=clock, known=", ".join(states))
            continue
        found = found_in(states[clock])
        for name, value in wanted.items():
            if value is not None and said(value) != said(found[name]):
                _differs(case, f"{clock}.{name}", value, found[name], log, wanted.place(name))


def found_in(state: ClockState) -> dict[str, Any]:
    """Return what a case can expect of a clock, by the names that cases use."""
    ends = state.ends
    return {
        "applies": {True: "yes", False: "no", None: "unknown"}[state.applies],
        "phase": state.phase,
        "started": state.started_at,
        "usual_on": ends.usual_on,
        "due_on": ends.due_on,
        "target_on": ends.target_on,
        "later_on": ends.later_on,
        "released": state.released.id if state.released else None,
        "late": state.late,
        "asks": state.asks,
        "problems": tuple(problem.key.removeprefix("problem.") for problem in ends.problems),
    }


def _compare_fed(case: Values, answer: ClockAnswer, log: Log) -> None:
    for fact, text in case["expect"]["fed"].items():
        declared = answer.edition.facts.get(fact)
        at = case["expect"].place("fed")
        if declared is None:
            log.add(at, f"expect.fed.{fact}", "unknown_reference", found=fact, known=", ".join(answer.fed))
            continue
        try:
            wanted = None if text == "unknown" else read_value(declared, text)
        except FactError as error:
            log.add(at, f"expect.fed.{fact}", "wrong_type", found=text, shape=error.shape)
            continue
        found = answer.fed[fact].value if fact in answer.fed else None
        if wanted != found:
            _differs(case, f"fed.{fact}", text, fact_plain(found), log, at)


def _differs(case: Values, key: str, expected: Any, found: Any, log: Log, at: Place | None = None) -> None:
    place = at or case["expect"].place("refused")
    log.add(place, f"{case['case']}.{key}", "case", known=said(expected), found=said(found))


def said(value: Any) -> str:
    """Return a value as a case file would write it."""
    if isinstance(value, tuple):
        return ", ".join(value) or "-"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "-" if value is None else str(plain(value))
