"""What do the clocks say to a CASE.yaml, and does an edition answer its own worked cases as they say?

What only cover and payment read of the same file (``wording``, ``cover``, ``costs``) stays as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sonae.core.catalogue import Catalogue
from sonae.core.clock_feeds import facts_fed
from sonae.core.clock_reading import ClockState, read_clocks, read_switches
from sonae.core.clocks import Asked, ClockEdition, Notice
from sonae.core.fact_reading import FactError, Said, read_facts, read_value
from sonae.core.facts import Facts
from sonae.core.moments import NEVER
from sonae.core.problems import Refusal
from sonae.core.scheme import Text
from sonae.core.trace import plain
from sonae.loader.case_claims import CLAIM_KEYS
from sonae.loader.case_files import Raw, SaidFact, note_facts
from sonae.loader.nodes import read_yaml
from sonae.loader.problems import CatalogueError, Log, name_of
from sonae.loader.shapes import BAD, Choice, ListOf, MapOf, Opt, Record, Values, Word
from sonae.loader.vocabulary import BOOL, CODE, DAY, TEXT, WORDS, ZONED

OTHERS = ("wording", "cover", *CLAIM_KEYS)
MAYBE = Word("text, which may be empty", str, {"type": "string"})


NOTICE = Record(
    {
        "clock": CODE,
        "ground": CODE,
        "given_at": ZONED,
        "text": Opt(MAYBE, ""),
        "items": Opt(ListOf(TEXT), ()),
        "expected_on": Opt(DAY),
        "by": Opt(TEXT, ""),
    }
)
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
CLOCK_CASE = Record(
    {
        "case": Opt(CODE, ""),
        "title": Opt(WORDS),
        "story": Opt(WORDS),
        "clocks": Opt(CODE, ""),
        "at": Opt(ZONED),
        "facts": Opt(MapOf(SaidFact()), {}),
        "extensions": Opt(ListOf(NOTICE), ()),
        "switches": Opt(MapOf(TEXT), {}),
        **{name: Opt(Raw()) for name in OTHERS},
        "expect": Opt(Raw()),
    }
)
WORKED = Record({**CLOCK_CASE.fields, "case": CODE, "title": WORDS, "expect": EXPECT})


@dataclass(frozen=True, slots=True)
class ClockCase:
    """A case file as the clocks read it.

    ``edition`` is the edition of clocks it names, ``others`` are its keys that only other questions read.
    """

    title: Text | None
    edition: str
    at: datetime | None
    said: Mapping[str, Said]
    notices: tuple[Notice, ...]
    switches: Mapping[str, str]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClockAnswer:
    """What an edition answers to a case.

    ``facts`` are those known, ``states`` the clocks, ``fed`` what these say for the coverage decision; ``unread`` names
    the facts and keys of the case that only other questions ask for.
    """

    edition: ClockEdition
    at: datetime
    facts: Facts
    states: tuple[ClockState, ...]
    fed: Facts
    unread: tuple[str, ...]


def read_clock_case(path: Path) -> ClockCase:
    """Return the case in a file. Raises CatalogueError with everything that cannot be read, OSError without a file."""
    log = Log()
    with path.open("rb"):  # a file that is not there says so by itself
        values = _values(path, path.name, CLOCK_CASE, log)
    if log.problems:
        raise CatalogueError(log.problems)
    return _case(values)


def answer_case(case: ClockCase, edition: ClockEdition, catalogue: Catalogue, at: datetime) -> ClockAnswer | Refusal:
    """Return how every clock of the edition stands at ``at``, or everything that is wrong with what was told.

    A fact that no clock asks for, but a wording does, is named in the answer; one that nobody asks for is refused.
    """
    elsewhere = {name for one in catalogue.wordings.values() for name in one.facts} - edition.facts.keys()
    said = {name: one for name, one in case.said.items() if name not in elsewhere}
    known = read_facts(edition.facts, edition.implications, said)
    switches = read_switches(edition, case.switches)
    if isinstance(known, Refusal) or isinstance(switches, Refusal):
        refused = [error for one in (known, switches) if isinstance(one, Refusal) for error in one.errors]
        return Refusal(tuple(refused))
    states = read_clocks(edition, known, catalogue.calendar, at=at, asked=Asked(case.notices, switches))
    if isinstance(states, Refusal):
        return states
    fed = facts_fed(edition, states, known)
    if isinstance(fed, Refusal):
        return fed
    unread = (*case.others, *(name for name in case.said if name in elsewhere))
    return ClockAnswer(edition, at, known, states, fed, unread)


def run_clock_cases(folder: Path, root: Path, catalogue: Catalogue, now: datetime, log: Log) -> int:
    """Run the cases of the clocks in ``folder`` and note each difference; return how many ran.

    None runs where something else is wrong with the edition: the answers would only follow from it.
    """
    edition = catalogue.clocks.get(folder.name)
    if edition is None or f"clocks/{folder.name}" in log.unsound:
        return 0
    paths = sorted((folder / "cases").glob("*.yaml"))
    for path in paths:
        values = _values(path, name_of(path, root), WORKED, log)
        if values is not BAD:
            answer = answer_case(_case(values), edition, catalogue, values["at"] or now)
            _compare(values, answer, catalogue, log)
    return len(paths)


def _values(path: Path, name: str, shape: Record, log: Log) -> Any:
    tree = read_yaml(path, name, log)
    return shape.read(tree, "", log) if tree else BAD


def _case(values: Values) -> ClockCase:
    return ClockCase(
        title=values["title"],
        edition=values["clocks"],
        at=values["at"],
        said={name: one.said for name, one in values["facts"].items()},
        notices=tuple(Notice(**one) for one in values["extensions"]),
        switches=values["switches"],
        others=tuple(name for name in OTHERS if values[name] is not None),
    )


def _compare(case: Values, answer: ClockAnswer | Refusal, catalogue: Catalogue, log: Log) -> None:
    expect = case["expect"]
    if isinstance(answer, Refusal):
        found = sorted({error.field for error in answer.errors})
        if expect["refused"] is None:
            note_facts(answer, case, catalogue, log)
        elif found != sorted(expect["refused"]):
            _differs(case, expect, "refused", expect["refused"], tuple(found), log)
        return
    if expect["refused"] is not None:
        _differs(case, expect, "refused", expect["refused"], (), log)
    _compare_clocks(case, answer, log)
    _compare_fed(case, answer, log)


def _compare_clocks(case: Values, answer: ClockAnswer, log: Log) -> None:
    states = {state.clock.id: state for state in answer.states}
    for clock, wanted in case["expect"]["clocks"].items():
        if clock not in states:
            log.add(wanted.at, f"expect.clocks.{clock}", "unknown_reference", found=clock, known=", ".join(states))
            continue
        found = found_in(states[clock])
        for name, value in wanted.items():
            if value is not None and said(value) != said(found[name]):
                _differs(case, wanted, f"{clock}.{name}", value, found[name], log, name)


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
            _differs(case, case["expect"], f"fed.{fact}", text, "never" if found == NEVER else found, log, "fed")


def _differs(case: Values, at: Values, key: str, expected: Any, found: Any, log: Log, place: str = "refused") -> None:
    log.add(at.place(place), f"{case['case']}.{key}", "case", known=said(expected), found=said(found))


def said(value: Any) -> str:
    """Return a value as a case file would write it."""
    if isinstance(value, tuple):
        return ", ".join(value) or "-"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "-" if value is None else str(plain(value))
