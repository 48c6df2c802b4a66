from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.roles import APPLY, DISCLOSED, may
from sonae.app.applications import list_page
from sonae.app.applications.models import STATES
from sonae.app.common.rate_limit import limited

A_PAGE = 50
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@signed_in(DISCLOSED)
def applications(request: Visit) -> HttpResponse:
    """The applications one sees: searched, filtered, what is due first on top."""
    now = timezone.now()
    asked = list_page.read(request.GET)
    rows = list_page.chosen(request.person, asked)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [list_page.row(one, now) for one in page.object_list],
        "asked": asked,
        "states": [(state, label) for state, label in STATES.items()],
        "query": asked.address(),
        "may_begin": may(request.person.role, APPLY),
    }
    return render(request, "applications/list.html", context)


@require_safe
@signed_in(DISCLOSED)
@limited("papers")
def export(request: Visit) -> HttpResponse:
    """The same rows as a workbook; what looks like a formula stays text."""
    now = timezone.now()
    rows = list_page.chosen(request.person, list_page.read(request.GET))
    content = list_page.workbook(rows[: list_page.MOST], now)
    headers = {"Content-Disposition": 'attachment; filename="applications.xlsx"'}
    return HttpResponse(content, content_type=WORKBOOK, headers=headers)
