"""What waits on the home of whoever looks after people?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sonae.app.accounts.factor_models import FactorRemoval
from sonae.app.accounts.roles import PEOPLE, may
from sonae.app.common.person import Person
from sonae.app.common.work import Waiting


def waits_for(person: Person, now: datetime) -> Iterator[Waiting]:
    """Second factors that somebody else has asked to remove, and whose loss is another's."""
    if not may(person.role, PEOPLE):
        return
    removals = FactorRemoval.objects.visible_to(person).waiting(now)
    others = removals.exclude(asked_by=person.user_id).exclude(role__user=person.user_id)
    for removal in others.select_related("role__user"):
        yield Waiting(
            _("二段階認証を外す前の、二人目の確認"),
            reverse("accounts:remove_factors", args=[removal.role_id]),
            removal.asked_at,
            subject=removal.role.user.name,
        )
