from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sonae.app.accounts import factor_actions
from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.factor_forms import FactorsForm
from sonae.app.accounts.factor_models import FactorRemoval
from sonae.app.accounts.letting_in import GoneError
from sonae.app.accounts.models import Role
from sonae.app.accounts.roles import PEOPLE


@require_http_methods(["GET", "POST"])
@signed_in(PEOPLE)
def remove_factors(request: Visit, pk: int) -> HttpResponse:
    """For somebody who has lost device and recovery codes: say how he was recognised, or agree with who has said so."""
    roles = Role.objects.visible_to(request.person).in_force().select_related("user", "organisation")
    role = get_object_or_404(roles, pk=pk)
    if role.user_id == request.person.user_id:
        raise PermissionDenied
    now = timezone.now()
    removals = FactorRemoval.objects.visible_to(request.person).waiting(now)
    waiting = removals.filter(role__user=role.user_id).select_related("asked_by").first()
    form = FactorsForm(request.POST or None)
    if request.method == "POST" and (waiting or "removal" in request.POST or form.is_valid()):
        _act(request, role, form, waiting)
        return HttpResponseRedirect(reverse("accounts:people_of", args=[role.organisation_id]))
    around = {
        "role": role,
        "form": form,
        "waiting": waiting,
        "refusal": factor_actions.refusal(role=role, by=request.person),
        "two": factor_actions.needs_two(role, now),
        "there": Authenticator.objects.filter(user=role.user_id).exists(),
        "back": reverse("accounts:people_of", args=[role.organisation_id]),
    }
    return render(request, "accounts/remove_factors.html", around, status=422 if form.errors else 200)


def _act(request: Visit, role: Role, form: FactorsForm, waiting: FactorRemoval | None) -> None:
    """Ask or agree, and say what came of it."""
    told = {"name": role.user}
    try:
        done = _done(request, role, form, waiting)
    except GoneError:
        messages.warning(request, _("その間にほかの操作があったため、何も変えていません。"))
    except factor_actions.NotRemovedError as refused:
        messages.warning(request, str(refused.words))
    else:
        if done:
            messages.success(request, _("%(name)sさんの二段階認証を外し、ご本人にメールでお知らせしました。") % told)
        else:
            messages.info(request, _("%(name)sさんの二段階認証は、もう一人の管理者が確認すると外れます。") % told)


def _done(request: Visit, role: Role, form: FactorsForm, waiting: FactorRemoval | None) -> bool:
    """Whether they are gone. The button names what its reader has seen: nobody agrees to anything else."""
    by, at = request.person, timezone.now()
    if request.POST.get("removal", "") != (str(waiting.pk) if waiting else ""):
        raise GoneError
    if waiting is None:
        said = form.cleaned_data
        return factor_actions.remove_factors(role=role, basis=said["basis"], note=said["note"], by=by, at=at)
    factor_actions.agree(removal=waiting, by=by, at=at)
    return True
