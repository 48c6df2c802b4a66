"""What waits for somebody among the enrolments? A correction for its second person, a certificate that is not there."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from sonae.app.accounts.roles import CHECK, COUNTERSIGN, may
from sonae.app.common.person import Person
from sonae.app.common.work import Waiting
from sonae.app.enrolments.models import Enrolment, Proposal
from sonae.app.enrolments.queries import uncertified

MOST = 50  # the first, on a home; the list has a filter for all of them
PATIENCE = timedelta(minutes=30)  # a job that runs every five minutes has failed at it by then


def waits_for(person: Person, now: datetime) -> list[Waiting]:
    return [*_proposed(person), *_late(person, now)]


def _proposed(person: Person) -> list[Waiting]:
    """For whoever may agree as the second: never to what he has put forward himself."""
    if not may(person.role, COUNTERSIGN):
        return []
    others = Proposal.objects.visible_to(person).waiting().exclude(made_by_id=person.user_id or 0)
    return [
        Waiting(
            _("加入の記録の訂正案を確認する"),
            reverse("enrolments:proposal", args=[one.enrolment.number, one.pk]),
            one.made_at,
            subject=f"{one.enrolment.number} {one.enrolment.member.name}",
        )
        for one in others.select_related("enrolment__member")[:MOST]
    ]


def _late(person: Person, now: datetime) -> list[Waiting]:
    """For whoever checks applications: they know whom to call when a certificate does not come."""
    if not may(person.role, CHECK):
        return []
    due = uncertified(Enrolment.objects.visible_to(person))
    late = due.filter(due__since__lt=now - PATIENCE).order_by("due__since").select_related("due", "member")
    return [
        Waiting(
            _("加入者証がまだ発行されていません。管理者にお知らせください"),
            reverse("enrolments:enrolment", args=[one.number]),
            one.due.since,
            subject=f"{one.number} {one.member.name}",
        )
        for one in late[:MOST]
    ]
