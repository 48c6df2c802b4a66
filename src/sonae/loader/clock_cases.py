"""What is told of an incident in a case file, and do an edition's clocks answer it as the file expects?

What only cover and payment read of the same file (``wording``, ``cover``, ``costs``) stays as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sonae.core.catalogue import Catalogue
from sonae.core.clock_feeds import facts_fed
from sonae.core.clock_reading import ClockState, read_clocks, read_switches
from sonae.core.clocks import Asked, ClockEdition, Notice
from sonae.core.fact_reading import FactError, Said, read_facts, read_value
from sonae.core.facts import DeclaredFact, Facts
from sonae.core.moments import NEVER
from sonae.core.problems import Problem, Refusal
from sonae.core.scheme import Text
from sonae.core.trace import plain
from sonae.loader.nodes import Mapping, Tree, read_yaml
from sonae.loader.problems import CatalogueError, Log, Place, name_of
from sonae.loader.shapes import BAD, Choice, ListOf, MapOf, Opt, Record, Schema, Values, Word
from sonae.loader.vocabulary import BOOL, CODE, DAY, TEXT, WORDS

# what `sonae decide` and `sonae settle` read of the same file
OTHERS = ("wording", "cover", "costs", "lines", "recoveries", "papers", "expect")
FIRST = Opt(TEXT, "")
MAYBE = Word("text, which may be empty", str, {"type": "string"})


def _zoned(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


ZONED = Word("a moment with its zone, as 2025-06-03T02:10+09:00", _zoned, {"type": "string", "format": "date-time"})


class FactSaid:
    """The value of a fact as somebody wrote it: alone, or as ``{value, source, by}``."""

    FULL = Record({"value": TEXT, "source": FIRST, "by": FIRST})

    def read(self, tree: Tree, key: str, log: Log) -> Any:
        """Return what was said, or ``BAD`` after noting the problem."""
        if isinstance(tree, Mapping):
            values = self.FULL.read(tree, key, log)
            return BAD if values is BAD else Said(values["value"], values["source"], values["by"])
        text = MAYBE.read(tree, key, log)
        return BAD if text is BAD else Said(text)

    def schema(self) -> Schema:
        """Return the JSON Schema."""
        return {"anyOf": [{"type": ["string", "integer", "boolean", "null"]}, self.FULL.schema()]}


class Raw:
    """What another question reads: kept as written."""

    def read(self, tree: Tree, _key: str, _log: Log) -> Tree:
        """Return the tree itself."""
        return tree

    def schema(self) -> Schema:
        """Return the JSON Schema: anything."""
        return {}


NOTICE = Record(
    {
        "clock": CODE,
        "ground": CODE,
        "given_at": ZONED,
        "text": Opt(MAYBE, ""),
        "items": Opt(ListOf(TEXT), ()),
        "expected_on": Opt(DAY),
        "by": FIRST,
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
CASE = Record(
    {
        "case": Opt(CODE, ""),
        "text": Opt(WORDS),
        "clocks": Opt(CODE, ""),
        "at": Opt(ZONED),
        "facts": MapOf(FactSaid()),
        "extensions": Opt(ListOf(NOTICE), ()),
        "switches": Opt(MapOf(TEXT), {}),
        **{name: Opt(Raw()) for name in OTHERS},
    }
)
WORKED = Record({**CASE.fields, "expect": EXPECT})


@dataclass(frozen=True, slots=True)
class ClockCase:
    """A case file as the clocks read it; ``others`` are the keys that only other questions read."""

    text: Text | None
    clocks: str
    at: datetime | None
    said: dict[str, Said]
    notices: tuple[Notice, ...]
    switches: dict[str, str]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClockAnswer:
    """What an edition answers to a case: the facts known, every clock, and what they say for the coverage decision."""

    edition: ClockEdition
    at: datetime
    facts: Facts
    states: tuple[ClockState, ...]
    fed: Facts


def read_clock_case(path: Path) -> ClockCase:
    """Return the case in a file. Raises CatalogueError with everything that cannot be read, OSError without a file."""
    log = Log()
    with path.open("rb"):  # a file that is not there says so by itself
        values = _values(path, path.name, CASE, log)
    if log.problems or values is BAD:
        raise CatalogueError(log.problems)
    return _case(values)


def answer_case(case: ClockCase, edition: ClockEdition, catalogue: Catalogue, at: datetime) -> ClockAnswer | Refusal:
    """Return how every clock of the edition stands at ``at``, or everything that is wrong with what was told."""
    problems: list[Problem] = []
    known = read_facts(edition.facts, edition.implications, case.said)
    switches = read_switches(edition, case.switches)
    problems += [error for one in (known, switches) if isinstance(one, Refusal) for error in one.errors]
    if isinstance(known, Refusal) or isinstance(switches, Refusal):
        return Refusal(tuple(problems))
    states = read_clocks(edition, known, catalogue.calendar, at=at, asked=Asked(case.notices, switches))
    if isinstance(states, Refusal):
        return states
    fed = facts_fed(edition, states, known)
    return fed if isinstance(fed, Refusal) else ClockAnswer(edition, at, known, states, fed)


def run_clock_cases(folder: Path, root: Path, catalogue: Catalogue, now: datetime, log: Log) -> int:
    """Run the cases of the clocks in ``folder`` and note each difference; return how many ran."""
    edition = catalogue.clocks.get(folder.name)
    ran = 0
    for path in sorted((folder / "cases").glob("*.yaml")):
        values = _values(path, name_of(path, root), WORKED, log)
        if values is BAD or edition is None:
            continue
        answer = answer_case(_case(values), edition, catalogue, values["at"] or now)
        _compare(values, path.stem, answer, edition, log)
        ran += 1
    return ran


def _values(path: Path, name: str, shape: Record, log: Log) -> Any:
    tree = read_yaml(path, name, log)
    return shape.read(tree, "", log) if tree else BAD


def _case(values: Values) -> ClockCase:
    return ClockCase(
        text=values["text"],
        clocks=values["clocks"],
        at=values["at"],
        said=values["facts"],
        notices=tuple(_notice(one) for one in values["extensions"]),
        switches=values["switches"],
        others=tuple(name for name in OTHERS if values[name] is not None),
    )


def _notice(one: Values) -> Notice:
    return Notice(
        one["clock"], one["ground"], one["given_at"], one["text"], one["items"], one["expected_on"], one["by"]
    )


def _compare(case: Values, name: str, answer: ClockAnswer | Refusal, edition: ClockEdition, log: Log) -> None:
    expect = case["expect"]
    refused = {error.field for error in answer.errors} if isinstance(answer, Refusal) else set()
    if refused != set(expect["refused"] or ()):
        at, known = expect.place("refused"), sorted(expect["refused"] or ())
        log.add(at, f"{name}.refused", "case", known=", ".join(known) or "-", found=", ".join(sorted(refused)) or "-")
    if isinstance(answer, ClockAnswer):
        _compare_clocks(expect["clocks"], name, answer, expect.place("clocks"), log)
        _compare_fed(expect["fed"], name, answer, edition.facts, expect.place("fed"), log)


def _compare_clocks(expected: dict[str, Values], name: str, answer: ClockAnswer, at: Place, log: Log) -> None:
    states = {state.clock.id: state for state in answer.states}
    for clock, wanted in expected.items():
        if clock not in states:
            log.add(at, f"{name}.{clock}", "unknown_reference", found=clock, known=", ".join(states))
            continue
        found = found_in(states[clock])
        for field, value in wanted.items():
            if value is not None and _plain(value) != _plain(found[field]):
                place = wanted.place(field)
                log.add(place, f"{name}.{clock}.{field}", "case", known=_plain(value), found=_plain(found[field]))


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


def _compare_fed(
    expected: dict[str, str],
    name: str,
    answer: ClockAnswer,
    declared: MappingOf[str, DeclaredFact],
    at: Place,
    log: Log,
) -> None:
    for fact, text in expected.items():
        found = answer.fed[fact].value if fact in answer.fed else None
        try:
            wanted = None if text == "unknown" or fact not in declared else read_value(declared[fact], text)
        except FactError as error:
            log.add(at, f"{name}.fed.{fact}", "wrong_type", found=text, shape=error.shape)
            continue
        if wanted != found:
            said = "never" if found == NEVER else _plain(found)
            log.add(at, f"{name}.fed.{fact}", "case", known=text, found=said)


def _plain(value: Any) -> str:
    """Return a value as a case file would write it."""
    if isinstance(value, tuple):
        return ", ".join(value) or "-"
    return str(plain(value))
