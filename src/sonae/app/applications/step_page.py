"""What does the page of a step need beside its form: progress, notices, the price as it stands, the summary?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sonae.app.applications import steps
from sonae.app.applications.drafts import Case, procedure_of
from sonae.app.applications.step_forms import StepForm
from sonae.app.applications.submit_actions import applied_elsewhere, shown_of
from sonae.app.applications.submit_actions import problems as everything_wrong
from sonae.app.applications.summary import summary
from sonae.app.quoting import quote_page, said
from sonae.core.corporation import CorporationQuote
from sonae.core.joining import NoCover, begun_on, cover_for
from sonae.core.problems import Problem
from sonae.core.rating import COMPUTED, ESTIMATE
from sonae.core.scheme import Fact, Scheme
from sonae.core.wanting import RECORDS, notices

LEAST_SURE = (ESTIMATE, "assumed", "inferred", COMPUTED)


@dataclass(frozen=True, slots=True)
class Beginning:
    """When cover would begin for an application handed in now, whether the deadline or that day has passed."""

    start: datetime | None
    end: datetime | None
    late: bool
    why_not: str = ""
    past: bool = False
    until_accepted: str = ""


def problems_of(case: Case, step: str, now: datetime) -> list[Problem]:
    """What is wanting in one step."""
    found = (*case.wanting(now), *applied_elsewhere(case))
    return [one for one in found if steps.step_of(one.field) == step]


def context(case: Case, form: StepForm, now: datetime, *, wanting: Iterable[Problem] | None = None) -> dict[str, Any]:
    step = form.step
    last = step == steps.CONFIRM
    wrong = list(wanting if wanting is not None else everything_wrong(case, now) if last else case.wanting(now))
    return {
        "application": case.application,
        "case": case,
        "form": form,
        "step": step,
        "title": steps.STEPS[step],
        "places": steps.progress(case, step, {steps.step_of(one.field) for one in wrong}),
        "before": _before(case, step),
        "last": last,
        "sections": summary(case, wrong) if last else [],
        "ready": last and not wrong,
        "records": records(case) if step == steps.FACILITIES else [],
        "now": now,
    } | (priced(case, now) if step in {steps.PLANS, steps.CONFIRM} else {})


def priced(case: Case, now: datetime) -> dict[str, Any]:
    """What it would cost handed in now, why the insurer must look, and from when to when it would cover."""
    price = _price(case, now)
    return {
        "price": price,
        "payable_status": _payable_status(price) if price else "",
        "answers": quote_page.answers(price) if price else [],
        "referral": case.referrals(price).reasons if price else (),
        "shown": shown_of(price),
        "beginning": beginning_of(case.scheme, case.received(now), now),
    }


def beginning_of(scheme: Scheme, received: datetime, now: datetime) -> Beginning:
    cover = cover_for(scheme, received)
    if isinstance(cover, NoCover):
        return Beginning(None, None, late=False, why_not=said.no_cover(cover))
    return Beginning(
        cover.start,
        cover.end,
        late=not cover.whole_term,
        past=begun_on(scheme, received, now) is not None,
        until_accepted=said.text(procedure_of(scheme.code).until_accepted.text),
    )


def _price(case: Case, now: datetime) -> CorporationQuote | None:
    """The price of what was chosen so far, once enough was chosen."""
    found = case.price(now) if case.facilities else None
    return found if isinstance(found, CorporationQuote) else None


def _payable_status(price: CorporationQuote) -> str:
    """How sure the sum due now is: as the least sure of those it adds up."""
    found = {one.payable_status for one in price.quotes}
    return next(one for one in (*LEAST_SURE, *found) if one in found)


def _before(case: Case, step: str) -> str:
    found = steps.steps_of(case)
    place = found.index(step) if step in found else 0
    return found[place - 1] if place else ""


def records(case: Case) -> list[Fact]:
    """What the scheme says about records used together: the consequence of joining in part."""
    if not case.core.shared_records:
        return []
    own = {fact for one in case.facilities for fact in case.scheme.shown(RECORDS, one.kind)}
    return [fact for fact in notices(case.scheme, case.core) if fact in own]
