"""What was said of an incident: are its facts known, of the right type, and free of contradiction?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sonae.core.conditions import FactValue, Values
from sonae.core.facts import LARGEST, DeclaredFact, Facts, Implication, Known
from sonae.core.moments import NEVER, TOKYO
from sonae.core.problems import Problem, Refusal, nearest
from sonae.core.reading import read_count, read_moment, tidy

NEVER_SAID = frozenset({"never", "なし", "ない"})
YES_NO = {
    **dict.fromkeys(("yes", "true", "はい", "有", "あり"), True),
    **dict.fromkeys(("no", "false", "いいえ", "無", "なし"), False),
}
UNKNOWN = frozenset({"", "unknown", "not known", "不明", "わからない"})
SHAPES = {
    "yes_no": "yes or no",
    "moment": "a moment with its zone, as 2025-06-03T02:10+09:00, or never",
    "count": "a whole number, 0 or more",
    "yen": "whole yen from 0 to 10^15",
}


class FactError(ValueError):
    """A text that is no value of a fact; ``key`` is the problem's, ``shape`` says what would be right."""

    def __init__(self, key: str, text: str, shape: str) -> None:
        super().__init__(text)
        self.key, self.text, self.shape = key, text, shape


@dataclass(frozen=True, slots=True)
class Said:
    """A fact as somebody wrote it down: the text of its value, the document it came from, who entered it."""

    text: str
    source: str = ""
    by: str = ""


def read_value(fact: DeclaredFact, text: str, *, local: bool = False) -> FactValue:
    """Return the value a text stands for; a moment needs its zone unless it is ``local`` (Tokyo) time.

    Raises FactError for anything else: fractions, negative amounts and those beyond 10^15 are never cut to fit.
    """
    if fact.type == "choice":
        if text in fact.choices:
            return text
        raise FactError("problem.fact_choice", text, ", ".join(fact.choices))
    if fact.type == "yes_no":
        if (said := YES_NO.get(tidy(text).lower())) is not None:
            return said
        raise FactError("problem.fact_yes_no", text, SHAPES["yes_no"])
    if fact.type == "moment":
        return _moment(text, local=local)
    return _number(fact, text)


def _moment(text: str, *, local: bool) -> datetime:
    plain = tidy(text)
    if plain.lower() in NEVER_SAID:
        return NEVER
    try:
        moment = read_moment(text, ()) if local else datetime.fromisoformat(plain)
    except (ValueError, OverflowError):
        raise FactError("problem.fact_moment", text, SHAPES["moment"]) from None
    if moment.tzinfo is None:
        raise FactError("problem.fact_no_zone", text, SHAPES["moment"])
    return moment.astimezone(TOKYO)


def _number(fact: DeclaredFact, text: str) -> int:
    try:
        number = read_count(text.replace("_", ""))
    except ValueError:
        raise FactError("problem.fact_number", text, SHAPES[fact.type]) from None
    if not 0 <= number <= LARGEST:
        raise FactError("problem.fact_range", text, SHAPES[fact.type])
    return number


def read_facts(
    declared: Mapping[str, DeclaredFact], implications: Iterable[Implication], said: Mapping[str, Said]
) -> dict[str, Known] | Refusal:
    """Return the facts that are known, with what follows from them, or everything that is wrong with what was said.

    A fact said to be unknown is left out: it is neither true nor false.
    """
    problems = []
    known: dict[str, Known] = {}
    for name, one in said.items():
        fact = declared.get(name)
        if fact is None or fact.given:
            problems.append(Problem(name, "problem.fact_unknown", (("nearest", _near(name, declared)),)))
        elif tidy(one.text).lower() not in UNKNOWN:
            try:
                known[name] = Known(read_value(fact, one.text), one.source, one.by)
            except FactError as error:
                about = (("typed", error.text), ("shape", error.shape))
                problems.append(Problem(name, error.key, about))
    both = derive(known, dict.fromkeys(declared), implications)
    if isinstance(both, Refusal):
        problems += both.errors
    return Refusal(tuple(problems)) if problems or isinstance(both, Refusal) else both


def _near(name: str, declared: Mapping[str, DeclaredFact]) -> str:
    return nearest(name, (one.id for one in declared.values() if not one.given))


def derive(facts: Facts, given: Values, implications: Iterable[Implication]) -> dict[str, Known] | Refusal:
    """Return the facts with all that follows from them; a conclusion against what was said is a contradiction.

    ``given`` holds every fact and switch that a condition may name, None where it is not known.
    """
    known = dict(facts)
    values = {**given, **{name: one.value for name, one in known.items()}}
    problems: dict[tuple[str, str], Problem] = {}
    waiting = list(implications)
    while True:
        rest = []
        for rule in waiting:
            if rule.when.test(values) is not True:
                rest.append(rule)
                continue
            for name, value in rule.then:
                if values[name] is None:
                    values[name] = value
                    known[name] = Known(value, rule=rule.id)
                elif values[name] != value:
                    problems[rule.id, name] = _contradiction(rule, name, known.get(name))
        if len(rest) == len(waiting):
            return Refusal(tuple(problems.values())) if problems else known
        waiting = rest


def _contradiction(rule: Implication, name: str, known: Known | None) -> Problem:
    """Return which rule says otherwise of a fact, and from which other facts."""
    said = known.rule if known and known.rule else "-"
    about = (("rule", rule.id), ("typed", ", ".join(rule.when.facts)), ("other", said))
    return Problem(name, "problem.facts_contradict", about)
