from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sonae.app.accounts.door import Visit, ask_who_binds, signed_in
from sonae.app.accounts.roles import CHECK
from sonae.app.common import clock
from sonae.app.common.once_actions import once
from sonae.app.enrolments import actions, correcting, history_page
from sonae.app.enrolments.actions import ChangedMeanwhileError
from sonae.app.enrolments.correct_forms import CorrectForm
from sonae.app.enrolments.joining import NotEnrolledError
from sonae.app.enrolments.models import Enrolment
from sonae.app.enrolments.queries import scheme_of
from sonae.core.enrolment_checks import ImpossibleEventsError

WRONG, CONFLICT = 422, 409
CONFIRMED, BACK = "confirmed", "back"


@require_http_methods(["GET", "POST"])
@signed_in(CHECK)
def correct(request: Visit, number: str, event: int) -> HttpResponse:
    """Put an event right in two steps: what it will do is shown, and then done."""
    found = get_object_or_404(Enrolment.objects.visible_to(request.person).select_related("member"), number=number)
    row = found.events.filter(number=event).first()
    if row is None or not any(correcting.places(row.to_core().changes)):
        raise Http404
    last = found.events.order_by("-number").values_list("number", flat=True)[0]
    form = CorrectForm(row.to_core(), scheme_of(found), request.person, request.POST or None, last)
    if request.method != "POST":
        if correcting.standing(found, event) is None:
            raise Http404
        return _page(request, found, form)
    if BACK in request.POST or not form.is_valid():
        return _page(request, found, form, status=200 if BACK in request.POST else WRONG)
    try:
        return _done(request, found, form) if CONFIRMED in request.POST else _looked_at(request, found, form)
    except ChangedMeanwhileError:
        newer = history_page.entries(found, disclosed=False)[form.seen :]
        form.renew()
        return _page(request, found, form, status=CONFLICT, newer=newer, gone=correcting.standing(found, event) is None)
    except (ImpossibleEventsError, NotEnrolledError) as error:
        form.refuse(error.problems)
        return _page(request, found, form, status=WRONG)


def _looked_at(request: Visit, found: Enrolment, form: CorrectForm) -> HttpResponse:
    """What it will do: nothing is written yet."""
    if form.is_stale:
        raise ChangedMeanwhileError(str(found))
    will = correcting.planned(found, at=clock.now(), **_asked(form))
    context: dict[str, Any] = {
        "changes": history_page.changes(will.before, will.after),
        "moved": (form.event.valid_from, form.valid_from) if form.valid_from else None,
        "premium_yen": will.premium_yen,
        "again": [one for one in will.events if one.reapplies],
        "edition": found.certificates.count() + 1,
        "mail": found.member.contact_email,
    }
    return _page(request, found, form, template="enrolments/correct_look.html", **context)


def _done(request: Visit, found: Enrolment, form: CorrectForm) -> HttpResponse:
    ask_who_binds(request)

    def act() -> str:
        actions.correct(enrolment=found, version=form.seen, by=request.person, at=now, **_asked(form))
        return reverse("enrolments:enrolment", args=[found.number])

    now = clock.now()
    return redirect(once(act, sent=request, by=request.person, at=now))


def _asked(form: CorrectForm) -> dict[str, Any]:
    return {
        "number": form.event.number,
        "changes": form.changes,
        "reason": form.cleaned_data["reason"],
        "valid_from": form.valid_from,
    }


def _page(
    request: Visit,
    found: Enrolment,
    form: CorrectForm,
    *,
    template: str = "enrolments/correct.html",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {"enrolment": found, "form": form, "back": BACK, "confirmed": CONFIRMED} | more
    return render(request, template, context, status=status)
