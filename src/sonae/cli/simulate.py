"""``sonae simulate-cost``: what would an incident cost, and what would each plan pay of it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from sonae.cli.asked import Question
from sonae.cli.options import FamilyOption, KindOption, SchemeOption, session_of
from sonae.cli.session import RefusedError, Session
from sonae.cli.simulate_text import show_simulation
from sonae.core.asking import wrong_family
from sonae.core.incident import CostBook, Simulation, count_incident, simulate
from sonae.core.problems import Refusal, nearest
from sonae.core.scheme import Scheme
from sonae.core.simulation_answer import simulation_answer

ScenarioOption = Annotated[str, typer.Option("--scenario", help="option.scenario", metavar="NAME")]
SetOption = Annotated[list[str] | None, typer.Option("--set", help="option.set", metavar="NAME=NUMBER")]
PlansOption = Annotated[list[str] | None, typer.Option("--plan", help="option.plans", metavar="CODE")]
CostsOption = Annotated[str, typer.Option("--costs", help="option.costs", metavar="CODE")]


def run(
    context: typer.Context,
    scheme: SchemeOption = "",
    kind: KindOption = "",
    scenario: ScenarioOption = "",
    quantities: SetOption = None,
    family: FamilyOption = "",
    plan: PlansOption = None,
    costs: CostsOption = "",
) -> None:
    """Simulate one incident for the plans of one kind of facility.

    Without a scenario and without quantities it is the first scenario of the unit costs that fits this kind.
    """
    session = session_of(context)
    question = Question(session)
    chosen = question.scheme(scheme)
    book = book_of(session, question, chosen, costs) if chosen else None
    given = question.pairs("set", quantities or (), "patients=30000")
    if chosen is None or book is None:
        raise RefusedError(question.errors)
    code = question.kind(chosen, kind)
    first = next((one.id for one in book.scenarios_for((code,))), "")
    name, counted = counted_of(session, question, book, scenario or ("" if given else first), given)
    answer = simulate(chosen, book, code, counted)
    if code in chosen.kinds:
        wanted = [question.plan(chosen, one) for one in plan or ()]
        family = question.family(chosen, family)
        if wrong := wrong_family(chosen, code, family):
            question.note(wrong)
        answer = only(question, answer, family, wanted)
    question.refuse_if_wrong()
    if session.as_json:
        words = session.catalogue.words
        session.give(simulation_answer(chosen, book, code, name, answer, words, session.language))
    else:
        show_simulation(session, chosen, book, code, name, answer)


def book_of(session: Session, question: Question, scheme: Scheme, code: str) -> CostBook | None:
    """Return the book of unit costs; one that is not for the scheme is noted."""
    book = session.catalogue.book_for(scheme, code)
    if isinstance(book, Refusal):
        question.errors += session.errors(book.errors)
        return None
    return book


def counted_of(
    session: Session, question: Question, book: CostBook, name: str, given: dict[str, str]
) -> tuple[str, dict[str, int]]:
    """Return the scenario's name ("" for none) and its quantities with those given put over them."""
    if name and name not in book.scenarios:
        question.wrong("scenario", "wrong.scenario", scenario=name, nearest=nearest(name, book.scenarios))
    counted = count_incident(book, book.scenarios.get(name), given)
    if isinstance(counted, Refusal):
        question.errors += session.errors(counted.errors)
        return name, {}
    return name, counted


def only(question: Question, answer: Simulation, family: str, wanted: Sequence[str]) -> Simulation:
    """Return the simulation with the plans asked for; a plan that is not there is noted."""
    choices = [plan.code for plan in answer.plans]
    for plan in wanted:
        if plan not in choices:
            question.wrong("plan", "wrong.plan_unknown", plan=plan, nearest=nearest(plan, choices))
    kept = [
        (plan, fall)
        for plan, fall in zip(answer.plans, answer.waterfalls, strict=True)
        if (not wanted or plan.code in wanted) and family in {"", plan.family}
    ]
    return replace(answer, plans=tuple(plan for plan, _ in kept), waterfalls=tuple(fall for _, fall in kept))
