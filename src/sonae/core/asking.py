"""Is the request one that the scheme can answer? Every field is checked before any price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from sonae.core.modifiers import Adjustments, Modifier
from sonae.core.problems import Problem, Refusal, nearest
from sonae.core.reading import read_count, read_rate
from sonae.core.scheme import KindRule, Measure, Plan, Scheme
from sonae.core.steps import Answer
from sonae.core.trace import Params, Value, percent_text


@dataclass(frozen=True, slots=True)
class Ask:
    """What a person asks for: a facility's kind and measures, a plan, and when it was received.

    ``measures`` values may be text as typed. ``size`` is short for the kind's main measure.
    An empty ``family`` is allowed where the plan's code names it without doubt. ``adjustments`` are the
    changes an insurer decided for this member, by modifier id (``-0.1`` is 10 % off).
    """

    kind: str
    plan: str = ""
    family: str = ""
    size: str | int | None = None
    measures: Mapping[str, str | int] = field(default_factory=dict)
    received: datetime | None = None
    shared_limits: bool = False
    adjustments: Adjustments = ()


Checked = tuple[KindRule, Plan | None, dict[str, Answer]]


def check(scheme: Scheme, ask: Ask) -> Checked | Refusal:
    """Return the kind's rule, the plan and clean measures, or every problem found.

    The plan is None for a kind whose plans no brochure prints: the insurer names them.
    """
    kind = scheme.kinds.get(ask.kind)
    if kind is None:
        return Refusal((no_such_kind(scheme, ask),))
    measures, problems = check_measures(kind, ask)
    plan, wrong = find_plan(scheme, ask)
    if ask.adjustments:
        wrong += wrong_adjustments(scheme, ask, plan)
    if problems or wrong:
        return Refusal((*problems, *wrong))
    return kind, plan, measures


def no_such_scheme(code: str, schemes: Iterable[str]) -> Problem:
    """Return the problem of a scheme that is not there, with what was perhaps meant."""
    return Problem("scheme", "problem.scheme_unknown", (("scheme", code), ("nearest", nearest(code, schemes))))


def no_such_kind(scheme: Scheme, ask: Ask) -> Problem:
    """Return the problem of a facility kind that cannot join, with those that can."""
    return Problem("kind", "problem.kind_not_eligible", (("kind", ask.kind), ("choices", ", ".join(scheme.kinds))))


def find_plan(scheme: Scheme, ask: Ask) -> tuple[Plan | None, list[Problem]]:
    """Return the plan asked for, with every problem of its code and family; a code of another one is named as such.

    Without problems the plan is None for a kind whose plans no brochure prints: none can be asked for.
    """
    if plan := scheme.plans.get((ask.kind, ask.family, ask.plan)):
        return plan, []
    named = _named(scheme).get((ask.kind, ask.plan), ())
    if not ask.family and len(named) == 1:
        return named[0], []
    wrong = wrong_family(scheme, ask.kind, ask.family)
    problems = [wrong] if wrong else []
    if not scheme.plans_for(ask.kind):
        if ask.plan:
            problems.append(Problem("plan", "problem.plan_not_published", (("kind", ask.kind), ("typed", ask.plan))))
    elif not named:
        problems.append(_unknown_plan(scheme, ask, "" if wrong else ask.family))
    elif not wrong:
        key = "problem.plan_of_family" if ask.family else "problem.family_needed"
        choices = ", ".join(plan.family for plan in named)
        problems.append(Problem("family", key, (("plan", ask.plan), ("family", ask.family), ("choices", choices))))
    return None, problems


def _unknown_plan(scheme: Scheme, ask: Ask, family: str) -> Problem:
    """Return the problem of no code, or of one the kind has nowhere, with those of ``family`` (empty: any)."""
    choices = ", ".join(dict.fromkeys(plan.code for plan in scheme.plans_for(ask.kind, family) if plan.on_sale))
    if not ask.plan:
        return Problem("plan", "problem.plan_needed", (("kind", ask.kind), ("choices", choices)))
    others = sorted({plan.kind for plan in scheme.plans.values() if plan.code == ask.plan})
    key = "problem.plan_of_another" if others else "problem.plan_unknown"
    params = (("plan", ask.plan), ("kind", ask.kind), ("choices", choices), ("others", ", ".join(others)))
    return Problem("plan", key, params)


def wrong_family(scheme: Scheme, kind: str, family: str) -> Problem | None:
    """Return the problem of a family that no plan of the kind belongs to; None for one left open.

    Where no brochure prints the kind's plans, every family of the scheme can be asked for.
    """
    families = sorted({plan.family for plan in scheme.plans_for(kind)}) or list(scheme.families)
    if not family or not families or family in families:
        return None
    return Problem("family", "problem.family_unknown", (("family", family), ("choices", ", ".join(families))))


def read_adjustments(typed: Mapping[str, str | int]) -> tuple[Adjustments, list[Problem]]:
    """Return the changes typed by modifier id (``-10%``, ``-0.1``), with the problem of each that is no rate."""
    rates, problems = {}, []
    for name, text in typed.items():
        try:
            rates[name] = read_rate(str(text))
        except ValueError:
            problems.append(Problem(f"adjustments.{name}", "problem.not_a_rate", (("modifier", name), ("typed", text))))
    return tuple(rates.items()), problems


def wrong_adjustments(scheme: Scheme, ask: Ask, plan: Plan | None) -> list[Problem]:
    """Return the problems of changes that the scheme leaves nobody to decide, or that lie outside their range."""
    free = open_changes(scheme, plan)
    problems = []
    for name, rate in ask.adjustments:
        one, field = free.get(name), f"adjustments.{name}"
        if one is None:
            params: Params = (("typed", name), ("choices", ", ".join(free)))
            problems.append(Problem(field, "problem.adjustment_unknown" if free else "problem.adjustment_none", params))
        elif not one.lowest <= rate <= one.highest:
            params = (
                ("typed", percent_text(rate)),
                ("low", percent_text(one.lowest)),
                ("high", percent_text(one.highest)),
            )
            problems.append(Problem(field, "problem.adjustment_range", (("modifier", name), *params)))
    return problems


def open_changes(scheme: Scheme, plan: Plan | None) -> dict[str, Modifier]:
    """Return the changes left to be decided for each member by id: those for ``plan``, or all where it is None."""
    free = (one for group in scheme.modifiers for one in group.modifiers if one.open)
    return {one.id: one for one in free if plan is None or one.applies(plan.kind, plan.family)}


@lru_cache(maxsize=256)
def _named(scheme: Scheme) -> Mapping[tuple[str, str], tuple[Plan, ...]]:
    """Return the plans by kind and code, whatever their family."""
    named: dict[tuple[str, str], tuple[Plan, ...]] = {}
    for plan in scheme.plans.values():
        key = (plan.kind, plan.code)
        named[key] = (*named.get(key, ()), plan)
    return named


def check_measures(kind: KindRule, ask: Ask) -> tuple[dict[str, Answer], list[Problem]]:
    """Return clean values by measure name, with every problem found among them.

    A problem of the main measure is one of ``size``, unless the asker gave it by its own name.
    """
    given = {name: value for name, value in ask.measures.items() if value not in {"", None}} if ask.measures else {}
    problems = []
    short = kind.size_measure if ask.size not in {"", None} or kind.size_measure not in given else ""
    if ask.size is not None and ask.size != "":
        if kind.size_measure:
            if _number(given.get(kind.size_measure, ask.size)) != _number(ask.size):
                params = (("measure", kind.size_measure), ("typed", ask.size))
                problems.append(Problem("size", "problem.size_twice", params))
            given[kind.size_measure] = ask.size
        else:
            problems.append(Problem("size", "problem.size_not_asked", (("kind", kind.kind),)))
    clean: dict[str, Answer] = {}
    for measure in kind.measures:
        field = "size" if measure.name == short else measure.name
        answer = _measure(measure, given.pop(measure.name, None), field)
        if isinstance(answer, Problem):
            problems.append(answer)
        elif answer is not None:
            clean[measure.name] = answer
    for name in given:
        choices = ", ".join(one.name for one in kind.measures)
        problems.append(Problem(name, "problem.measure_unknown", (("measure", name), ("choices", choices))))
    return clean, problems


def _measure(measure: Measure, value: str | int | None, field: str) -> Answer | Problem | None:
    """Return the clean answer, None for one that may be left out, or the problem of ``field`` as the asker calls it."""
    if value is None:
        if measure.default or not measure.required:
            return measure.default or None
        return _wrong(measure, field, "problem.measure_needed")
    if measure.type == "choice":
        if any(value == word for word, _ in measure.choices):
            return value
        choices = ", ".join(word for word, _ in measure.choices)
        params = (("measure", measure.name), ("typed", value), ("choices", choices))
        return Problem(field, "problem.choice_unknown", params)
    number = _number(value)
    if isinstance(number, str):
        return _wrong(measure, field, "problem.not_a_number", ("typed", number))
    if number < measure.lowest:
        return _wrong(measure, field, "problem.too_small", ("typed", number))
    if number > measure.highest:
        return _wrong(measure, field, "problem.too_large", ("typed", number))
    return number


def _number(value: str | int) -> str | int:
    """Return the whole number that was typed, or the text where it is none."""
    if isinstance(value, int):
        return value
    try:
        return read_count(value)
    except ValueError:
        return value


def _wrong(measure: Measure, field: str, key: str, *more: tuple[str, Value]) -> Problem:
    about = (("measure", measure.name), ("low", measure.lowest), ("high", measure.highest))
    return Problem(field, key, (*about, *more))
