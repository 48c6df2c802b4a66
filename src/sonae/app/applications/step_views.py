from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.roles import DISCLOSED
from sonae.app.applications import allowed, case_page, draft_actions, step_page, steps, submit_actions
from sonae.app.applications.acting import CONFLICT, do, found, refused, shown_by, version_of
from sonae.app.applications.drafts import Case, case_of
from sonae.app.applications.models import Application
from sonae.app.applications.refusals import NotNowError, OtherFiguresError, StaleError, WantingError
from sonae.app.applications.step_forms import StepForm
from sonae.app.common import clock
from sonae.app.common.once_forms import token
from sonae.core.problems import Problem

WRONG = 422


@require_http_methods(["GET", "POST"])
@signed_in(DISCLOSED)
def step(request: Visit, pk: int, step: str) -> HttpResponse:
    """One step of the application: whatever is typed is kept at once, and what is wrong stands beside its field."""
    application = found(request, pk)
    if step not in steps.STEPS:
        raise Http404
    if request.method == "POST" and step == steps.CONFIRM:
        return _submit(request, case_of(application, clock.now()))
    if allowed.EDIT not in allowed.allowed(request.person, application):
        if request.method == "POST":
            return refused(request, NotNowError(application.state), application)
        return redirect("applications:case", pk=pk)
    case = case_of(application, clock.now())
    if request.method != "POST":
        return _page(request, case, StepForm(case, step))
    return _save(request, case, step)


def _save(request: Visit, case: Case, step: str) -> HttpResponse:
    form = StepForm(case, step, request.POST, request.FILES)
    wrong: list[Problem] = []

    def save(now: datetime) -> Application:
        return draft_actions.save_step(
            application=case.application,
            version=version_of(request),
            typed=form.typed() | {steps.SEEN: steps.seen(case, step)},
            files=form.sent(),
            by=request.person,
            at=now,
        )

    def onwards(row: Application) -> str:
        """The next step, or questions that opened; where something is wanting, or who saves wants to stay, the same.

        Where the answers open questions that nobody was asked yet, these come next, without a word of blame.
        """
        saved = case_of(row, case.at)
        if "stay" in request.POST:
            return _address(saved, step)
        again = StepForm(saved, step)
        if more := [name for name in again.fields if name not in form.fields]:
            return _further(saved, again, more[0])
        wrong.extend(step_page.problems_of(saved, step, clock.now()))
        return _address(saved, step if wrong else steps.after(saved, step))

    try:
        answer = do(request, save, then=onwards)
    except StaleError as error:
        return _again(request, error.application, step, status=CONFLICT, meanwhile=True)
    except NotNowError as error:
        return refused(request, error, case.application)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            form.add_error(name, messages)
        return _page(request, case, form, status=WRONG)
    return _again(request, found(request, case.application.pk), step, wrong) if wrong else answer


def _address(case: Case, step: str) -> str:
    return reverse("applications:step", args=[case.application.pk, step])


def _further(case: Case, form: StepForm, name: str) -> str:
    """The address of the step at the first question that has opened."""
    field = form[name]
    place = f"{field.auto_id}_0" if field.use_fieldset else field.auto_id
    return f"{_address(case, form.step)}?more=1#{place}"


def _again(
    request: Visit,
    row: Application,
    step: str,
    wrong: Iterable[Problem] = (),
    *,
    status: int = WRONG,
    meanwhile: bool = False,
) -> HttpResponse:
    """The same step with what was typed, on the version there is now: it can be saved again."""
    case, data = case_of(row, clock.now()), request.POST.copy()
    data["version"], data["once"] = str(row.version), token()
    form = StepForm(case, step, data, request.FILES)
    form.refuse(wrong)
    return _page(request, case, form, status=status, meanwhile=meanwhile)


def _submit(request: Visit, case: Case) -> HttpResponse:
    application = case.application
    try:
        return do(
            request,
            lambda now: submit_actions.submit(
                application=application,
                version=version_of(request),
                shown=shown_by(request),
                by=request.person,
                at=now,
            ),
            then=lambda row: f"{reverse('applications:case', args=[row.pk])}?done=1",
        )
    except (StaleError, NotNowError) as error:
        return refused(request, error, application)
    except OtherFiguresError:
        return _page(request, case, StepForm(case, steps.CONFIRM), status=CONFLICT, other_figures=True)
    except WantingError as error:
        form = StepForm(case, steps.CONFIRM, request.POST)
        form.add_error(None, _("まだ提出できません。下の項目を直してください。"))
        return _page(request, case, form, status=WRONG, wanting=error.problems)


def _page(
    request: Visit,
    case: Case,
    form: StepForm,
    *,
    status: int = 200,
    meanwhile: bool = False,
    other_figures: bool = False,
    wanting: Any = None,
) -> HttpResponse:
    about = {
        "meanwhile": meanwhile,
        "other_figures": other_figures,
        "more": "more" in request.GET,
        "back": case_page.sent_back(case.application),
    }
    context = step_page.context(case, form, clock.now(), wanting=wanting) | about
    return render(request, "applications/step.html", context, status=status)
