from __future__ import annotations

import json
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sonae.app.accounts.models import Organisation
from sonae.app.accounts.roles import INSURER, MEMBER
from sonae.app.common.person import Person
from sonae.app.enrolments.models import Enrolment
from sonae.app.parties.models import Association, Member, OfMembers, Paper, of_members_visible_to

DRAFT, CONFIRMING, SUBMITTED, SENT_BACK = "draft", "confirming", "submitted", "sent_back"
REFERRED, COUNTERSIGNING, OFFERED = "referred", "countersigning", "offered"
ACCEPTED, DECLINED, WITHDRAWN, EXPIRED = "accepted", "declined", "withdrawn", "expired"
STATES = {
    DRAFT: _("下書き"),
    CONFIRMING: _("加入者の確認待ち"),
    SUBMITTED: _("確認中"),
    SENT_BACK: _("差戻し"),
    REFERRED: _("引受審査中"),
    COUNTERSIGNING: _("上席の確認待ち"),
    OFFERED: _("見積を提示済み"),
    ACCEPTED: _("加入が成立"),
    DECLINED: _("引受をお断り"),
    WITHDRAWN: _("取下げ"),
    EXPIRED: _("見積の期限切れ"),
}
OPEN_TO_CHANGE = (DRAFT, SENT_BACK)
ENDED = (ACCEPTED, DECLINED, WITHDRAWN, EXPIRED)
BASES = {"paper": _("紙の加入依頼書"), "fax": _("FAX"), "phone": _("電話での依頼")}


class Applications(models.QuerySet["Application"]):
    def visible_to(self, person: Person | None) -> Self:
        """Those of the members one serves, and one's own; a draft only to the member and to who keys it in."""
        if person is None:
            return self.none()
        own = Q(member__organisation_id=person.organisation_id) | Q(keyed_in_by_id=person.organisation_id)
        return self.filter(of_members_visible_to(person)).filter(own | ~Q(state=DRAFT))


class Application(models.Model):
    """What a member asks for (加入依頼), from the draft to its end.

    `given` is everything typed so far, by the names of the fields; `state`, `step`, `waits_since` and `due_on` say
    whose turn it is as core reckoned it from the moves; `received_at` is the receipt that counts. `version` grows with
    every change: who saves an older one is told so; `moved` counts all moves, also those not everybody sees. `basis` is
    why somebody else keyed it in.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="applications")
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="applications")
    scheme_code = models.SlugField(max_length=50)
    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=DRAFT)
    step = models.SlugField(max_length=50, blank=True)
    waits_since = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    given = models.JSONField(default=dict)
    moved = models.PositiveIntegerField(default=0)
    keyed_in_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    basis = models.CharField(max_length=20, blank=True)
    basis_note = models.CharField(max_length=200, blank=True)
    begun_by = models.CharField(max_length=100)
    begun_at = models.DateTimeField()

    objects = Applications.as_manager()

    class Meta:
        ordering: ClassVar = ["-waits_since", "-pk"]
        indexes: ClassVar = [  # the list of what is open, what is due first on top
            models.Index(
                fields=["due_on", "waits_since", "id"], condition=~Q(state__in=ENDED), name="application_open"
            ),
            models.Index(fields=["state", "step", "due_on"], name="application_waits"),  # what waits for whom
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="application_state"),
            models.CheckConstraint(
                condition=Q(keyed_in_by=None, basis="") | Q(keyed_in_by__isnull=False, basis__in=list(BASES)),
                name="application_keyed_in_on_a_basis",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def open_to_change(self) -> bool:
        return self.state in OPEN_TO_CHANGE

    @property
    def ended(self) -> bool:
        return self.state in ENDED

    @property
    def state_label(self) -> str:
        return str(STATES[self.state])

    @property
    def basis_label(self) -> str:
        return str(BASES.get(self.basis, ""))


class Submission(models.Model):
    """One receipt of an application: its content frozen as canonical JSON, and the paper made from it. Append-only."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=100)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")

    objects = OfMembers.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "number"], name="submission_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.application_id}-{self.number}"

    @property
    def declared(self) -> bool:
        """Whether the member stands behind it: else it is an unconfirmed copy of what somebody else keyed in."""
        return bool(json.loads(self.content).get("declared", True))


MOVES = {
    "submitted": _("提出しました"),
    "keyed_in": _("加入者の確認を求めました"),
    "confirmed": _("内容を確認しました"),
    "approved": _("確認して次へ回しました"),
    "sent_back": _("差し戻しました"),
    "referred": _("引受審査に回しました"),
    "proposed": _("引受の判断を上席に回しました"),
    "returned": _("判断を担当者に戻しました"),
    "countersigned": _("判断を確認しました"),
    "offered": _("個別見積を提示しました"),
    "offer_accepted": _("個別見積を承諾しました"),
    "acceptance_recorded": _("加入者による個別見積の承諾を記録しました"),
    "accepted": _("引き受けました"),
    "declined": _("引受をお断りしました"),
    "withdrawn": _("取り下げました"),
    "expired": _("見積の期限が過ぎました"),
}


