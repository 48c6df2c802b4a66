from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sonae.app.accounts.door import Visit, ask_who_binds, signed_in
from sonae.app.accounts.roles import CHECK, COUNTERSIGN, UNDERWRITE, may
from sonae.app.common import clock
from sonae.app.common.once_actions import once
from sonae.app.enrolments import correct_actions, correcting, history_page
from sonae.app.enrolments.correct_actions import ChangedMeanwhileError, ProposalWaitsError, SamePersonError
from sonae.app.enrolments.correct_forms import CorrectForm
from sonae.app.enrolments.correcting import Planned
from sonae.app.enrolments.joining import NotEnrolledError
from sonae.app.enrolments.models import PROPOSED, Enrolment, Proposal
from sonae.app.enrolments.proposal_forms import ProposalForm
from sonae.app.enrolments.queries import EditionMissingError, scheme_of
from sonae.app.quoting import said
from sonae.core.enrolment_checks import ImpossibleEventsError

WRONG, CONFLICT = 422, 409
CONFIRMED, BACK, AGREE = "confirmed", "back", "agree"
IMPOSSIBLE = (ImpossibleEventsError, NotEnrolledError)


def _priced(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say so where the edition is gone by which a premium would be reckoned anew."""

    @wraps(view)
    def asked(request: Visit, *args: Any, **more: Any) -> HttpResponse:
        try:
            return view(request, *args, **more)
        except EditionMissingError as error:
            return render(request, "enrolments/edition_missing.html", {"enrolment": error.enrolment}, status=CONFLICT)

    return asked


@require_http_methods(["GET", "POST"])
@signed_in(CHECK)
@_priced
def correct(request: Visit, number: str, event: int) -> HttpResponse:
    """Put an event right in two steps: what it will do is shown, and then done, or put forward for a second person."""
    found = get_object_or_404(Enrolment.objects.visible_to(request.person).select_related("member"), number=number)
    row = found.events.filter(number=event).first()
    if row is None or not any(correcting.places(row.to_core().changes)):
        raise Http404
    last = found.events.order_by("-number").values_list("number", flat=True)[0]
    form = CorrectForm(found, row.to_core(), scheme_of(found), request.person, request.POST or None, last)
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
    except ProposalWaitsError:
        form.add_error(None, _("別の訂正案が二人目の確認を待っています。先にその訂正案の結論を出してください。"))
        return _page(request, found, form, status=CONFLICT)
    except IMPOSSIBLE as error:
        form.refuse(error.problems)
        return _page(request, found, form, status=WRONG)


def _looked_at(request: Visit, found: Enrolment, form: CorrectForm) -> HttpResponse:
    """What it will do: nothing is written yet."""
    if form.is_stale:
        raise ChangedMeanwhileError(str(found))
    will = correcting.planned(found, at=clock.now(), **_asked(form))
    moved = (form.event.valid_from, form.valid_from) if form.valid_from else None
    context = preview(found, will, moved) | {k: form.cleaned_data[k] for k in ("reason", "basis")}
    return _page(request, found, form, template="enrolments/correct_look.html", **context)


def preview(found: Enrolment, will: Planned, moved: tuple[object, object] | None) -> dict[str, Any]:
    """What a correction would do, for the page that asks whether it shall."""
    eyes, owed = correcting.four_eyes(found, will), will.owed
    return {
        "changes": history_page.changes(will.before, will.after),
        "moved": moved,
        "premium_yen": will.premium_yen,
        "returned_yen": -will.premium_yen,
        "owed_before": owed.yen - will.premium_yen,
        "owed": owed.yen,
        "owed_trace": said.trace(owed.line, None),
        "eyes": said.trace(eyes.line, scheme_of(found)) if eyes.needed else None,
        "again": [one for one in will.events if one.reapplies],
        "edition": found.certificates.count() + 1,
        "mail": found.member.contact_email,
    }


def _done(request: Visit, found: Enrolment, form: CorrectForm) -> HttpResponse:
    ask_who_binds(request)

    def act() -> str:
        more = {"version": form.seen, "basis": form.cleaned_data["basis"], "trace": form.trace}
        correct_actions.correct(enrolment=found, by=request.person, at=now, **more, **_asked(form))
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


@require_http_methods(["GET", "POST"])
@signed_in(UNDERWRITE)
@_priced
def proposal(request: Visit, number: str, pk: int) -> HttpResponse:
    """What one underwriter has put forward, for the second to agree to or to give back."""
    rows = Proposal.objects.visible_to(request.person).select_related("enrolment__member")
    found = get_object_or_404(rows, pk=pk, enrolment__number=number)
    form = ProposalForm(request.POST or None, needed=AGREE not in request.POST)
    if request.method != "POST" or not form.is_valid():
        return _proposal_page(request, found, form, status=WRONG if form.is_bound else 200)
    ask_who_binds(request)
    try:
        return _decided(request, found, form)
    except ChangedMeanwhileError:
        found.refresh_from_db()
        return _proposal_page(request, found, form, status=CONFLICT)
    except SamePersonError:
        form.add_error(None, _("ご自分の訂正案には同意できません。別の引受責任者が確認します。"))
    except IMPOSSIBLE as error:
        form.refuse(error.problems)
    return _proposal_page(request, found, form, status=WRONG)


def _decided(request: Visit, found: Proposal, form: ProposalForm) -> HttpResponse:
    def act() -> str:
        if AGREE in request.POST:
            correct_actions.agree(proposal=found, by=request.person, at=now)
        else:
            words = form.cleaned_data["words"]
            correct_actions.give_back(proposal=found, words=words, by=request.person, at=now)
        return reverse("enrolments:enrolment", args=[found.enrolment.number])

    now = clock.now()
    return redirect(once(act, sent=request, by=request.person, at=now))


def _proposal_page(request: Visit, found: Proposal, form: ProposalForm, *, status: int) -> HttpResponse:
    enrolment, person = found.enrolment, request.person
    context: dict[str, Any] = {"proposal": found, "enrolment": enrolment, "form": form, "agree": AGREE}
    waits = found.state == PROPOSED
    stale = waits and enrolment.to_core()[-1].number != found.seen
    if waits and not stale:
        try:
            will = correcting.planned_of(found, clock.now())
        except IMPOSSIBLE as error:
            form.refuse(error.problems)
            stale = True
        else:
            moved = (will.known[found.corrects - 1].valid_from, found.valid_from) if found.valid_from else None
            context |= preview(enrolment, will, moved)
    own = found.made_by_id == person.user_id
    second = may(person.role, COUNTERSIGN)
    context |= {
        "reason": found.reason,
        "basis": found.basis,
        "waits": waits,
        "stale": stale,
        "may_agree": waits and not stale and second and not own,
        "may_return": waits and (second or own),
        "own": own,
    }
    return render(request, "enrolments/proposal.html", context, status=status)
