from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sonae.app.accounts.door import ACTING
from sonae.app.accounts.models import Role


@login_required
@require_http_methods(["GET", "POST"])
def roles(request: HttpRequest) -> HttpResponse:
    """Choose in which of one's roles to act."""
    held = Role.objects.in_force().filter(user=request.user.pk).select_related("organisation").order_by("pk")
    if request.method == "POST":
        request.session[ACTING] = get_object_or_404(held, pk=request.POST.get("role", "")).pk
        return HttpResponseRedirect(reverse("accounts:roles"))
    return render(request, "accounts/roles.html", {"roles": held})
