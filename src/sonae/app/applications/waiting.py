"""Which applications wait for this person? For the home of whoever is signed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sonae.app.accounts.roles import APPLY, CHECK, COUNTERSIGN, DISCLOSED, KEY_IN, MEMBER, UNDERWRITE, may
from sonae.app.applications import allowed, case_page
from sonae.app.applications.models import (
    CONFIRMING,
    COUNTERSIGNING,
    DRAFT,
    OFFERED,
    OPEN_TO_CHANGE,
    PROPOSED,
    REFERRED,
    SENT_BACK,
    SUBMITTED,
    Application,
    Offer,
)
from sonae.app.common.catalogue import current
from sonae.app.common.person import Person
from sonae.app.common.work import Waiting

WORDS: dict[str, Promise] = {
    DRAFT: _("加入依頼を仕上げて提出する"),
    SENT_BACK: _("加入依頼を仕上げて提出する"),
    CONFIRMING: _("代わりに入力された加入依頼を確認する"),
    SUBMITTED: _("加入依頼を確認する"),
    REFERRED: _("引受を判断する"),
    COUNTERSIGNING: _("引受の判断を確認する"),
    OFFERED: _("個別見積を承諾する"),
}
MOST = 200


def waits_for(person: Person, now: datetime) -> Iterator[Waiting]:  # noqa: ARG001 - every slice's hook is asked alike
    """The applications with which this person can do the next thing."""
    if not may(person.role, DISCLOSED):
        return
    rows = Application.objects.visible_to(person).filter(_turn_of(person))
    rows = rows.select_related("member").prefetch_related("moves")
    for one in rows.order_by(F("due_on").asc(nulls_last=True), "waits_since", "pk")[:MOST]:
        url = reverse("applications:case", args=[one.pk])
        yield Waiting(_words(one), url, one.waits_since, one.due_on, f"{one.number} {one.member.name}")


def _words(one: Application) -> str | Promise:
    back = case_page.sent_back(one) if one.state == SENT_BACK else None
    return (
        gettext("差し戻されました: %(why)s") % {"why": gettext("、").join(back.reasons)} if back else WORDS[one.state]
    )


def _turn_of(person: Person) -> Q:
    """The states and steps in which the next act is this person's, as `allowed` says it of one application."""
    return (
        _as_member(person) if person.kind == MEMBER else _filling_in(person) | _countersigning(person) | _step(person)
    )


def _as_member(person: Person) -> Q:
    states = [*OPEN_TO_CHANGE, CONFIRMING] if may(person.role, APPLY) else []
    states += [OFFERED] if person.role == allowed.HEAD else []
    return Q(member__organisation_id=person.organisation_id, state__in=states)


def _filling_in(person: Person) -> Q:
    states = OPEN_TO_CHANGE if may(person.role, KEY_IN) else ()
    return Q(keyed_in_by_id=person.organisation_id, state__in=states)


def _countersigning(person: Person) -> Q:
    proposed = Offer.objects.visible_to(person).filter(state=PROPOSED).exclude(made_by_id=person.user_id or 0)
    states = [COUNTERSIGNING] if may(person.role, COUNTERSIGN) else []
    return Q(state__in=states, pk__in=proposed.values("application_id"))


def _step(person: Person) -> Q:
    """The steps of each procedure that this kind of organisation does."""
    states = [SUBMITTED] if may(person.role, CHECK) else []
    states += [REFERRED] if may(person.role, UNDERWRITE) else []
    found = Q(pk__in=[])
    for procedure in current().procedures.values():
        steps = [one.id for one in procedure.order.steps if one.by == person.kind]
        found |= Q(scheme_code__in=procedure.schemes, step__in=steps, state__in=states)
    return found
