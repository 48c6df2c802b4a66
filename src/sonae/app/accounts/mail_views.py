from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.letterbox import letters
from sonae.app.accounts.mail_actions import send_again
from sonae.app.accounts.mail_forms import MailFilter
from sonae.app.accounts.mail_models import Mail
from sonae.app.accounts.roles import CHECK, DISCLOSED, may
from sonae.app.common.pages import page_of


@require_GET
@signed_in(DISCLOSED)  # they tell of joining: what was asked, refused, offered
def index(request: Visit) -> HttpResponse:
    """The mails of an organisation and of the members it serves."""
    form = MailFilter(request.GET)
    found = form.among(Mail.objects.visible_to(request.person).select_related("organisation"))
    context = {"form": form, "page": page_of(found, request), "query": form.query()}
    return render(request, "accounts/mails.html", context)


@require_GET
@signed_in(DISCLOSED)
def one(request: Visit, number: int) -> HttpResponse:
    mail = get_object_or_404(Mail.objects.visible_to(request.person).select_related("organisation"), pk=number)
    repeatable = mail.repeatable and may(request.person.role, CHECK)
    return render(request, "accounts/mail.html", {"mail": mail, "repeatable": repeatable})


@require_POST
@signed_in(DISCLOSED, CHECK)
def again(request: Visit, number: int) -> HttpResponse:
    mail = get_object_or_404(Mail.objects.visible_to(request.person), pk=number)
    send_again(mail=mail, by=request.person, at=timezone.now())
    return redirect("mails:one", number)


@require_GET
@never_cache
def letterbox(request: HttpRequest) -> HttpResponse:
    """The mails of a demonstration as their receivers find them, codes included; there is none in service."""
    if not settings.SONAE_EXAMPLE:
        raise Http404
    return render(request, "accounts/letterbox.html", {"letters": letters()})
