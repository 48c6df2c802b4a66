from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.roles import DISCLOSED
from sonae.app.applications import allowed, case_page, draft_actions, step_page, steps, submit_actions
from sonae.app.applications.acting import CONFLICT, do, found, refused, version_of
from sonae.app.applications.drafts import Case, case_of
from sonae.app.applications.models import Application
from sonae.app.applications.refusals import NotNowError, StaleError, WantingError
from sonae.app.applications.step_forms import StepForm

WRONG = 422


@require_http_methods(["GET", "POST"])
@signed_in(DISCLOSED)
def step(request: Visit, pk: int, step: str) -> HttpResponse:
    """One step of the application: whatever is typed is kept at once, and what is wrong stands beside its field."""
    application = found(request, pk)
    if step not in steps.STEPS:
        raise Http404
    if request.method == "POST" and step == steps.CONFIRM:
        return _submit(request, case_of(application, timezone.now()))
    if allowed.EDIT not in allowed.allowed(request.person, application):
        if request.method == "POST":
            return refused(request, NotNowError(application.state), application)
        return redirect("applications:case", pk=pk)
    case = case_of(application, timezone.now())
    if request.method != "POST":
        return _page(request, case, StepForm(case, step))
    return _save(request, case, step)


def _save(request: Visit, case: Case, step: str) -> HttpResponse:
    form = StepForm(case, step, request.POST, request.FILES)
    try:
        row = draft_actions.save_step(
            application=case.application,
            version=version_of(request),
            typed=form.typed() | {steps.SEEN: steps.seen(case, step)},
            files=form.sent(),
            by=request.person,
            at=timezone.now(),
        )
    except StaleError as error:
        case = case_of(error.application, case.at)
        form = StepForm(case, step, _as_of(request, case.application), request.FILES)
        return _page(request, case, form, status=CONFLICT, meanwhile=True)
    except NotNowError as error:
        return refused(request, error, case.application)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            form.add_error(name, messages)
        return _page(request, case, form, status=WRONG)
    return _onwards(request, case_of(row, case.at), step, form.fields)


def _onwards(request: Visit, case: Case, step: str, asked: Collection[str]) -> HttpResponse:
    """To the next step; where something is wanting it is shown again, the problems beside the fields.

    Where the answers open questions that nobody was `asked` yet, these come next, without a word of blame.
    """
    if "stay" in request.POST:
        return redirect("applications:step", pk=case.application.pk, step=step)
    form = StepForm(case, step, _as_of(request, case.application), request.FILES)
    if more := [name for name in form.fields if name not in asked]:
        return redirect(_further(case, form, more[0]))
    form.refuse(step_page.problems_of(case, step, timezone.now()))
    if form.errors:
        return _page(request, case, form, status=WRONG)
    return redirect("applications:step", pk=case.application.pk, step=steps.after(case, step))


def _further(case: Case, form: StepForm, name: str) -> str:
    """The address of the step at the first question that has opened."""
    field = form[name]
    place = f"{field.auto_id}_0" if field.use_fieldset else field.auto_id
    return f"{reverse('applications:step', args=[case.application.pk, form.step])}?more=1#{place}"


def _as_of(request: Visit, application: Application) -> Any:
    """What was typed, on the version there is now: it can be saved again."""
    data = request.POST.copy()
    data["version"] = str(application.version)
    return data


def _submit(request: Visit, case: Case) -> HttpResponse:
    application = case.application
    try:
        return do(
            request,
            lambda now: submit_actions.submit(
                application=application, version=version_of(request), by=request.person, at=now
            ),
            then=lambda row: f"{reverse('applications:case', args=[row.pk])}?done=1",
        )
    except (StaleError, NotNowError) as error:
        return refused(request, error, application)
    except WantingError as error:
        form = StepForm(case, steps.CONFIRM, request.POST)
        form.add_error(None, _("まだ提出できません。下の項目を直してください。"))
        return _page(request, case, form, status=WRONG, wanting=error.problems)


def _page(
    request: Visit, case: Case, form: StepForm, *, status: int = 200, meanwhile: bool = False, wanting: Any = None
) -> HttpResponse:
    now = timezone.now()
    about = {"meanwhile": meanwhile, "more": "more" in request.GET, "back": case_page.sent_back(case.application)}
    context = step_page.context(case, form, now, wanting=wanting) | about
    return render(request, "applications/step.html", context, status=status)
