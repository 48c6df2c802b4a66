from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.roles import DISCLOSED
from sonae.app.applications.acting import found
from sonae.app.applications.drafts import case_of
from sonae.app.quoting.scheme_page import sections


@require_safe
@signed_in(DISCLOSED)
def explanation(request: Visit, pk: int, paper: str) -> HttpResponse:
    """One paper to be read before applying: what the scheme's material says of its subject, for what was chosen."""
    application = found(request, pk)
    case = case_of(application)
    papers = case.procedure.explanations_for(case.scheme.code, case.chosen)
    one = next((one for one in papers if one.id == paper), None)
    if one is None:
        raise Http404
    context = {
        "application": application,
        "paper": one,
        "scheme": case.scheme,
        "sections": sections(one.facts(case.scheme, case.chosen)),
        "shared": case.procedure.declaration.statements.get("data_passed_on"),
    }
    return render(request, "applications/explanation.html", context)
