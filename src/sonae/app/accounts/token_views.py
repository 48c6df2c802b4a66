from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sonae.app.accounts.access_models import Token
from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.roles import ACTS
from sonae.app.accounts.token_actions import make_token, revoke_token
from sonae.app.accounts.token_forms import TokenForm
from sonae.app.common.once_actions import once


@require_http_methods(["GET", "POST"])
@signed_in(fresh=True)
def tokens(request: Visit) -> HttpResponse:
    """One's own tokens, and a new one, whose key is shown on this answer and never again."""
    now = timezone.now()
    form = TokenForm(request.POST or None, role=request.person.role)
    keys: list[str] = []  # of the one just made: a second sending of the same form makes none, and none is shown again
    if form.is_valid():
        said = form.cleaned_data

        def make() -> str:
            ends = now + timedelta(days=said["days"])
            token, key = make_token(
                role=request.role, name=said["name"], acts=said["acts"], expires_at=ends, by=request.person, at=now
            )
            keys.append(key)
            return str(token.pk)

        once(make, sent=request, by=request.person, at=now)
        form = TokenForm(role=request.person.role)
    made = Token.objects.visible_to(request.person).select_related("role").order_by("-pk")
    rows = [{"token": one, "open": one.is_open(now), "acts": [ACTS[act] for act in one.acts]} for one in made]
    around = {"form": form, "rows": rows, "key": "".join(keys)}
    return render(request, "accounts/tokens.html", around, status=422 if form.errors else 200)


@require_POST
@signed_in()
def revoke(request: Visit, pk: int) -> HttpResponse:
    token = get_object_or_404(Token.objects.visible_to(request.person), pk=pk)
    revoke_token(token=token, by=request.person, at=timezone.now())
    messages.success(request, _("トークン「%(name)s」を無効にしました。") % {"name": token.name})
    return HttpResponseRedirect(reverse("accounts:tokens"))
