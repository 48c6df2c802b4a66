"""Who is signed in while W1 asks, and what stands in the database? Prepares it in a process of its own.

``python -m benchmarks.signed_in MEMBERS`` migrates, has the demonstration's cast, that many members more, a hospital at
the underwriter's and a clinic that has joined; it prints one JSON object: the office's cookie, a token, the addresses.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta

from sonae.app.project.wsgi import application  # isort: skip  first: it tells Django its settings

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from sonae.app.accounts.acting import person_of
from sonae.app.accounts.models import Role
from sonae.app.accounts.roles import READ
from sonae.app.accounts.token_actions import make_token
from sonae.app.applications.models import Application
from sonae.app.common.catalogue import current
from sonae.app.common.person import of_system
from sonae.app.enrolments.actions import join
from sonae.app.enrolments.joining import JoinPart, facts_of
from sonae.app.enrolments.models import Enrolment
from sonae.app.parties import actions
from sonae.app.parties.models import Member
from sonae.core.enrolment_events import Holder
from sonae.core.joining import Cover, cover_for

__all__ = ["application"]
HOUSE = of_system("benchmark")


def main(members: int) -> None:
    """Prepare, and say how to ask."""
    for command in ("migrate", "seed_example", "seed_applications"):
        call_command(command, verbosity=0)
    now = timezone.now().replace(microsecond=0)
    _more_members(members, now)
    office = Role.objects.select_related("user", "organisation").get(user__email="office-clerk@example.com")
    told = {
        "cookie": _cookie(office),
        "token": make_token(
            role=office, name="W1", acts=[READ], expires_at=now + timedelta(days=1), by=person_of(office), at=now
        )[1],
        "case": f"/work/applications/{Application.objects.get().pk}/",
        "enrolment": f"/work/enrolments/{_enrolled(now).number}/",
    }
    print(json.dumps(told))


def _more_members(count: int, now: datetime) -> None:
    association = actions.seed_example(by=HOUSE, at=now)
    for number in range(count):
        member = actions.record_member(
            association=association, number=f"9{number:05}", form="person", name=f"某 {number}", kana="ボウ",
            by=HOUSE, at=now,
        )  # fmt: skip
        actions.record_facility(member=member, name=f"某医院{number}", kana="ボウ", kind="clinic", by=HOUSE, at=now)


def _cookie(role: Role) -> str:
    """Of somebody who has signed in by the demonstration's button."""
    browser = Client(headers={"host": "localhost"})
    browser.post("/accounts/demonstration/", {"role": role.pk})
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"


def _enrolled(now: datetime) -> Enrolment:
    scheme, member = current().schemes["example"], Member.objects.get(number="00012")
    cover = cover_for(scheme, now)
    if not isinstance(cover, Cover):
        raise TypeError(f"the example scheme takes nobody: {cover.reason}")
    facility = member.facilities.get()
    part = JoinPart(facility, facts_of(facility), "all_risk", "S3", 44_610, 44_610, "printed")
    return join(
        key="W1", member=member, holder=Holder(member.number, member.name, member.kana, member.form),
        parts=[part], shared=False, start=cover.start, end=cover.end, scheme=scheme, trace={},
        way="deduction", instalments=1, by=HOUSE, at=now,
    )  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))
