"""What waits for somebody among the enrolments? A certificate that should be there, and is not."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from sonae.app.accounts.roles import CHECK, may
from sonae.app.common.person import Person
from sonae.app.common.work import Waiting
from sonae.app.enrolments.models import Enrolment, Event
from sonae.app.enrolments.queries import uncertified

MOST = 50  # the first, on a home; the list has a filter for all of them
PATIENCE = timedelta(minutes=30)  # a job that runs every five minutes has failed at it by then


def waits_for(person: Person, now: datetime) -> list[Waiting]:
    """For whoever checks applications: they know whom to call when a certificate does not come."""
    if not may(person.role, CHECK):
        return []
    long_since = Exists(Event.objects.filter(enrolment=OuterRef("pk"), recorded_at__lt=now - PATIENCE))
    late = uncertified(Enrolment.objects.visible_to(person)).filter(long_since).order_by("recorded_at")
    return [
        Waiting(
            _("加入者証がまだ発行されていません。管理者にお知らせください"),
            reverse("enrolments:enrolment", args=[one.number]),
            one.recorded_at,
            subject=f"{one.number} {one.member.name}",
        )
        for one in late.select_related("member")[:MOST]
    ]