INSURERS_OWN = ("proposed", "returned")  # what the insurer has not said to anybody yet


class Moves(OfMembers["Move"]):
    def visible_to(self, person: Person | None) -> Self:
        """The history; what the insurer weighs among its own people is the insurer's alone."""
        found = super().visible_to(person)
        return found if person and person.kind == INSURER else found.exclude(kind__in=INSURERS_OWN)


class Move(models.Model):
    """One line of an application's history: who did what, when and why. Append-only."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="moves")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    step = models.SlugField(max_length=50, blank=True)
    user_id = models.BigIntegerField(null=True)
    person = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    reasons = models.JSONField(default=list)
    words = models.TextField(blank=True)

    objects = Moves.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "number"], name="move_number_once"),
            models.CheckConstraint(condition=Q(kind__in=list(MOVES)), name="move_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}-{self.number} {self.kind}"

    @property
    def label(self) -> str:
        return str(MOVES[self.kind])


AS_QUOTED, CONDITIONAL, QUOTATION = "as_quoted", "conditional", "quotation"
DECISIONS = {AS_QUOTED: _("表示の保険料で引き受ける"), CONDITIONAL: _("条件を付ける"), QUOTATION: _("個別に見積る")}
PROPOSED, ISSUED, TAKEN, RETURNED, LAPSED = "proposed", "issued", "taken", "returned", "lapsed"


class Offers(OfMembers["Offer"]):
    def visible_to(self, person: Person | None) -> Self:
        """What the insurer has issued; before, and where it never does, a decision is the insurer's alone."""
        found = super().visible_to(person)
        return found if person and person.kind == INSURER else found.exclude(issued_at=None)


class Offer(models.Model):
    """What an underwriter decided on a referred application: at the quoted price, on conditions, or individually.

    `facilities` holds for each one base, its reason and what it comes to; `factor` is a change as text (`-0.10`).
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="offers")
    number = models.CharField(max_length=20, unique=True)
    decision = models.CharField(max_length=20)
    state = models.CharField(max_length=20, default=PROPOSED)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="offers")
    facilities = models.JSONField()
    factor = models.CharField(max_length=20, default="0")
    factor_reason = models.TextField(blank=True)
    conditions = models.JSONField(default=list)
    remark = models.TextField(blank=True)
    annual_yen = models.PositiveBigIntegerField()
    trace = models.JSONField()
    four_eyes = models.BooleanField()
    made_by = models.CharField(max_length=100)
    made_by_id = models.BigIntegerField()
    made_at = models.DateTimeField()
    countersigned_by = models.CharField(max_length=100, blank=True)
    countersigned_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateTimeField(null=True, blank=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = Offers.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(decision__in=list(DECISIONS)), name="offer_decision"),
            models.CheckConstraint(
                condition=~Q(state=ISSUED) | Q(valid_until__isnull=False, paper__isnull=False),
                name="offer_issued_on_paper",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def decision_label(self) -> str:
        return str(DECISIONS[self.decision])


WEB = "web"
ACCEPTED_BY = {
    WEB: _("画面での宣言"),
    "paper": _("署名または記名押印した書面"),
    "e_signature": _("外部の電子署名"),
    "phone": _("電話"),
}


class Acceptance(models.Model):
    """How an offer was accepted: by `name` of the member on a day, in one of several ways. Append-only.

    All ways weigh the same; where it was not declared on the screen, `taken_down_by` serves the member and keeps the
    `paper`, or what an outside service calls it as `evidence`.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="acceptance")
    way = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    accepted_on = models.DateField()
    declared = models.JSONField()
    evidence = models.CharField(max_length=500, blank=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_down_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    objects = OfMembers.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(way=WEB, taken_down_by=None)
                | (Q(way__in=[one for one in ACCEPTED_BY if one != WEB]) & Q(taken_down_by__isnull=False)),
                name="acceptance_taken_down",
            )
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.way}"

    @property
    def way_label(self) -> str:
        return str(ACCEPTED_BY[self.way])


def acceptance_of(offer: Offer) -> Acceptance | None:
    """How an offer was accepted; None where it was not."""
    return getattr(offer, "acceptance", None)


class Joined(models.Model):
    """Which enrolment an accepted application wrote into the ledger: several without shared limits. Append-only."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="joined")
    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="joined_by")

    objects = OfMembers.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.application_id} -> {self.enrolment_id}"


def is_of(person: Person, application: Application) -> bool:
    """Whether somebody acts for the member whose application it is."""
    return person.kind == MEMBER and application.member.organisation_id == person.organisation_id
