from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sonae.app.common.rate_limit import limited
from sonae.app.enrolments import verification
from sonae.app.enrolments.verify_forms import VerifyForm


@require_safe
@limited("verify")
def ask(request: HttpRequest) -> HttpResponse:
    """The form for whoever has a certificate on paper."""
    form = VerifyForm(request.GET or None)
    if form.is_valid():
        return redirect("verify:certificate", form.cleaned_data["number"], form.cleaned_data["code"])
    return render(request, "verify/ask.html", {"form": form})


@require_safe
@limited("verify")
@never_cache
def certificate(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """The answer: always the same page, with one of three sentences and what was asked."""
    asked = {"number": verification.plain(number), "code": verification.plain_code(code)}
    context = {
        "number": asked["number"],
        "code": verification.printed(asked["code"]),
        "standing": verification.standing(**asked),
    }
    response = render(request, "verify/certificate.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
