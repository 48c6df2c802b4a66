from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sonae.app.accounts.acting import ACTING, held_by
from sonae.app.accounts.door import Visit, known, signed_in
from sonae.app.common import clock
from sonae.app.common.work import sections, waiting_for


@require_GET
@signed_in()
def work(request: Visit) -> HttpResponse:
    """The home of somebody signed in: what waits for this person, what is due first on top."""
    now = timezone.localtime(clock.now())
    waiting = [
        {"what": one, "days": (now - one.since).days, "late": bool(one.due_on and one.due_on < now.date())}
        for one in waiting_for(request.person, now)
    ]
    context = {"waiting": waiting, "sections": sections(request.person, now)}
    return render(request, "accounts/work.html", context)


@require_http_methods(["GET", "POST"])
@known
def roles(request: HttpRequest) -> HttpResponse:
    """Choose in which of one's roles to act."""
    held = held_by(request.user.pk)
    if request.method == "POST":
        chosen = next((role for role in held if str(role.pk) == request.POST.get("role")), None)
        if chosen is None:
            raise Http404
        request.session[ACTING] = chosen.pk
        return HttpResponseRedirect(reverse("accounts:work"))
    return render(request, "accounts/roles.html", {"roles": held})


@require_GET
@known
def yourself(request: HttpRequest) -> HttpResponse:
    """What somebody can set about the own way of signing in."""
    return render(request, "accounts/yourself.html")
