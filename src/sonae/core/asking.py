"""Is the request one that the scheme can answer? Every field is checked before any price."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sonae.core.modifiers import Adjustments
from sonae.core.problems import Problem, Refusal
from sonae.core.reading import read_count
from sonae.core.scheme import KindRule, Measure, Plan, Scheme
from sonae.core.tariff import Answer


@dataclass(frozen=True, slots=True)
class Ask:
    """What a person asks for: a facility's kind and measures, a plan, and when it was received.

    ``measures`` values may be text as typed. ``size`` is short for the kind's main measure.
    An empty ``family`` is allowed where the plan's code names it without doubt.
    """

    kind: str
    plan: str
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
        kinds = ", ".join(scheme.kinds)
        return Refusal((Problem("kind", "problem.kind_not_eligible", (("kind", ask.kind), ("choices", kinds))),))
    measures, problems = check_measures(kind, ask)
    plan = find_plan(scheme, ask)
    if isinstance(plan, Problem):
        problems.append(plan)
    elif not problems:
        return kind, plan, measures
    return Refusal(tuple(problems))


def find_plan(scheme: Scheme, ask: Ask) -> Plan | Problem | None:
    """Return the plan asked for; a code of another kind or family is named as such."""
    if plan := scheme.plans.get((ask.kind, ask.family, ask.plan)):
        return plan
    if not scheme.plans_for(ask.kind):
        return None
    families = {plan.family for plan in scheme.plans_for(ask.kind)}
    if ask.family and families and ask.family not in families:
        choices = ", ".join(sorted(families))
        return Problem("family", "problem.family_unknown", (("family", ask.family), ("choices", choices)))
    here = scheme.plans_for(ask.kind, ask.family)
    same_code = [plan for plan in here if plan.code == ask.plan]
    if len(same_code) == 1:
        return same_code[0]
    if same_code:
        choices = ", ".join(plan.family for plan in same_code)
        return Problem("family", "problem.family_needed", (("plan", ask.plan), ("choices", choices)))
    choices = ", ".join(plan.code for plan in here if plan.on_sale)
    others = sorted({p.kind for p in scheme.plans.values() if p.code == ask.plan})
    key = "problem.plan_of_another" if others else "problem.plan_unknown"
    params = (("plan", ask.plan), ("kind", ask.kind), ("choices", choices), ("others", ", ".join(others)))
    return Problem("plan", key, params)


def check_measures(kind: KindRule, ask: Ask) -> tuple[dict[str, Answer], list[Problem]]:
    """Return clean values by measure name, with every problem found among them."""
    given = {name: value for name, value in ask.measures.items() if value not in {"", None}}
    problems = []
    if ask.size not in {"", None}:
        if kind.size_measure:
            given.setdefault(kind.size_measure, ask.size if ask.size is not None else "")
        else:
            problems.append(Problem("size", "problem.size_not_asked", (("kind", kind.kind),)))
    clean: dict[str, Answer] = {}
    for name in given:
        if kind.measure(name) is None:
            choices = ", ".join(one.name for one in kind.measures)
            problems.append(Problem(name, "problem.measure_unknown", (("measure", name), ("choices", choices))))
    for measure in kind.measures:
        answer = _measure(kind, measure, given.get(measure.name))
        if isinstance(answer, Problem):
            problems.append(answer)
        elif answer is not None:
            clean[measure.name] = answer
    return clean, problems


def _measure(kind: KindRule, measure: Measure, value: str | int | None) -> Answer | Problem | None:
    name = "size" if measure.name == kind.size_measure else measure.name
    about = (("measure", measure.name), ("low", measure.lowest), ("high", measure.highest))
    if value is None:
        if measure.default:
            return measure.default
        return Problem(name, "problem.measure_needed", about) if measure.required else None
    if measure.type == "choice":
        words = [word for word, _ in measure.choices]
        if value in words:
            return value
        choices = (("measure", measure.name), ("value", value), ("choices", ", ".join(words)))
        return Problem(name, "problem.choice_unknown", choices)
    if isinstance(value, str):
        try:
            value = read_count(value)
        except ValueError:
            return Problem(name, "problem.not_a_number", (*about, ("value", value)))
    if not measure.lowest <= value <= measure.highest:
        key = "problem.too_small" if value < measure.lowest else "problem.too_large"
        return Problem(name, key, (*about, ("value", value)))
    return value
