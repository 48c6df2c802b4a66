from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from sonae.app.accounts.roles import INSURER
from sonae.app.common.person import Person
from sonae.app.parties.models import Association, Facility, Member, Paper, of_members_visible_to
from sonae.core import enrolment_events as core
from sonae.core.enrolment_answer import read_changes
from sonae.core.moments import Term


class Enrolments(models.QuerySet["Enrolment"]):
    def visible_to(self, person: Person | None) -> Self:
        return self.none() if person is None else self.filter(of_members_visible_to(person))


class Enrolment(models.Model):
    """One stack of limits that a member has for one term; all that happens to it are its events. Never changed.

    `edition_digest` is that of the scheme's edition joined under, for ever; `asked_as` the key of what asked for the
    join, so that it joins once.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="enrolments")
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="enrolments")
    scheme_code = models.SlugField(max_length=50)
    edition_digest = models.CharField(max_length=80)
    number = models.CharField(max_length=20, unique=True)
    asked_as = models.CharField(max_length=60, null=True)  # noqa: DJ001 - a column that SQLite adds without making the table anew, triggers and all
    term_start = models.DateTimeField()
    term_end = models.DateTimeField()
    recorded_at = models.DateTimeField()

    objects = Enrolments.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(term_start__lt=F("term_end")), name="enrolment_term"),
            models.UniqueConstraint(
                fields=["asked_as"], condition=Q(asked_as__isnull=False), name="enrolment_asked_once"
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(scheme_code="") & ~Q(edition_digest=""), name="enrolment_named"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def term(self) -> Term:
        return Term(self.term_start, self.term_end)

    def to_core(self) -> tuple[core.Event, ...]:
        """All events as core folds them."""
        return tuple(one.to_core() for one in self.events.order_by("number"))


class OfEnrolments(models.QuerySet[Any]):
    def visible_to(self, person: Person | None) -> Self:
        """What hangs on an enrolment is seen by whoever sees the enrolment."""
        if person is None:
            return self.none()
        return self.filter(enrolment__in=Enrolment.objects.visible_to(person).values("pk"))


class Event(models.Model):
    """One entry of an enrolment's ledger as core knows it, with what it was decided on. Never changed.

    `changes` is core's JSON of the operations, `trace` the whole quote or quotation behind the premium, `conditions`
    what the insurer's acceptance depends on (`text`, `due_on`), `papers` what was agreed, `basis` by what a correction
    is known to be right. Other events of the same enrolment are named by their numbers.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.SlugField(max_length=30)
    valid_from = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    recorded_for = models.CharField(max_length=200, blank=True)
    changes = models.JSONField()
    premium_yen = models.BigIntegerField()
    reverses = models.PositiveIntegerField(null=True, blank=True)
    reapplies = models.PositiveIntegerField(null=True, blank=True)
    corrects = models.PositiveIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)
    basis = models.TextField(null=True, blank=True)  # noqa: DJ001 - as `asked_as` of an enrolment
    trace = models.JSONField(default=dict, blank=True)
    conditions = models.JSONField(default=list, blank=True)
    papers = models.ManyToManyField(Paper, related_name="+")

    objects = OfEnrolments.as_manager()

    class Meta:
        ordering = ["enrolment", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "number"], name="event_number_once"),
            models.UniqueConstraint(
                fields=["enrolment", "reverses"], condition=Q(reverses__isnull=False), name="event_reversed_once"
            ),
            # numbers run from 1 without a gap (see the migration), so a lower number is an earlier event of the same
            # enrolment, and no other enrolment's can be meant
            *(
                models.CheckConstraint(
                    condition=Q(**{name: None}) | Q(**{f"{name}__gte": 1, f"{name}__lt": F("number")}),
                    name=f"event_{name}_an_earlier_one",
                )
                for name in ("reverses", "reapplies", "corrects")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.number} {self.kind}"

    def to_core(self) -> core.Event:
        same = {name: getattr(self, name) for name in core.Event.__slots__ if name != "changes"}
        return core.Event(changes=read_changes(self.changes), **same)


PROPOSED, AGREED, RETURNED, LAPSED = "proposed", "agreed", "returned", "lapsed"


class Proposals(OfEnrolments):
    def visible_to(self, person: Person | None) -> Self:
        """The insurer's alone: what it agrees to stands in the ledger, what it does not has never been."""
        return super().visible_to(person) if person and person.kind == INSURER else self.none()

    def waiting(self) -> Self:
        return self.filter(state=PROPOSED)


