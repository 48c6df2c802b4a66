from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sonae.app.accounts.door import ACTING, Visit, signed_in
from sonae.app.accounts.models import Role
from sonae.app.common.work import waiting_for


@require_GET
@signed_in()
def work(request: Visit) -> HttpResponse:
    """The home of somebody signed in: what waits for this person, what is due first on top."""
    now = timezone.localtime()
    waiting = [
        {"what": one, "days": (now - one.since).days, "late": bool(one.due_on and one.due_on < now.date())}
        for one in waiting_for(request.person, now)
    ]
    return render(request, "accounts/work.html", {"waiting": waiting})


@login_required
@require_http_methods(["GET", "POST"])
def roles(request: HttpRequest) -> HttpResponse:
    """Choose in which of one's roles to act."""
    held = Role.objects.in_force().filter(user=request.user.pk).select_related("organisation").order_by("pk")
    if request.method == "POST":
        request.session[ACTING] = get_object_or_404(held, pk=request.POST.get("role", "")).pk
        return HttpResponseRedirect(reverse("accounts:work"))
    return render(request, "accounts/roles.html", {"roles": held})


@require_GET
@signed_in()
def yourself(request: Visit) -> HttpResponse:
    """What somebody can set about the own way of signing in."""
    return render(request, "accounts/yourself.html")
