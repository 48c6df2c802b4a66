from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sonae.app.accounts import actions, familiar, secrets
from sonae.app.accounts.access_models import Invitation
from sonae.app.accounts.acting import enter
from sonae.app.accounts.letting_in import GoneError
from sonae.app.accounts.models import User
from sonae.app.accounts.people_forms import AcceptanceForm
from sonae.app.common import walls
from sonae.app.common.rate_limit import address, limited


@never_cache
@require_http_methods(["GET", "POST"])
@limited("pages")
def invitation(request: HttpRequest) -> HttpResponse:
    """Accept an invitation by the key of its mail; looking at it uses nothing up."""
    key = (request.POST or request.GET).get("key", "")
    with walls.within(secrets.organisation_of(key, secrets.INVITATION)):
        found = Invitation.objects.filter(hash=secrets.hashed(key)).select_related("organisation").first()
        if found is None or not found.is_open(timezone.now()):
            return render(request, "accounts/invitation_gone.html", status=404)
        return _accepted(request, found, key)


def _accepted(request: HttpRequest, found: Invitation, key: str) -> HttpResponse:
    known = User.objects.filter(email__iexact=found.email).exists()
    told = request.POST.copy() if request.method == "POST" else None
    if told is not None and known:
        told["name"], told["password"] = found.name, ""  # who is known already keeps both
    form = AcceptanceForm(told, email=found.email, initial={"key": key, "name": found.name})
    if not form.is_valid():
        around = {"form": form, "invitation": found, "known": known}
        return render(request, "accounts/invitation.html", around, status=422 if form.errors else 200)
    try:
        role = actions.accept(
            invitation=found,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password"],
            by_address=address(request),
            at=timezone.now(),
        )
    except GoneError:  # a doubled click: the first has let them in
        messages.info(request, _("この招待はすでに使われました。ログインしてください。"))
        return HttpResponseRedirect(reverse("accounts:work"))
    if known:  # the mail shows who reads it, not that it is he who sits there: a second factor may be due
        messages.success(request, _("招待を受け付けました。ログインしてください。"))
        return HttpResponseRedirect(reverse("accounts:work"))
    enter(request, role)
    response = HttpResponseRedirect(reverse("accounts:work"))
    familiar.remember(request, response, role.user)
    return response
