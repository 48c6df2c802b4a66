"""Approving in the scheme's order, or sending back with a reason: each step by its own kind of organisation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from sonae.app.accounts.acting import still_acts
from sonae.app.accounts.roles import CHECK, INSURER, may
from sonae.app.applications import doubled
from sonae.app.applications.acceptance_actions import enter
from sonae.app.applications.content import Content, thawed
from sonae.app.applications.drafts import procedure_of
from sonae.app.applications.letters_actions import tell
from sonae.app.applications.models import ACCEPTED, REFERRED, SENT_BACK, SUBMITTED, Application
from sonae.app.applications.refusals import NotNowError, WantingError
from sonae.app.applications.row_actions import changed, locked, move, stand
from sonae.app.applications.submit_actions import latest
from sonae.app.common.person import Person
from sonae.core.problems import Problem, problem
from sonae.core.procedure import Procedure, Step


@transaction.atomic
def approve(*, application: Application, version: int, words: str = "", by: Person, at: datetime) -> Application:
    """Do one's own step; after the last one the member has joined, and what is to be referred goes to the insurer."""
    row = locked(application, version, {SUBMITTED}, by=by)
    procedure = procedure_of(row.scheme_code)
    step = own_step(row, procedure, by)
    if procedure.order.steps[-1] == step:
        if wrong := tuple(doubled.problems(row, thawed(latest(row).content), by, at)):
            raise WantingError(wrong)
        move(row, "accepted", state=ACCEPTED, by=by, at=at, step=step.id, words=words)
        stand(row, procedure)
        enter(row, by=by, at=at)
        return changed(row)
    move(row, "approved", state=SUBMITTED, by=by, at=at, step=step.id, words=words)
    stand(row, procedure)
    if _insurer_is_next(row, procedure) and is_referred(thawed(latest(row).content)):
        move(row, "referred", state=REFERRED, by=by, at=at)
        stand(row, procedure)
    return changed(row)


@transaction.atomic
def send_back(
    *, application: Application, version: int, reasons: Sequence[str], words: str, by: Person, at: datetime
) -> Application:
    """Give the application back to the member, for reasons of the procedure and in words that help to mend it."""
    row = locked(application, version, {SUBMITTED, REFERRED}, by=by)
    procedure = procedure_of(row.scheme_code)
    step = own_step(row, procedure, by)
    if wrong := _wrong_reasons(procedure, reasons, words):
        raise WantingError(wrong)
    # what was wanted was said of what was handed in: of what comes next it is asked anew
    row.given = {name: value for name, value in row.given.items() if not name.startswith("needs.")}
    move(row, "sent_back", state=SENT_BACK, by=by, at=at, step=step.id, reasons=reasons, words=words)
    stand(row, procedure)
    tell(row, "sent_back", words=words, reasons=reasons, at=at, by=by)
    return changed(row)


def own_step(row: Application, procedure: Procedure, by: Person) -> Step:
    """The step the application waits for. Raises NotNowError where it is not this organisation's, or no more his."""
    step = next((one for one in procedure.order.steps if one.id == row.step), None)
    if step is None or step.by != by.kind or not may(by.role, CHECK) or not still_acts(by):
        raise NotNowError(row.step)
    return step


def is_referred(content: Content) -> bool:
    return content["referral"].get("value") is True


def _insurer_is_next(row: Application, procedure: Procedure) -> bool:
    return any(one.id == row.step and one.by == INSURER for one in procedure.order.steps)


def _wrong_reasons(procedure: Procedure, reasons: Sequence[str], words: str) -> tuple[Problem, ...]:
    wrong = [] if reasons and set(reasons) <= set(procedure.reasons) else [problem("reasons", "reason_needed")]
    return (*wrong, *([] if words.strip() else [problem("words", "words_needed")]))
