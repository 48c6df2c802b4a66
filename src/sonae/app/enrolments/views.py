from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.roles import CHECK, DISCLOSED, MEMBER, READ, may
from sonae.app.common import clock, export
from sonae.app.common.pages import page_of
from sonae.app.common.rate_limit import limited
from sonae.app.enrolments import correcting, history_page, listing
from sonae.app.enrolments.forms import BeliefForm
from sonae.app.enrolments.models import PROPOSED, RETURNED, Certificate, Enrolment, Proposal
from sonae.app.enrolments.queries import uncertified
from sonae.app.parties import fields
from sonae.app.parties.models import Association
from sonae.app.quoting import said
from sonae.core.enrolment import live, state
from sonae.core.enrolment_events import Event
from sonae.core.enrolment_premium import owed


@require_safe
@signed_in(READ)
def enrolments(request: Visit) -> HttpResponse:
    asked, now = listing.Asked(request.GET), clock.now()

    def told(keys: list[int]) -> QuerySet[Enrolment]:
        return listing.listed(Enrolment.objects.visible_to(request.person).filter(pk__in=keys).order_by("-pk"))

    page = page_of(listing.enrolments(asked, request.person, now), request, told)
    context = {
        "asked": asked,
        "page": page,
        "query": asked.address,
        "file": reverse("enrolments:enrolments_file"),
        "rows": list(listing.rows(page, now, listing.MOST_SHOWN)),
        "states": listing.FILTERS,
        "missing": listing.MISSING,
        "associations": list(Association.objects.visible_to(request.person).order_by("name")),
    }
    return render(request, "enrolments/enrolments.html", context)


@require_safe
@limited("papers")
@signed_in(READ)
def enrolments_file(request: Visit) -> HttpResponse:
    """What the list shows, on all its pages, as a workbook."""
    now = clock.now()
    columns, rows = listing.table(listing.enrolments(listing.Asked(request.GET), request.person, now), now)
    return export.table(_("加入一覧.xlsx"), columns, rows)


@require_safe
@signed_in(READ)
def enrolment(request: Visit, number: str) -> HttpResponse:
    """One enrolment: what holds on any day as known on any day, its certificates, and all that has happened."""
    person, now = request.person, clock.now()
    visible = Enrolment.objects.visible_to(person)
    found = get_object_or_404(visible.select_related("member", "association"), number=number)
    form = BeliefForm(request.GET, now=now)
    asked = form.cleaned_data if form.is_valid() else {}
    on, known = asked.get("on") or max(now, found.term_start), asked.get("known") or now
    events = found.to_core()
    believed, today = (state(events, on=on, as_known=moment, term=found.term) for moment in (known, now))
    certificates = list(Certificate.objects.visible_to(person).filter(enrolment=found).select_related("paper"))
    account = owed(events, as_known=known)
    entries = history_page.entries(found, disclosed=may(person.role, DISCLOSED))
    context: dict[str, Any] = {
        "enrolment": found,
        "form": form,
        "on": on,
        "known": known,
        "earlier": known < now,
        "ahead": now < found.term_start,
        "state": believed,
        "changes": history_page.changes(believed, today),
        "owed": account.yen,
        "owed_trace": said.trace(account.line, None),
        "entries": entries,
        "later": [one for one in entries if one.event.recorded_at > known and not one.event.reverses],
        "certificates": certificates,
        "being_made": uncertified(visible.filter(pk=found.pk)).exists(),
        "sees_papers": fields.sees(person, fields.PAPERS),
        "correctable": _correctable(events) if may(person.role, CHECK) else (),
        "proposal": _proposal(request, found),
        "trail": _trail(request, found),
    }
    return render(request, "enrolments/enrolment.html", context)


def _correctable(events: Sequence[Event]) -> list[int]:
    """The numbers of the events that stand and can be put right on a page."""
    return [one.number for one in live(events) if any(correcting.places(one.changes))]


def _proposal(request: Visit, found: Enrolment) -> Proposal | None:
    """The last correction put forward, while it waits, or for whom it was given back to."""
    last = Proposal.objects.visible_to(request.person).filter(enrolment=found).last()
    own = last is not None and last.state == RETURNED and last.made_by_id == request.person.user_id
    return last if last is not None and (last.state == PROPOSED or own) else None


def _trail(request: Visit, found: Enrolment) -> tuple[tuple[str, Any], ...]:
    home: tuple[tuple[str, Any], ...] = ((reverse("accounts:work"), _("ホーム")),)
    if request.person.kind != MEMBER:
        home += ((reverse("parties:members"), _("加入者")),)
    member = (reverse("parties:member", args=[found.member_id]), found.member.name)
    return (*home, member, ("", found.number))
