"""Whom may one organisation let into another? An association's office looks after its members, and is not they."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sonae.app.accounts.models import Organisation, Role
from sonae.app.accounts.roles import ACCEPT, ROLES, may
from sonae.app.common.person import Person

BINDS_A_MEMBER = tuple(name for name in ROLES if may(name, ACCEPT))


class NotLetInError(Exception):
    """This person may not ask this somebody to take this role; the words say why."""

    def __init__(self, words: Promise) -> None:
        super().__init__(str(words))
        self.words = words


class GoneError(Exception):
    """What was to be changed has ended meanwhile: accepted, withdrawn, or over."""


def refusal(*, organisation: Organisation, email: str, role: str, by: Person) -> Promise | None:
    """Why not, or None. In one's own organisation everybody may be asked, and the house (a command) may always."""
    if by.user_id is None or by.organisation_id == organisation.pk:
        return None
    held = Role.objects.in_force()
    if role not in BINDS_A_MEMBER:
        return _("加入者には、最初の代表者だけを招待できます。ほかの人は、その代表者が招待します。")
    if held.filter(organisation=organisation, name__in=BINDS_A_MEMBER).exists():
        return _("この加入者にはすでに代表者がいます。新しい人は、その代表者が招待します。")
    if held.filter(organisation_id=by.organisation_id, user__email__iexact=email).exists():
        return _("ご自分の組織の人を、加入者の代表者にすることはできません。")
    return None