class Proposal(models.Model):
    """A correction above the authority amount, put forward by one underwriter; the ledger waits for a second.

    What is proposed is never changed; it is decided once. `seen` is the number of the last event there was, so that
    nobody agrees to what would do another thing by now.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="proposals")
    corrects = models.PositiveIntegerField()
    changes = models.JSONField()
    valid_from = models.DateTimeField(null=True, blank=True)
    reason = models.TextField()
    basis = models.TextField()
    trace = models.JSONField(default=dict, blank=True)
    seen = models.PositiveIntegerField()
    made_by = models.CharField(max_length=100)
    made_by_id = models.BigIntegerField()
    made_at = models.DateTimeField()
    state = models.CharField(max_length=20, default=PROPOSED)
    decided_by = models.CharField(max_length=100, blank=True)
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    words = models.TextField(blank=True)

    objects = Proposals.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=PROPOSED, decided_at=None)
                | Q(state__in=[AGREED, RETURNED, LAPSED], decided_at__isnull=False),
                name="proposal_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state=AGREED) | (Q(decided_by_id__isnull=False) & ~Q(decided_by_id=F("made_by_id"))),
                name="proposal_agreed_by_another",
            ),
            models.UniqueConstraint(fields=["enrolment"], condition=Q(state=PROPOSED), name="proposal_one_waits"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.corrects} {self.state}"

    @property
    def operations(self) -> tuple[core.Operation, ...]:
        return read_changes(self.changes)


class CoverPeriods(OfEnrolments):
    def live(self) -> Self:
        """What is believed now."""
        return self.filter(recorded_to=None)


class CoverPeriod(models.Model):
    """A facility's cover in a stretch in which it stays the same, and from when until when that was believed.

    Both intervals are half-open. `follows` is the stretch that ends where this one begins; NULL where cover opens.
    What is believed no longer is closed once (`recorded_to`), and otherwise stays as it was written. What the database
    itself refuses stands in the migration.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="periods")
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="periods")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by")
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    recorded_from = models.DateTimeField()
    recorded_to = models.DateTimeField(null=True, blank=True)
    family = models.SlugField(max_length=50)
    plan = models.CharField(max_length=20)
    liability_limit = models.PositiveBigIntegerField()
    cost_limit = models.PositiveBigIntegerField()
    deductible = models.PositiveBigIntegerField()
    riders = models.JSONField(default=dict, blank=True)
    annual_yen = models.PositiveBigIntegerField()
    shared = models.BooleanField()

    objects = CoverPeriods.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["enrolment", "valid_to", "valid_from"],
                condition=Q(recorded_to=None),
                name="period_believed_now",
            ),
            # what has ended, and what is believed no longer: few, and all among which an enrolment can be over early
            models.Index(fields=["valid_to", "enrolment"], condition=Q(recorded_to=None), name="period_by_its_end"),
            models.Index(fields=["enrolment"], condition=Q(recorded_to__isnull=False), name="period_of_the_past"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="period_has_length"),
            models.CheckConstraint(
                condition=Q(recorded_to=None) | Q(recorded_to__gte=F("recorded_from")), name="period_closed_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facility_id} {self.plan} {self.valid_from} - {self.valid_to}"


class CertificateDue(models.Model):
    """An enrolment whose last event no certificate tells yet, `since` that event was recorded.

    The database itself keeps it (see the migration): an event adds its enrolment, the certificate of the last event
    takes it out. So the few that wait are found without asking all that do not.
    """

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, primary_key=True, related_name="due")
    since = models.DateTimeField()

    objects = OfEnrolments.as_manager()

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.since}"


class Certificate(models.Model):
    """One edition of an enrolment's certificate: the signed file that was stored once. Never changed.

    It certifies what was known with `event`; `code` is what the paper prints and anybody can ask about. Nothing in
    this table names anybody: the public page reads three of its columns.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="certificates")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="certificate")
    number = models.CharField(max_length=20, db_index=True)
    edition = models.PositiveIntegerField()
    code = models.CharField(max_length=16)
    issued_at = models.DateTimeField()

    objects = OfEnrolments.as_manager()

    class Meta:
        ordering = ["enrolment", "edition"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "edition"], name="certificate_edition_once"),
            models.UniqueConstraint(fields=["enrolment", "event"], name="certificate_of_an_event_once"),
            models.CheckConstraint(condition=Q(edition__gte=1), name="certificate_edition_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.edition}"
