from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sonae.app.common import export
from sonae.app.common.rate_limit import limited
from sonae.app.quoting import actions, example_page, scheme_page
from sonae.app.quoting.arrivals import Request, around, schemes, this_moment
from sonae.app.quoting.example_forms import RosterForm
from sonae.core.scheme import Scheme

ON_A_PAGE = 20


@require_safe
def roster(request: Request) -> HttpResponse:
    """The demonstration's members, each facility priced as if all joined now with one plan."""
    scheme, form, rows = _rows(request)
    found = form.chosen(rows)
    context: dict[str, Any] = around(scheme, ("", _("会員の名簿(例示)"))) | {
        "form": form,
        "now": scheme_page.joining_now(scheme, this_moment()),
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "found": found,
        "everyone": len(rows),
        "totals": example_page.totals(found),
        "headings": form.headings,
        "same": form.address(),
    }
    template = "quoting/example_table.html" if request.htmx else "quoting/example_roster.html"
    return render(request, template, context)


@require_safe
@limited("papers")
def roster_file(request: Request, suffix: str) -> HttpResponse:
    """The rows shown, on all pages, as a file."""
    if f".{suffix}" not in export.TYPES:
        raise Http404
    _scheme, form, rows = _rows(request)
    return export.table(f"example-roster.{suffix}", *example_page.table(form.chosen(rows)))


def _rows(request: Request) -> tuple[Scheme, RosterForm, list[example_page.RosterRow]]:
    scheme = next((one for one in schemes() if one.example), None)
    if scheme is None or not settings.SONAE_EXAMPLE:
        raise Http404
    form = RosterForm(scheme, request.GET)
    answers = actions.price_examples(scheme, family=form.family, plan=form.code, at=this_moment())
    return scheme, form, [example_page.row(facility, answer) for facility, answer in answers]
