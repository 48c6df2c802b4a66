from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sonae.app.accounts.acting import enter, held_in_demonstration
from sonae.app.accounts.roles import KINDS, ROLES
from sonae.app.accounts.sitting import DEMONSTRATION


@never_cache
@require_http_methods(["GET", "POST"])
def demonstration(request: HttpRequest) -> HttpResponse:
    """One button a role of the example's cast. In service there is no such page."""
    if not settings.SONAE_EXAMPLE:
        raise Http404
    roles = held_in_demonstration()
    if request.method == "POST":
        role = next((role for role in roles if str(role.pk) == request.POST.get("role")), None)
        if role is None:
            raise Http404
        enter(request, role)
        request.session[DEMONSTRATION] = True
        return HttpResponseRedirect(_onwards(request))
    groups = [(label, [role for role in roles if role.organisation.kind == kind]) for kind, label in KINDS.items()]
    cast = [(label, held) for label, held in groups if held]
    return render(request, "accounts/demonstration.html", {"cast": cast, "binding": _binding()})


def _onwards(request: HttpRequest) -> str:
    """The page somebody was on the way to, or the home."""
    there = request.GET.get("next", "")
    inside = url_has_allowed_host_and_scheme(there, allowed_hosts=None, require_https=request.is_secure())
    return there if inside else reverse("accounts:work")


def _binding() -> list[str]:
    return [str(rule.label) for rule in ROLES.values() if rule.binds]
