"""Simulations: what would an incident cost, and what would each plan pay of it?"""

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from sonae.app.api import language
from sonae.app.api.asked import Asked, scheme_of
from sonae.app.api.fields import Code, Typed
from sonae.app.api.reply import replied
from sonae.app.api.simulation_shapes import SimulationAnswer
from sonae.app.common.catalogue import current
from sonae.app.quoting import actions
from sonae.core.answer import Json
from sonae.core.problems import Problem, Refusal
from sonae.core.scheme import Scheme
from sonae.core.simulation_answer import simulation_answer

MOST_QUANTITIES = 50
router = Router(tags=["simulations"])


class SimulationRequest(Asked):
    """A named scenario, quantities of your own, or a scenario with some quantities changed.

    A quantity with `same_as` that is not given has that one's number, unless the scenario tells them apart.
    """

    kind: Code = Field(description="Facility kind whose plans are compared")
    costs: Code = Field(
        default="",
        description="A book of unit costs for the scheme's trade, as `GET /api/v1/costs` lists them; default: first",
    )
    scenario: Code = Field(default="", description="A named incident of that book")
    quantities: dict[Code, Typed] = Field(
        default_factory=dict, max_length=MOST_QUANTITIES, description="How many of each thing counted, by its id"
    )


@router.post(
    "/simulations",
    operation_id="createSimulation",
    summary="Simulate an incident under every plan",
    response={200: SimulationAnswer},
)
def create_simulation(request: HttpRequest, asked: SimulationRequest) -> HttpResponse:
    """What each cost item comes to, and for each plan on sale what is paid, what stays, and at which limit.

    Costs are posted before damages and erode the liability limit. Plans with a deductible are in `left_out`: no wording
    says yet in which order it applies.
    """
    spoken = asked.language or language.of(request)
    return replied(request, simulation_answer_for(asked, spoken), spoken)


def simulation_answer_for(asked: SimulationRequest, spoken: str) -> Json | Refusal:
    scheme = scheme_of(asked.scheme)
    if isinstance(scheme, Refusal):
        return scheme
    book = current().book_for(scheme, asked.costs)
    problems = _kind_problems(scheme, asked.kind)
    if isinstance(book, Refusal):
        problems += book.errors
    elif asked.scenario and asked.scenario not in book.scenarios:
        params = (("scenario", asked.scenario), ("choices", ", ".join(book.scenarios)))
        problems.append(Problem("scenario", "api.scenario_unknown", params))
    elif not asked.scenario and not asked.quantities:
        problems.append(Problem("quantities", "api.nothing_to_simulate"))
    if isinstance(book, Refusal):
        return Refusal(tuple(problems))
    answer = actions.simulate_incident(scheme, book, asked.kind, book.scenarios.get(asked.scenario), asked.quantities)
    if isinstance(answer, Refusal):
        problems += [Problem(f"quantities.{one.field}", one.key, one.params) for one in answer.errors]
    if isinstance(answer, Refusal) or problems:
        return Refusal(tuple(problems))
    return simulation_answer(scheme, book, asked.kind, asked.scenario, answer, current().words, spoken)


def _kind_problems(scheme: Scheme, kind: str) -> list[Problem]:
    if kind in scheme.kinds:
        return []
    params = (("kind", kind), ("choices", ", ".join(scheme.kinds)))
    return [Problem("kind", "problem.kind_not_eligible", params)]
