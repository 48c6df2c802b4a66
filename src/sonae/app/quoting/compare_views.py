from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sonae import documents
from sonae.app.common import dates
from sonae.app.common.catalogue import current
from sonae.app.common.kept_pages import kept
from sonae.app.common.rate_limit import limited
from sonae.app.quoting import actions, compare_page, said, scheme_page, typed
from sonae.app.quoting.arrivals import Request, around, find_scheme
from sonae.app.quoting.compare_forms import CompareForm
from sonae.core.compare import Comparison
from sonae.core.problems import Refusal


@require_safe
@kept
def compare(request: Request, code: str) -> HttpResponse:
    form, answer = _answer(request, code)
    scheme = form.scheme
    offers = answer.offers if isinstance(answer, Comparison) else ()
    every = compare_page.columns(scheme, form.rule.kind, form.family, offers) if form.rule else []
    picked = compare_page.picked_of(every, form.picked, form.chosen)
    whole = len(picked) == len(every) or not form.picked or compare_page.WHOLE in form.picked
    shown = picked if whole else picked[: compare_page.MOST]
    groups = compare_page.groups(scheme, shown) if shown else []
    context: dict[str, Any] = around(scheme, ("", _("プランを比べる"))) | {
        "form": form,
        "every": every,
        "shown": shown,
        "groups": groups,
        "too_many": len(picked) > len(shown),
        "ticked": {column.id for column in shown} if len(shown) <= compare_page.MOST else set(),
        "whole": len(shown) == len(every),
        **_known(form, answer),
        "link": request.build_absolute_uri(f"{request.path}?{form.same}"),
        "same": form.same,
    }
    template = "quoting/compare_table.html" if request.htmx else "quoting/compare.html"
    return render(request, template, context, status=422 if form.wrong else 200)


def _known(form: CompareForm, answer: Comparison | Refusal | None) -> dict[str, Any]:
    """What must be known beside the table; before there are prices, what the scheme says of comparing at all."""
    if isinstance(answer, Comparison):
        return {"assumptions": said.assumptions(answer), "notices": scheme_page.sections(answer.notices)}
    facts = form.scheme.notices("compare", form.rule.kind, form.family) if form.rule else []
    return {"notices": scheme_page.sections(facts)}


@require_safe
@limited("papers")
def sheet(request: Request, code: str) -> HttpResponse:
    form, answer = _answer(request, code)
    page = f"{reverse('quoting:compare', args=[code])}?{form.same}"
    if not isinstance(answer, Comparison):
        return HttpResponseRedirect(page)
    link = request.build_absolute_uri(page)
    paper = documents.comparison_sheet(answer, current().words, dates.language(), link)
    name = f"comparison-{code}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


def _answer(request: Request, code: str) -> tuple[CompareForm, Comparison | Refusal | None]:
    """The form, and core's answer where enough has been typed for one."""
    scheme = find_scheme(code)
    row = typed.read(request.GET, {*typed.answers_of(scheme), "chosen"}).rows[0]
    form = CompareForm(scheme, row, request.GET.getlist("plans"))
    if form.waits:
        return form, None
    answer = actions.compare_plans(scheme, form.wanted())
    if isinstance(answer, Refusal):
        form.take(answer)
    return form, answer
