"""What was said of an incident: are its facts known, of the right type, and free of contradiction?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sonae.core.conditions import FactValue, Values
from sonae.core.contradictions import contradiction
from sonae.core.facts import LARGEST, DeclaredFact, Facts, Implication, Known
from sonae.core.moments import NEVER, TOKYO, Era
from sonae.core.problems import Problem, Refusal, nearest
from sonae.core.reading import RECEIPT_YEARS, SIGNS, NoSuchDayError, read_count, read_moment, tidy
from sonae.core.trace import Params

NEVER_SAID = frozenset({"never", "なし", "ない", "まだない", "まだです", "起きていない", "not yet"})
YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "はい", "有", "あり"), True),
    **dict.fromkeys(("no", "n", "false", "いいえ", "無", "なし"), False),
}
UNKNOWN = frozenset(
    {"", "unknown", "not known", "don't know", "不明", "未確認"}
    | {f"{first}{last}" for first in ("わか", "分か") for last in ("らない", "りません")}
)
NUMBER = rf"[\d{SIGNS}十]{{1,3}}"
NO_YEAR = re.compile(rf"{NUMBER}[月/]{NUMBER}(?:日|$|[ T])")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
HOUR_SIGN = re.compile(r"[:時]")
ABOUT = re.compile(r"^(?:about|around|約|およそ)|(?:ごろ|ころ|頃|ぐらい|くらい)$")
SHAPES = {
    "yes_no": "yes or no",
    "moment": "a moment with its zone, as 2025-06-03T02:10+09:00, its day, as 2025-06-03, or never",
    "local": "a day and an hour, as 2025-06-03 02:10, or never",
    "count": "a whole number, 0 or more",
    "yen": "whole yen from 0 to 10^15",
}
# the same of a value that a program hands over, by the keys of their words (``shape.…``)
VALUES = {"yes_no": "value_yes_no", "moment": "value_moment", "count": "value_number", "yen": "value_number"}


class FactError(ValueError):
    """A text that is no value of a fact; ``key`` is the problem's, ``shape`` says what would be right.

    ``params`` fill the problem's words.
    """

    def __init__(self, key: str, text: str, shape: str, params: Params = ()) -> None:
        super().__init__(text)
        self.key, self.text, self.shape = key, text, shape
        self.params: Params = params or (("typed", text), ("shape", shape))

    def problem(self, fact: str) -> Problem:
        """Return what is wrong with what was said of ``fact``."""
        return Problem(fact, self.key, self.params)


@dataclass(frozen=True, slots=True)
class Said:
    """A fact as somebody wrote it down: the text of its value, the document it came from, who entered it."""

    text: str
    source: str = ""
    by: str = ""


def read_value(fact: DeclaredFact, text: str, *, eras: tuple[Era, ...] | None = None) -> FactValue:
    """Return the value a text stands for; a moment needs its zone, unless ``eras`` are given: then it is Tokyo time.

    With ``eras`` a moment may be written in any way that people write one (``reading.read_moment``). A day without an
    hour is that day (Tokyo): no hour is made up for it.

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
        return _moment(text, eras)
    return _number(fact, text)


def is_unknown(text: str) -> bool:
    """Return whether somebody says that they do not know."""
    return tidy(text).lower().replace("’", "'") in UNKNOWN


def _moment(text: str, eras: tuple[Era, ...] | None) -> date:
    plain = tidy(text)
    if plain.lower() in NEVER_SAID:
        return NEVER
    try:
        moment = _written(plain) if eras is None else _typed(text, eras)
    except NoSuchDayError as error:
        raise FactError(error.key, text, SHAPES["moment"], error.params) from None
    except (ValueError, OverflowError):
        if eras is not None and NO_YEAR.match(plain):
            raise FactError("problem.fact_no_year", text, SHAPES["local"]) from None
        key, shape = ("fact_moment", "moment") if eras is None else ("fact_local_moment", "local")
        raise FactError(f"problem.{key}", text, SHAPES[shape]) from None
    if moment.year not in RECEIPT_YEARS:
        raise FactError("problem.fact_year", text, SHAPES["moment"], _years(text))
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise FactError("problem.fact_no_zone", text, SHAPES["moment"])
    return moment.astimezone(TOKYO)


def _written(plain: str) -> date:
    """Return a moment, or a day, as a file writes it; of a day that does not exist the error says why."""
    try:
        return date.fromisoformat(plain) if DAY.fullmatch(plain) else datetime.fromisoformat(plain)
    except ValueError:
        read_moment(plain, ())
        raise


def _typed(text: str, eras: tuple[Era, ...]) -> date:
    """Return a moment as people type it; the day, where no hour was typed."""
    moment = read_moment(text, eras)
    return moment if HOUR_SIGN.search(tidy(text)) else moment.date()


def read_hour(fact: DeclaredFact, day: date, text: str, eras: tuple[Era, ...]) -> datetime:
    """Return the moment of a day at the hour that somebody typed: ``16:30``, ``午後4時ごろ``, ``16``.

    The whole moment may be typed again. Raises FactError for anything else.
    """
    plain = ABOUT.sub("", tidy(text)).strip()
    hour = f"{plain}:00" if plain.isdecimal() else plain
    for moment in (f"{day.isoformat()} {hour}", text):
        try:
            found = read_value(fact, moment, eras=eras)
        except FactError:
            continue
        if isinstance(found, datetime):
            return found
    raise FactError("problem.fact_hour", text, SHAPES["local"])


