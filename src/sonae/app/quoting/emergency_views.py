from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sonae import documents
from sonae.app.common import dates
from sonae.app.common.catalogue import current
from sonae.app.common.kept_pages import kept
from sonae.app.common.rate_limit import limited
from sonae.app.quoting import emergency_page
from sonae.app.quoting.arrivals import Request, around, find_scheme
from sonae.core.playbook import Playbook
from sonae.core.scheme import Scheme
from sonae.documents.first_hour import fitted, marked


@require_safe
@kept
def emergency(request: Request, code: str) -> HttpResponse:
    scheme = find_scheme(code)
    playbook = fitted(_playbook(scheme), scheme)
    context: dict[str, Any] = around(scheme, ("", _("事故のとき"))) | {
        "playbook": playbook,
        "doors": emergency_page.doors(scheme, playbook),
        "steps": emergency_page.steps(scheme, playbook),
        "calls": emergency_page.calls(scheme, playbook),
        "address": request.build_absolute_uri(request.path),
        "facts": emergency_page.facts(scheme),
        "borrowed": marked(playbook),
        "sources": emergency_page.sources(scheme, playbook),
    }
    return render(request, "quoting/emergency.html", context)


@require_safe
@limited("papers")
def sheet(_request: Request, code: str) -> HttpResponse:
    scheme = find_scheme(code)
    paper = documents.emergency_sheet(scheme, current().words, dates.language(), _playbook(scheme))
    headers = {"Content-Disposition": f'inline; filename="emergency-{code}.pdf"'}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


def _playbook(scheme: Scheme) -> Playbook:
    playbook = current().playbook_for(scheme)
    if playbook is None:
        raise Http404
    return playbook
