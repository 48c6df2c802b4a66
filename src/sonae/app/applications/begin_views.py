from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.roles import APPLY, DISCLOSED, KEY_IN, MEMBER, may
from sonae.app.applications import draft_actions
from sonae.app.applications.acting import do
from sonae.app.applications.case_forms import KeyInForm, PlainForm
from sonae.app.applications.models import ENDED, Application
from sonae.app.applications.plan_words import joining
from sonae.app.applications.prefill import facing, prefilled
from sonae.app.applications.starts import enrolled
from sonae.app.applications.step_page import beginning_of
from sonae.app.applications.steps import FACILITIES
from sonae.app.common import clock
from sonae.app.common.catalogue import current
from sonae.app.common.pages import page_of
from sonae.app.parties import search
from sonae.app.parties.models import Facility, Member
from sonae.app.quoting import typed


@require_http_methods(["GET", "POST"])
@signed_in(DISCLOSED)
def begin(request: Visit, code: str) -> HttpResponse:
    """From a quote to a draft: by the member itself; agency and office first choose for whom they key it in."""
    if code not in current().schemes:
        raise Http404
    if request.person.kind != MEMBER:
        if not may(request.person.role, KEY_IN):
            raise PermissionDenied
        return _for_whom(request, code)
    if not may(request.person.role, APPLY):
        raise PermissionDenied
    member = get_object_or_404(
        Member.objects.select_related("association"), organisation_id=request.person.organisation_id
    )
    form = PlainForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and member.association.scheme_code == code:
        return _begun(request, member, code)
    scheme, now = current().schemes[code], clock.now()
    facilities = list(Facility.objects.visible_to(request.person).filter(member=member, closed_on=None).order_by("pk"))
    already = enrolled(scheme, facilities, at=now)
    context = {
        "form": form,
        "member": member,
        "scheme": scheme,
        "enrolled": [joining(scheme, one, already[one.pk]) for one in facilities if one.pk in already],
        "beginning": beginning_of(scheme, now, now),
        "other": member.association.scheme_code != code,
        "lines": facing(scheme, typed.read(request.GET, typed.answers_of(scheme)), now),
        "open": _open(request, member),
    }
    return render(request, "applications/begin.html", context)


@require_http_methods(["GET", "POST"])
@signed_in(KEY_IN)
def key_in(request: Visit, member_pk: int) -> HttpResponse:
    """Key in for a member: on what basis, then the same steps."""
    members = Member.objects.visible_to(request.person).select_related("association")
    member = get_object_or_404(members, pk=member_pk)
    form = KeyInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        basis = {name: form.cleaned_data[name] for name in ("basis", "basis_note")}
        return _begun(request, member, member.association.scheme_code, **basis)
    status = 422 if form.is_bound else 200
    context = {"form": form, "member": member, "open": _open(request, member)}
    return render(request, "applications/key_in.html", context, status=status)


def _for_whom(request: Visit, code: str) -> HttpResponse:
    """The members of the scheme, searched as everywhere; the quote goes along."""
    asked = str(request.GET.get("q", ""))[:100].replace("\0", "")
    members = Member.objects.visible_to(request.person).filter(association__scheme_code=code)
    for word in search.words(asked):
        members = members.filter(search__contains=word)
    quote = request.GET.copy()
    for own in ("q", "page"):
        quote.pop(own, None)
    context = {
        "page": page_of(members.order_by("number"), request),
        "asked": asked,
        "quote": [(name, value) for name, values in quote.lists() for value in values],
        "query": quote.urlencode(),
        "scheme": current().schemes[code],
    }
    return render(request, "applications/for_whom.html", context)


def _open(request: Visit, member: Member) -> QuerySet[Application]:
    """What the member has begun or handed in, and has not ended."""
    return Application.objects.visible_to(request.person).filter(member=member).exclude(state__in=ENDED)


def _begun(request: Visit, member: Member, code: str, **basis: str) -> HttpResponse:
    scheme = current().schemes[code]
    asked = typed.read(request.GET, typed.answers_of(scheme))
    given = prefilled(member, scheme, asked, own=not basis)
    return do(
        request,
        lambda now: draft_actions.begin(member=member, given=given, by=request.person, at=now, **basis),
        then=lambda row: reverse("applications:step", args=[row.pk, FACILITIES]),
    )
