"""Which applications wait for this person? For the home of whoever is signed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sonae.app.accounts.roles import DISCLOSED, may
from sonae.app.applications import allowed, case_page
from sonae.app.applications.models import ENDED, Application
from sonae.app.common.person import Person
from sonae.app.common.work import Waiting

WORDS: dict[str, Promise] = {
    allowed.EDIT: _("加入依頼を仕上げて提出する"),
    allowed.CONFIRM: _("代わりに入力された加入依頼を確認する"),
    allowed.APPROVE: _("加入依頼を確認する"),
    allowed.DECIDE: _("引受を判断する"),
    allowed.COUNTERSIGN_IT: _("引受の判断を確認する"),
    allowed.ACCEPT: _("個別見積を承諾する"),
}
MOST = 200


def waits_for(person: Person, now: datetime) -> Iterator[Waiting]:  # noqa: ARG001 - every slice's hook is asked alike
    """The applications with which this person can do the next thing."""
    if not may(person.role, DISCLOSED):
        return
    rows = Application.objects.visible_to(person).exclude(state__in=ENDED).select_related("member", "keyed_in_by")
    for one in rows.order_by("due_on", "waits_since")[:MOST]:
        act = next(iter(allowed.allowed(person, one)), "")
        if act in WORDS:
            url = reverse("applications:case", args=[one.pk])
            yield Waiting(_words(one, act), url, one.waits_since, one.due_on, f"{one.number} {one.member.name}")


def _words(one: Application, act: str) -> str | Promise:
    back = case_page.sent_back(one)
    return gettext("差し戻されました: %(why)s") % {"why": "、".join(back.reasons)} if back else WORDS[act]
