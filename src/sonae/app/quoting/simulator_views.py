from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sonae import documents
from sonae.app.common import dates
from sonae.app.common.catalogue import current
from sonae.app.common.kept_pages import kept
from sonae.app.common.rate_limit import limited
from sonae.app.quoting import actions, charts, simulator_page
from sonae.app.quoting.arrivals import Request, around, find_scheme
from sonae.app.quoting.simulator_forms import PlansForm, SimulatorForms
from sonae.app.quoting.typed import plan_id
from sonae.core.compare import Comparison
from sonae.core.incident import Simulation
from sonae.core.problems import Refusal
from sonae.core.rating import Premium

WRONG = 422


@require_safe
@kept
def simulator(request: Request, code: str) -> HttpResponse:
    forms, simulation = _answer(request, code)
    scheme, plans = forms.scheme, forms.plans
    premiums = _premiums(plans)
    scenarios = [(one, forms.scenario_address(one)) for one in forms.scenarios]
    context: dict[str, Any] = around(scheme, ("", _("費用シミュレーター"))) | {
        "forms": forms,
        "scenarios": scenarios,
        "link": request.build_absolute_uri(f"{request.path}?{forms.address}"),
        "same": forms.address,
    }
    found = None
    if simulation:
        found = simulator_page.result(simulation, forms.book, premiums)
        context |= {
            "result": found,
            "other_prices": simulator_page.prices(forms.book, found.rows),
            "notices": scheme.shown("simulate", plans.row["kind"]),
        }
    groups = forms.quantities.groups
    context["groups"] = [(group, found.subtotals[group.code] if found else None) for group in groups]
    template = "quoting/simulator_result.html" if request.htmx else "quoting/simulator.html"
    response = render(request, template, context, status=WRONG if forms.wrong and not request.htmx else 200)
    if request.htmx:
        response["HX-Replace-Url"] = f"{request.path}?{forms.address}"
    return response


@require_safe
@limited("papers")
def sheet(request: Request, code: str) -> HttpResponse:
    forms, simulation = _answer(request, code)
    page = f"{reverse('quoting:simulator', args=[code])}?{forms.address}"
    if simulation is None or forms.plans.rule is None:
        return HttpResponseRedirect(page)
    link = request.build_absolute_uri(page)
    paper = documents.simulation_sheet(
        simulation, forms.scheme, forms.plans.rule, forms.book, current().words, dates.language(), link
    )
    headers = {"Content-Disposition": f'inline; filename="simulation-{code}.pdf"'}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


@require_safe
@limited("api")
def chart(request: Request, code: str) -> HttpResponse:
    return charts.picture(request, _to_draw(request, code), kind=charts.SVG)


@require_safe
@limited("papers")
def image(request: Request, code: str) -> HttpResponse:
    return charts.picture(request, _to_draw(request, code), kind=charts.PNG)


def _answer(request: Request, code: str) -> tuple[SimulatorForms, Simulation | None]:
    """The forms, and what the plans picked pay of the incident where it can be said."""
    scheme = find_scheme(code)
    book = current().book_for(scheme)
    if isinstance(book, Refusal):
        raise Http404
    forms = SimulatorForms(scheme, book, request.GET)
    counted = forms.quantities
    answer = actions.simulate_incident(
        scheme, book, forms.plans.row["kind"], counted.scenario, counted.given, counted.same
    )
    if isinstance(answer, Refusal):
        forms.quantities.take(answer)
        return forms, None
    if forms.plans.rule is None:
        return forms, None
    return forms, simulator_page.shown(answer, forms.plans.shown)


def _to_draw(request: Request, code: str) -> Simulation:
    _forms, simulation = _answer(request, code)
    if simulation is None or not simulation.total:
        raise Http404
    return simulation


def _premiums(plans: PlansForm) -> dict[str, Premium]:
    """What each plan costs a year, as far as the answers given allow."""
    if plans.waits:
        return {}
    answer = actions.compare_plans(plans.scheme, plans.wanted())
    if isinstance(answer, Comparison):
        return {plan_id(one.plan): one.premium for one in answer.offers}
    plans.take(answer)
    return {}
