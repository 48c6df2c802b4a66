from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sonae.app.accounts import trail_page
from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.roles import TRAIL
from sonae.app.accounts.trail_forms import TrailForm
from sonae.app.common.models import AuditEntry
from sonae.exchange import write_rows

ON_A_PAGE = 50
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@signed_in(TRAIL)
def trail(request: Visit) -> HttpResponse:
    """What was done by one's own organisation and to it, the newest first."""
    form = TrailForm(request.GET)
    page = Paginator(_found(request, form), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "entry": entry,
            "sentence": trail_page.sentence(entry),
            "role": trail_page.role_of(entry),
            "before": json.loads(entry.before),
            "after": json.loads(entry.after),
        }
        for entry in page
    ]
    same = urlencode({name: value for name, value in request.GET.items() if name != "page"})
    return render(request, "accounts/trail.html", {"form": form, "page": page, "rows": rows, "same": same})


@require_GET
@signed_in(TRAIL)
def export(request: Visit) -> HttpResponse:
    """The entries found, on all pages, as a workbook; what looks like a formula is written as text."""
    columns, cells = trail_page.table(_found(request, TrailForm(request.GET)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "trail.xlsx"
        write_rows(path, columns, cells)
        content = path.read_bytes()
    headers = {"Content-Disposition": 'attachment; filename="trail.xlsx"'}
    return HttpResponse(content, content_type=WORKBOOK, headers=headers)


def _found(request: Visit, form: TrailForm) -> QuerySet[AuditEntry]:
    return form.chosen(AuditEntry.objects.visible_to(request.person)).order_by("-number")