def _number(fact: DeclaredFact, text: str) -> int:
    try:
        number = read_count(tidy(text).replace("_", "").removesuffix("時間"))
    except ValueError:
        raise FactError("problem.fact_number", text, SHAPES[fact.type]) from None
    if not 0 <= number <= LARGEST:
        raise FactError("problem.fact_range", text, SHAPES[fact.type])
    return number


def read_values(
    declared: Mapping[str, DeclaredFact], said: Mapping[str, Said]
) -> tuple[dict[str, Known], list[Problem]]:
    """Return the facts whose values can be read, and what is wrong with each of the others.

    A fact said to be unknown is left out: it is neither true nor false.
    """
    problems = []
    known: dict[str, Known] = {}
    for name, one in said.items():
        if wrong := undeclared(declared, name):
            problems.append(wrong)
        elif not isinstance(getattr(one, "text", None), str):
            problems.append(FactError("problem.fact_value", repr(one), "value_said").problem(name))
        elif not is_unknown(one.text):
            try:
                known[name] = Known(read_value(declared[name], one.text), one.source, one.by)
            except FactError as error:
                problems.append(error.problem(name))
    return known, problems


def read_facts(
    declared: Mapping[str, DeclaredFact],
    implications: Iterable[Implication],
    said: Mapping[str, Said],
    given: Values | None = None,
) -> dict[str, Known] | Refusal:
    """Return the facts that are known, with what follows from them, or everything that is wrong with what was said.

    ``given`` is what comes with the cover (``coverage.given_values``); left out, nothing of it is known yet, and what
    only contradicts the cover is found when it is decided. A fact said to be unknown is left out.
    """
    rules = tuple(implications)
    known, problems = read_values(declared, said)
    both = derive(known, nothing_given(declared, rules) if given is None else given, rules)
    if isinstance(both, Refusal):
        return Refusal((*problems, *both.errors))
    return Refusal(tuple(problems)) if problems else both


def check_facts(declared: Mapping[str, DeclaredFact], facts: Facts) -> list[Problem]:
    """Return what is wrong with facts that no text was read for: their names, and values that they cannot have."""
    problems = []
    for name, one in facts.items():
        fact, value = declared.get(name), one.value
        # by far the most facts are a yes or a no: no call for them
        if fact is not None and not fact.given and fact.type == "yes_no" and (value is True or value is False):
            continue
        if fact is None or fact.given or not _can_be(fact, value):
            problems.append(undeclared(declared, name) or _misfit(declared[name], value))
    return problems


def undeclared(declared: Mapping[str, DeclaredFact], name: str) -> Problem | None:
    """Return the problem of a fact that nobody asks for or that comes with the cover, with the nearest; else None."""
    fact = declared.get(name)
    if fact is not None and not fact.given:
        return None
    asked = (one.id for one in declared.values() if not one.given)
    return Problem(name, "problem.fact_unknown", (("nearest", nearest(name, asked)),))


def _can_be(fact: DeclaredFact, value: object) -> bool:
    """Return whether a fact can have a value; a moment has a zone and a year that ``read_value`` reads."""
    if fact.type == "yes_no":
        return value is True or value is False
    if fact.type == "moment":
        return isinstance(value, date) and not _naive(value) and _in_years(value)
    if fact.type == "choice":
        return isinstance(value, str) and value in fact.choices
    return type(value) is int and 0 <= value <= LARGEST


def _naive(moment: date) -> bool:
    return isinstance(moment, datetime) and moment.utcoffset() is None


def _in_years(moment: date) -> bool:
    return moment.year in RECEIPT_YEARS or moment == NEVER


def _misfit(fact: DeclaredFact, value: FactValue) -> Problem:
    """Return the problem of a value that a fact cannot have."""
    if isinstance(value, date) and fact.type == "moment":
        key, text = ("fact_no_zone" if _naive(value) else "fact_year"), value.isoformat()
        return FactError(f"problem.{key}", text, SHAPES["moment"], _years(text)).problem(fact.id)
    shape = ", ".join(fact.choices) or VALUES[fact.type]
    return FactError("problem.fact_value", repr(value), shape).problem(fact.id)


def _years(text: str) -> Params:
    return (("typed", text), ("first", str(RECEIPT_YEARS[0])), ("last", str(RECEIPT_YEARS[-1])))


def nothing_given(declared: Iterable[str], implications: Iterable[Implication]) -> dict[str, FactValue | None]:
    """Return every name that rules may ask for, switches among them, none of them known."""
    return dict.fromkeys((*declared, *(name for rule in implications for name in rule.when.facts)))


def derive(facts: Facts, given: Values, implications: Iterable[Implication]) -> dict[str, Known] | Refusal:
    """Return the facts with all that follows from them; a conclusion against what was said is a contradiction.

    ``given`` holds every fact and switch that a condition may name, None where it is not known.
    """
    rules = waiting = tuple(implications)
    known = dict(facts)
    values = {**given, **{name: one.value for name, one in known.items()}}
    problems: dict[tuple[str, str], Problem] = {}
    while True:
        rest, more = [], False
        for rule in waiting:
            if rule.when.test(values) is not True:
                rest.append(rule)
                continue
            if not rule.then:
                problems[rule.id, ""] = contradiction(rule, "", known, values, rules)
            for name, value in rule.then:
                if values[name] is None:
                    values[name] = value
                    known[name] = Known(value, rule=rule.id)
                    more = True
                elif values[name] != value:
                    problems[rule.id, name] = contradiction(rule, name, known, values, rules)
        if not more:
            return Refusal(tuple(problems.values())) if problems else known
        waiting = tuple(rest)
