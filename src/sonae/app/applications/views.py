from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.roles import DISCLOSED
from sonae.app.applications import case_page
from sonae.app.applications.acting import found
from sonae.app.common import clock


@require_safe
@signed_in(DISCLOSED)
def case(request: Visit, pk: int) -> HttpResponse:
    """One application: where it stands, what may be done now, and everything that happened."""
    application = found(request, pk)
    context = case_page.context(application, request.person, clock.now()) | {"done": "done" in request.GET}
    return render(request, "applications/case.html", context)


@require_safe
@signed_in(DISCLOSED)
def submission(request: Visit, pk: int, number: int) -> HttpResponse:
    """One submission exactly as it was frozen, and what it says otherwise than the one before."""
    application = found(request, pk)
    one = get_object_or_404(application.submissions.select_related("paper"), number=number)
    return render(request, "applications/submission.html", case_page.of_submission(application, one))
