"""Which steps does an application have, and to which does a field belong?"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sonae.app.applications.drafts import Case, several

FACILITIES, PLANS, OFFICES, ELIGIBILITY = "facilities", "plans", "offices", "eligibility"
DISCLOSURE, EXPLANATION, DECLARATION, CONFIRM = "disclosure", "explanation", "declaration", "confirm"
STEPS: dict[str, Promise] = {
    FACILITIES: _("施設"),
    PLANS: _("プランと保険料"),
    OFFICES: _("事務所"),
    ELIGIBILITY: _("加入資格"),
    DISCLOSURE: _("告知"),
    EXPLANATION: _("説明と意向の確認"),
    DECLARATION: _("宣言"),
    CONFIRM: _("内容の確認"),
}
SEEN = "seen"
_BY_LAST = {"plan": PLANS, "family": PLANS, "riders": PLANS}
_BY_FIRST = {
    "facilities": FACILITIES,
    "shared_limits": FACILITIES,
    "shared_records": FACILITIES,
    "sharing": FACILITIES,
    "others_share": FACILITIES,
    "warning_read": FACILITIES,
    "way": PLANS,
    "instalments": PLANS,
    "offices": OFFICES,
    "proofs": ELIGIBILITY,
    "explained": EXPLANATION,
    "needs": EXPLANATION,
    "declared": DECLARATION,
}


@dataclass(frozen=True, slots=True)
class Place:
    """One step as the progress shows it."""

    step: str
    label: str
    number: int
    here: bool
    done: bool


def seen(case: Case, step: str) -> list[str]:
    """The steps that were saved so far, with this one: a mark of the draft, and no part of what is submitted."""
    return sorted({*several(case.given, SEEN), step})


def steps_of(case: Case) -> list[str]:
    """The steps this application has: disclosure only where one is asked for."""
    asks = any(case.questions(one) for one in case.facilities)
    return [step for step in STEPS if step != DISCLOSURE or asks]


def step_of(field: str) -> str:
    """The step in which a field stands; what belongs to none is told on the last one."""
    parts = field.split(".")
    if parts[0] == "facilities" and len(parts) > 2:  # noqa: PLR2004 - facilities.KEY.NAME
        return {"held": ELIGIBILITY, "answers": DISCLOSURE}.get(parts[2], _BY_LAST.get(parts[2], FACILITIES))
    return _BY_FIRST.get(parts[0], CONFIRM)


def progress(case: Case, here: str, open_steps: set[str]) -> list[Place]:
    """All steps in their order; one is done that was visited, and in which nothing is wanting."""
    visited = several(case.given, SEEN)
    return [
        Place(step, str(STEPS[step]), number, step == here, step in visited and step not in open_steps)
        for number, step in enumerate(steps_of(case), start=1)
    ]


def after(case: Case, step: str) -> str:
    """The step that follows; the last one follows itself."""
    steps = steps_of(case)
    return steps[min(steps.index(step) + 1, len(steps) - 1)]
