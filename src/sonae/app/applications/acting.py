"""How does a page do an act? Once, on the version the reader saw; a refusal is a page that keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sonae.app.accounts.door import Visit
from sonae.app.applications.allowed import ever
from sonae.app.applications.models import Application
from sonae.app.applications.refusals import NotNowError, StaleError
from sonae.app.common import clock
from sonae.app.common.once_actions import once
from sonae.app.common.once_forms import version_number

CONFLICT = 409
Act = Callable[[datetime], Application]


def found(request: Visit, pk: int) -> Application:
    """The application, or 404 for who may not see it."""
    rows = Application.objects.visible_to(request.person)
    return get_object_or_404(rows.select_related("member", "association", "keyed_in_by"), pk=pk)


def version_of(request: Visit) -> int:
    """The version the page was drawn from."""
    return version_number(request.POST.get("version", ""))


def shown_by(request: Visit) -> str:
    """The first day and the sum that the page told."""
    return request.POST.get("shown", "")


def do(request: Visit, act: Act, *, then: Callable[[Application], str] | None = None) -> HttpResponse:
    """Do it once and go on; WantingError is for the page to show beside its fields."""
    now = clock.now().replace(microsecond=0)  # as papers carry it
    address = then or (lambda row: reverse("applications:case", args=[row.pk]))
    answer = once(lambda: address(act(now)), sent=request, by=request.person, at=now)
    return redirect(answer)


def not_now(request: Visit, act: str, application: Application) -> HttpResponse:
    """A page of an act that cannot be done: what happened meanwhile, for those whose act it is at other times."""
    if not ever(request.person, act):
        raise PermissionDenied
    return refused(request, NotNowError(application.state), application)


def refused(request: Visit, error: StaleError | NotNowError, application: Application) -> HttpResponse:
    """What happened meanwhile, with what was typed: nothing was done, and nothing is lost."""
    row = error.application if isinstance(error, StaleError) else application
    typed = [
        (name, value)
        for name in request.POST
        if name not in {"once", "version", "csrfmiddlewaretoken"}
        and (value := _("、").join(request.POST.getlist(name)))
    ]
    context = {
        "application": row,
        "stale": isinstance(error, StaleError),
        "moves": row.moves.visible_to(request.person).order_by("-number")[:3],
        "typed": [value for name, value in typed if name in {"words", "remark", "factor_reason", "basis_note"}],
    }
    return render(request, "applications/refused.html", context, status=CONFLICT)
