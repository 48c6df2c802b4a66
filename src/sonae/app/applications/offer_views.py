from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.roles import ACCEPT, ACCEPT_FOR, DISCLOSED
from sonae.app.applications import allowed, case_page, offer_actions
from sonae.app.applications.acting import CONFLICT, Act, do, found, not_now, refused, shown_by, version_of
from sonae.app.applications.case_forms import AcceptForm, TakeDownForm
from sonae.app.applications.drafts import procedure_of
from sonae.app.applications.models import ISSUED, Application, Offer
from sonae.app.applications.refusals import NotNowError, OtherFiguresError, StaleError, WantingError
from sonae.app.applications.starts import as_shown
from sonae.app.common import clock
from sonae.core.moments import day_of

WRONG = 422


@require_http_methods(["GET", "POST"])
@signed_in(DISCLOSED, posts=(ACCEPT,))
def offer(request: Visit, pk: int) -> HttpResponse:
    """The insurer's offer, and the declaration with which the member's head accepts it."""
    application = found(request, pk)
    one = _open_offer(request, application)
    if one is None:
        return _no_offer(request, application, allowed.ACCEPT)
    form = AcceptForm(
        request.POST or None, version=application.version, procedure=procedure_of(application.scheme_code)
    )
    status = _pressed(
        request,
        application,
        form,
        lambda now: offer_actions.accept_offer(
            application=application,
            version=version_of(request),
            declared=form.declared(),
            shown=shown_by(request),
            by=request.person,
            at=now,
        ),
    )
    if isinstance(status, HttpResponse):
        return status
    context = {
        **_read(application, one, form, status),
        "may_accept": allowed.ACCEPT in allowed.allowed(request.person, application),
    }
    return render(request, "applications/offer.html", context, status=status)


@require_http_methods(["GET", "POST"])
@signed_in(DISCLOSED, ACCEPT_FOR, at_sight=True)
def take_down(request: Visit, pk: int) -> HttpResponse:
    """The insurer's offer, and what came from the member: who serves it takes down that it has accepted."""
    application = found(request, pk)
    one = _open_offer(request, application)
    if one is None:
        return _no_offer(request, application, allowed.TAKE_DOWN)
    if allowed.TAKE_DOWN not in allowed.allowed(request.person, application):
        raise PermissionDenied
    procedure, now = procedure_of(application.scheme_code), clock.now()
    form = TakeDownForm(
        request.POST or None,
        request.FILES or None,
        version=application.version,
        procedure=procedure,
        today=day_of(now),
    )
    status = _pressed(
        request,
        application,
        form,
        lambda now: offer_actions.take_down(
            application=application,
            version=version_of(request),
            taken=form.taken(),
            shown=shown_by(request),
            by=request.person,
            at=now,
        ),
    )
    if isinstance(status, HttpResponse):
        return status
    return render(request, "applications/take_down.html", _read(application, one, form, status), status=status)


def _pressed(request: Visit, application: Application, form: AcceptForm, accept: Act) -> HttpResponse | int:
    """Where the acceptance leads; the status of the page where there is none, or not yet."""
    if not form.is_valid():
        return WRONG if form.is_bound else 200
    try:
        return do(request, accept)
    except (StaleError, NotNowError) as error:
        return refused(request, error, application)
    except OtherFiguresError:
        return CONFLICT
    except WantingError as error:
        form.refuse(error.problems)
    except ValidationError as error:  # of the scan, which only what is taken down has
        form.add_error("paper", error.messages)
    return WRONG


def _read(application: Application, one: Offer, form: AcceptForm, status: int) -> dict[str, Any]:
    """What both pages show: the offer as it stands now, and its figures for the form to give back."""
    told = case_page.offer_facts(application, one, clock.now())
    return {
        "application": application,
        "told": told,
        "shown": as_shown(told["cover"], told["payable_yen"]),
        "form": form,
        "other_figures": status == CONFLICT,
    }


def _open_offer(request: Visit, application: Application) -> Offer | None:
    offers = application.offers.visible_to(request.person).filter(state=ISSUED)
    return offers.select_related("paper", "submission").first()


def _no_offer(request: Visit, application: Application, act: str) -> HttpResponse:
    """A second press of the button is answered with the page of the case; who comes too late is told so."""
    if request.method != "POST":
        return not_now(request, act, application)
    try:
        return do(request, lambda _now: _gone(application))
    except NotNowError as error:
        return refused(request, error, application)


def _gone(application: Application) -> Application:
    raise NotNowError(application.state)
