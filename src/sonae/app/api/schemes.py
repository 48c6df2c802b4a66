"""Schemes: which are there, and what does each say?"""

import hashlib

from django.http import HttpRequest, HttpResponse
from ninja import Router

from sonae.app.api.reply import kept
from sonae.app.api.scheme_shapes import PlanList, SchemeAnswer, SchemeList
from sonae.app.quoting import arrivals
from sonae.core.scheme_answer import plan_answer, scheme_answer, summary_answer

router = Router(tags=["schemes"])


@router.get("/schemes", operation_id="listSchemes", summary="List all schemes", response={200: SchemeList})
def list_schemes(request: HttpRequest) -> HttpResponse:
    """Every scheme of this installation, with the digest of its edition. Texts come in both languages."""
    schemes = arrivals.schemes()
    digest = hashlib.sha256(":".join(one.digest for one in schemes).encode()).hexdigest()
    return kept(request, digest, lambda: {"schemes": [summary_answer(scheme) for scheme in schemes]})


@router.get("/schemes/{code}", operation_id="getScheme", summary="Read one scheme", response={200: SchemeAnswer})
def get_scheme(request: HttpRequest, code: str) -> HttpResponse:
    """Everything the scheme's brochure says: kinds, plans, printed premiums, term, joining, payment, contacts, facts.

    A published edition never changes: send the `ETag` back as `If-None-Match` and get 304 while the digest is the same.
    """
    scheme = arrivals.find_scheme(code)
    return kept(request, scheme.digest, lambda: scheme_answer(scheme))


@router.get(
    "/schemes/{code}/plans", operation_id="listPlans", summary="List a scheme's plans", response={200: PlanList}
)
def list_plans(request: HttpRequest, code: str) -> HttpResponse:
    """The plans in the brochure's order, abolished ones included, with every printed premium."""
    scheme = arrivals.find_scheme(code)
    plans = scheme.plans.values()
    return kept(
        request, scheme.digest, lambda: {"scheme": code, "plans": [plan_answer(scheme, plan) for plan in plans]}
    )
