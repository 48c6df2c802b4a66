from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.roles import DISCLOSED, UNDERWRITE
from sonae.app.applications import allowed, case_page, underwriting_actions
from sonae.app.applications.acting import do, found, not_now, refused, version_of
from sonae.app.applications.case_forms import DecideForm
from sonae.app.applications.content import thawed
from sonae.app.applications.drafts import procedure_of
from sonae.app.applications.refusals import NotNowError, StaleError, WantingError
from sonae.app.common import clock
from sonae.app.common.catalogue import current
from sonae.core.moments import day_of

WRONG = 422


@require_http_methods(["GET", "POST"])
@signed_in(DISCLOSED, UNDERWRITE, fresh=True)
def decide(request: Visit, pk: int) -> HttpResponse:
    """The underwriter's decision, with every reason of the referral and what was disclosed in sight."""
    application = found(request, pk)
    submission = application.submissions.order_by("-number").first()
    if submission is None:
        raise Http404
    form = DecideForm(
        request.POST or None,
        version=application.version,
        content=thawed(submission.content),
        procedure=procedure_of(application.scheme_code),
        families=current().schemes[application.scheme_code].families,
        today=day_of(clock.now()),
    )
    if request.method != "POST" and allowed.DECIDE not in allowed.allowed(request.person, application):
        return not_now(request, allowed.DECIDE, application)
    if request.method == "POST" and form.is_valid() and form.decision is not None:
        decision = form.decision
        try:
            return do(
                request,
                lambda now: underwriting_actions.decide(
                    application=application, version=version_of(request), decision=decision, by=request.person, at=now
                ),
            )
        except (StaleError, NotNowError) as error:
            return refused(request, error, application)
        except WantingError as error:
            form.refuse(error.problems)
    context = case_page.of_submission(application, submission) | {
        "form": form,
        "hands": case_page.hands(application, request.person),
        "referral": case_page.referral_words(thawed(submission.content)),
    }
    return render(request, "applications/decide.html", context, status=WRONG if form.is_bound else 200)
