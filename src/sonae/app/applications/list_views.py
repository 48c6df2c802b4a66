from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.roles import APPLY, DISCLOSED, may
from sonae.app.applications import list_file, list_page
from sonae.app.applications.models import STATES
from sonae.app.common import clock, export
from sonae.app.common.pages import page_of
from sonae.app.common.rate_limit import limited


@require_safe
@signed_in(DISCLOSED)
def applications(request: Visit) -> HttpResponse:
    """The applications one sees: searched, filtered, what is due first on top."""
    now = clock.now()
    asked = list_page.read(request.GET)
    rows = list_page.chosen(request.person, asked)
    page = page_of(rows, request)
    context = {
        "page": page,
        "rows": [list_page.row(one, now) for one in page.object_list],
        "asked": asked,
        "states": [(state, label) for state, label in STATES.items()],
        "query": asked.address(),
        "file": reverse("applications:export"),
        "may_begin": may(request.person.role, APPLY),
    }
    return render(request, "applications/list.html", context)


@require_safe
@signed_in(DISCLOSED)
@limited("papers")
def applications_file(request: Visit) -> HttpResponse:
    """The same rows as a workbook; what looks like a formula stays text."""
    now = clock.now()
    rows = list_page.chosen(request.person, list_page.read(request.GET))
    columns, cells = list_file.table(rows, request.person, now)
    return export.table(_("加入依頼一覧.xlsx"), columns, cells)
