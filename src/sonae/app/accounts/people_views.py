from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sonae.app.accounts import actions
from sonae.app.accounts.access_models import Invitation
from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.letting_in import GoneError
from sonae.app.accounts.models import Organisation, Role, managed_by
from sonae.app.accounts.people_forms import InvitationForm
from sonae.app.accounts.roles import PEOPLE
from sonae.app.common.once_actions import once
from sonae.app.common.once_forms import OnceForm

_HAS_FACTORS = Exists(Authenticator.objects.filter(user=OuterRef("user")))


@require_http_methods(["GET", "POST"])
@signed_in(PEOPLE)
def people(request: Visit, organisation: int | None = None) -> HttpResponse:
    """Who acts for an organisation: one's own, or, for an association's office, one of its members."""
    whose = get_object_or_404(managed_by(request.person), pk=organisation or request.person.organisation_id)
    form = InvitationForm(request.POST or None, organisation=whose, by=request.person)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("email", "name", "role", "language")}

        def invite() -> str:
            actions.invite(
                organisation=whose, page=_acceptance(request), by=request.person, at=timezone.now(), **values
            )
            return _address(whose)

        answer = once(invite, sent=request, by=request.person, at=timezone.now())
        messages.success(request, _("%(email)s に招待を送りました。") % {"email": values["email"]})
        return HttpResponseRedirect(answer)
    return render(request, "accounts/people.html", _around(request, whose, form), status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in(PEOPLE)
def end_role(request: Visit, pk: int) -> HttpResponse:
    """Ask once more, then end a role; nobody ends the one he acts in."""
    roles = Role.objects.visible_to(request.person).in_force().select_related("user", "organisation")
    role = get_object_or_404(roles, pk=pk)
    if role.user_id == request.person.user_id:
        raise PermissionDenied
    if request.method == "POST":
        with _told(request, _("%(name)sさんの役割を終わらせました。") % {"name": role.user}):
            actions.end_role(role=role, by=request.person, at=timezone.now())
        return HttpResponseRedirect(_address(role.organisation))
    return render(request, "accounts/end_role.html", {"role": role, "back": _address(role.organisation)})


@require_POST
@signed_in(PEOPLE)
def resend(request: Visit, pk: int) -> HttpResponse:
    invitation = _waiting(request, pk)

    def resend() -> str:
        actions.resend(invitation=invitation, page=_acceptance(request), by=request.person, at=timezone.now())
        return _address(invitation.organisation)

    with _told(request, _("%(email)s に招待を送りました。") % {"email": invitation.email}):
        once(resend, sent=request, by=request.person, at=timezone.now())
    return HttpResponseRedirect(_address(invitation.organisation))


@require_POST
@signed_in(PEOPLE)
def withdraw(request: Visit, pk: int) -> HttpResponse:
    invitation = _waiting(request, pk)
    with _told(request, _("招待を取り消しました。")):
        actions.withdraw(invitation=invitation, by=request.person, at=timezone.now())
    return HttpResponseRedirect(_address(invitation.organisation))


@contextmanager
def _told(request: Visit, words: str) -> Iterator[None]:
    """Say that it was done, or that somebody was quicker."""
    try:
        yield
    except GoneError:
        messages.warning(request, _("その間にほかの操作があったため、何も変えていません。"))
    else:
        messages.success(request, words)


def _around(request: Visit, whose: Organisation, form: InvitationForm) -> dict[str, Any]:
    roles = Role.objects.visible_to(request.person).in_force().filter(organisation=whose)
    invitations = Invitation.objects.visible_to(request.person).waiting().filter(organisation=whose)
    now = timezone.now()
    return {
        "whose": whose,
        "own": whose.pk == request.person.organisation_id,
        "form": form,
        "roles": roles.select_related("user").annotate(has_factors=_HAS_FACTORS).order_by("user__name", "pk"),
        "again": OnceForm(auto_id=False),
        "invitations": [(one, one.is_open(now)) for one in invitations.order_by("pk")],
    }


def _waiting(request: Visit, pk: int) -> Invitation:
    invitations = Invitation.objects.visible_to(request.person).waiting().select_related("organisation")
    return get_object_or_404(invitations, pk=pk)


def _address(organisation: Organisation) -> str:
    return reverse("accounts:people_of", args=[organisation.pk])


def _acceptance(request: Visit) -> str:
    return request.build_absolute_uri(reverse("accounts:invitation"))
