"""Has an institution that applies joined already, under another member? Only those who serve both may know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sonae.app.accounts.roles import MEMBER
from sonae.app.applications.content import Content
from sonae.app.applications.models import Application
from sonae.app.common.person import Person
from sonae.app.enrolments.models import CoverPeriod
from sonae.core.identifiers import INSTITUTION_DIGITS
from sonae.core.problems import Problem, problem


def doubled(application: Application, content: Content, person: Person, at: datetime) -> list[CoverPeriod]:
    """The cover of other members for institutions of the same code, with or without its prefecture before it."""
    codes = {code for one in content["facilities"] if (code := one["institution_code"])}
    if person.kind == MEMBER or not codes:
        return []
    periods = CoverPeriod.objects.live().visible_to(person).filter(valid_to__gt=at)
    same = periods.filter(facility__institution_code__in=codes | {code[-INSTITUTION_DIGITS:] for code in codes})
    of_others = same.filter(enrolment__association=application.association_id).exclude(
        enrolment__member=application.member_id
    )
    return list(of_others.select_related("enrolment__member", "facility").order_by("enrolment__number", "facility"))


def problems(application: Application, content: Content, person: Person, at: datetime) -> Iterator[Problem]:
    """Why the insurer cannot take it: nobody is covered twice."""
    for one in doubled(application, content, person, at):
        yield problem(
            "facilities",
            "institution_enrolled_elsewhere",
            code=one.facility.institution_code,
            number=one.enrolment.number,
            member=one.enrolment.member.name,
        )
