from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from sonae.app.accounts.door import Visit, ask_who_binds, signed_in
from sonae.app.accounts.roles import DISCLOSED, INSURER
from sonae.app.applications import allowed, approval_actions, case_page, submit_actions, underwriting_actions
from sonae.app.applications.acting import do, found, not_now, refused, version_of
from sonae.app.applications.case_forms import (
    ActForm,
    ApproveForm,
    PlainForm,
    ReasonForm,
    SendBackForm,
    WithdrawForm,
)
from sonae.app.applications.content import thawed
from sonae.app.applications.drafts import procedure_of
from sonae.app.applications.models import PROPOSED, Application
from sonae.app.applications.refusals import NotNowError, StaleError, WantingError
from sonae.app.common import clock

WRONG = 422


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do on a page of its own: its form, what its page says, and the action with what it is handed."""

    form: type[ActForm]
    title: Promise
    about: Promise
    button: Promise
    action: Callable[..., Application]
    handed: Callable[[Mapping[str, Any]], dict[str, Any]] = lambda _cleaned: {}
    grave: bool = False


def _words(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    return {"words": cleaned["words"]}


def _reasons(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    return {"words": cleaned["words"], "reasons": cleaned["reasons"]}


BIND = Act(
    ApproveForm,
    _("引き受けて加入を成立させる"),
    _("次の内容で引き受けます。このあとすぐに加入が成立し、加入者証が発行されます。"),
    _("引き受けて加入を成立させる"),
    approval_actions.approve,
    _words,
)
ACTS: dict[str, Act] = {
    allowed.APPROVE: Act(
        ApproveForm,
        _("確認して次へ回す"),
        _("内容に問題がなければ、次の確認者へ回します。最後の確認なら、加入が成立します。"),
        _("確認しました"),
        approval_actions.approve,
        _words,
    ),
    allowed.SEND_BACK: Act(
        SendBackForm,
        _("差し戻す"),
        _("加入者に直していただきます。理由と直すことは、メールでも届きます。"),
        _("差し戻す"),
        approval_actions.send_back,
        _reasons,
        grave=True,
    ),
    allowed.WITHDRAW: Act(
        WithdrawForm,
        _("取り下げる"),
        _("この加入依頼を終わりにします。元には戻せません。"),
        _("取り下げる"),
        submit_actions.withdraw,
        _words,
        grave=True,
    ),
    allowed.DECLINE: Act(
        ReasonForm,
        _("引受をお断りする"),
        _("この加入依頼を終わりにします。理由は加入者に届きます。"),
        _("お断りする"),
        underwriting_actions.decline,
        _words,
        grave=True,
    ),
    allowed.COUNTERSIGN_IT: Act(
        PlainForm,
        _("判断を確認する"),
        _("引受担当者の判断に同意すると、そのまま加入者に届きます。"),
        _("判断に同意する"),
        underwriting_actions.countersign,
    ),
    allowed.RETURN: Act(
        ReasonForm,
        _("担当者に戻す"),
        _("判断をやり直していただきます。"),
        _("担当者に戻す"),
        underwriting_actions.return_decision,
        _words,
    ),
}


@require_http_methods(["GET", "POST"])
@signed_in(DISCLOSED)
def act(request: Visit, pk: int, act: str) -> HttpResponse:
    """One act on one application: a page that says what will happen, and the button that does it."""
    application = found(request, pk)
    if act not in ACTS:
        raise Http404
    if request.method == "POST":
        ask_who_binds(request)
    what = BIND if act == allowed.APPROVE and request.person.kind == INSURER else ACTS[act]
    form = _form(what, application, request)
    if request.method != "POST":
        if act not in allowed.allowed(request.person, application):
            return not_now(request, act, application)
        return _page(request, application, what, form)
    if form.is_valid():
        try:
            return do(request, _done(what, application, form, request))
        except (StaleError, NotNowError) as error:
            return refused(request, error, application)
        except WantingError as error:
            form.refuse(error.problems)
    return _page(request, application, what, form, status=WRONG)


def _done(what: Act, application: Application, form: ActForm, request: Visit) -> Callable[[datetime], Application]:
    def done(now: datetime) -> Application:
        handed = what.handed(form.cleaned_data)
        return what.action(application=application, version=version_of(request), by=request.person, at=now, **handed)

    return done


def _form(what: Act, application: Application, request: Visit) -> ActForm:
    more = {"procedure": procedure_of(application.scheme_code)} if what.form is SendBackForm else {}
    return what.form(request.POST or None, version=application.version, **more)


def _page(request: Visit, application: Application, what: Act, form: ActForm, status: int = 200) -> HttpResponse:
    offers = application.offers.visible_to(request.person)
    proposed = offers.filter(state=PROPOSED).select_related("submission").first()
    submission, now = application.submissions.order_by("-number").first(), clock.now()
    context = {
        "application": application,
        "told": case_page.offer_facts(application, proposed, now) if proposed else None,
        "act": what,
        "content": thawed(submission.content) if submission else None,
        "cover": case_page.cover_words(application, now),
        "form": form,
        "hands": case_page.hands(application, request.person),
        "submission": submission,
    }
    return render(request, "applications/act.html", context, status=status)
