from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from sonae import documents
from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.roles import DISCLOSED
from sonae.app.applications import steps
from sonae.app.applications.acting import found
from sonae.app.applications.agreed import agreed
from sonae.app.applications.content import content, frozen, thawed
from sonae.app.applications.drafts import case_of
from sonae.app.applications.summary import words
from sonae.app.common import clock
from sonae.app.common.catalogue import current
from sonae.app.quoting.scheme_page import sections
from sonae.core.problems import Refusal
from sonae.core.procedure import PAPER
from sonae.core.words import JA


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


@require_safe
@signed_in(DISCLOSED)
def unsigned(request: Visit, pk: int) -> HttpResponse:
    """What was entered, as the form that is printed and signed; where something is wanting, the page that says what."""
    application, now = found(request, pk), clock.now().replace(microsecond=0)
    case = case_of(application, now)
    quoted = case.price(now) if application.open_to_change else None
    wanting = [one for one in case.wanting(now) if one.field != "declared" and not one.field.startswith("declared.")]
    if quoted is None or isinstance(quoted, Refusal) or wanting:
        return redirect("applications:step", pk=pk, step=steps.CONFIRM)
    case = replace(case, given={**case.given, "declared.way": PAPER})
    number = application.submissions.count() + 1
    by = request.person.name
    given = content(
        case, quoted, case.referrals(quoted), words=words(case), number=number, by=by, at=now, declared=False
    )
    kept = frozen(given)
    sheet = agreed(thawed(kept.text), kept.sha256, case.procedure)
    pdf = documents.application_sheet(sheet, case.scheme, current().words, JA)
    name = f'inline; filename="{application.number}-{number}-unsigned.pdf"'
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": name})
