from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from sonae.app.accounts.door import Visit, ask_who_binds, signed_in
from sonae.app.accounts.roles import DISCLOSED
from sonae.app.applications import allowed, step_page, submit_actions
from sonae.app.applications.acting import CONFLICT, do, found, refused, shown_by, version_of
from sonae.app.applications.drafts import Case, case_of
from sonae.app.applications.refusals import NotNowError, OtherFiguresError, StaleError, WantingError
from sonae.app.applications.step_forms import MEMBERS_PART, StepForm
from sonae.app.applications.summary import summary
from sonae.app.common import clock

WRONG = 422


@require_http_methods(["GET", "POST"])
@signed_in(DISCLOSED)
def confirm(request: Visit, pk: int) -> HttpResponse:
    """All that was keyed in for a member; it reads the papers and declares, and then its paper is made."""
    application = found(request, pk)
    case = case_of(application, clock.now())
    if request.method != "POST":
        if allowed.CONFIRM not in allowed.allowed(request.person, application):
            raise PermissionDenied
        return _page(request, case, StepForm(case, MEMBERS_PART))
    ask_who_binds(request)
    form = StepForm(case, MEMBERS_PART, request.POST)
    try:
        return do(
            request,
            lambda now: submit_actions.confirm(
                application=application,
                version=version_of(request),
                given=form.typed(),
                shown=shown_by(request),
                by=request.person,
                at=now,
            ),
        )
    except (StaleError, NotNowError) as error:
        return refused(request, error, application)
    except OtherFiguresError:
        return _page(request, case, form, status=CONFLICT)
    except WantingError as error:
        form.refuse(error.problems)
    return _page(request, case, form, status=WRONG)


def _page(request: Visit, case: Case, form: StepForm, status: int = 200) -> HttpResponse:
    now = clock.now()
    context = {
        "application": case.application,
        "form": form,
        "other_figures": status == CONFLICT,
        "sections": summary(case),
        "records": step_page.records(case),
        "submission": case.application.submissions.order_by("-number").first(),
        **step_page.priced(case, now),
    }
    return render(request, "applications/confirm.html", context, status=status)
