from __future__ import annotations

import json
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sonae.app.accounts import trail_page
from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.roles import TRAIL
from sonae.app.accounts.trail_forms import TrailForm
from sonae.app.common import export
from sonae.app.common.models import AuditEntry
from sonae.app.common.pages import page_of


@require_GET
@signed_in(TRAIL)
def trail(request: Visit) -> HttpResponse:
    """What was done by one's own organisation and to it, the newest first."""
    form = TrailForm(request.GET)
    page = page_of(_found(request, form), request)
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
    query = urlencode({name: value for name, value in request.GET.items() if value and name != "page"})
    context = {"form": form, "page": page, "rows": rows, "query": query, "file": reverse("accounts:trail_file")}
    return render(request, "accounts/trail.html", context)


@require_GET
@signed_in(TRAIL)
def trail_file(request: Visit) -> HttpResponse:
    """The entries found, on all pages, as a workbook; what looks like a formula is written as text."""
    return export.table("trail.xlsx", *trail_page.table(_found(request, TrailForm(request.GET)).iterator()))


def _found(request: Visit, form: TrailForm) -> QuerySet[AuditEntry]:
    return form.chosen(AuditEntry.objects.visible_to(request.person)).order_by("-number")
