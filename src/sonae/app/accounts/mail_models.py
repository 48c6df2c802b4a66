from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sonae.app.accounts.models import Organisation, reached_by
from sonae.app.accounts.roles import MEMBER
from sonae.app.common.person import Person

WAITING, SENT, FAILED = "waiting", "sent", "failed"
STATES: dict[str, Promise] = {WAITING: _("送信待ち"), SENT: _("送信済み"), FAILED: _("送信できず")}
MASK = "●●●●●●"  # stands in a kept mail for a code or a key, which only the receiver is to read


class Mails(models.QuerySet["Mail"]):
    def visible_to(self, person: Person | None) -> Self:
        """What belongs to one's own organisation, and what members one serves were sent, if it is not private."""
        if person is None:
            return self.none()
        own = Q(organisation_id=person.organisation_id)
        if person.kind == MEMBER:  # who serves nobody; an index finds the few
            return self.filter(own)
        return self.filter(own | Q(private=False, organisation__parent__in=reached_by(person)))

    def of(self, organisation_id: int) -> Self:
        """The log on an organisation's page, newest first."""
        return self.filter(organisation_id=organisation_id).order_by("-queued_at", "-pk")


class Mail(models.Model):
    """One mail to one address, in the words it was sent in, and what became of it; `organisation` is whose file it is.

    `secret` is what MASK stands for, sealed, until it has been sent. `private` mails are about somebody's account:
    nobody outside the organisation sees them. `next_at`: not tried before; whoever tries it moves it on first, so
    that nobody else does. After `until` it would be of no use any more.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mails")
    once = models.CharField(max_length=200)
    to = models.EmailField()
    template = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    secret = models.TextField(blank=True)
    private = models.BooleanField(default=False)
    papers = models.JSONField(default=list, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, default=WAITING)
    queued_at = models.DateTimeField()
    next_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    objects = Mails.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-queued_at"]),
            models.Index(fields=["-queued_at", "-id"], name="mail_newest_first"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "once"], name="mail_once"),
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="mail_state"),
            models.CheckConstraint(condition=Q(state=WAITING) | Q(secret=""), name="mail_secret_only_while_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.to} {self.subject}"

    @property
    def label(self) -> Promise:
        """The state for people."""
        return STATES[self.state]

    @property
    def repeatable(self) -> bool:
        """Whether a failed mail can be sent again: what it said can only be asked for anew if that was secret."""
        return self.state == FAILED and MASK not in self.subject + self.body
