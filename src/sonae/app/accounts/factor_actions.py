"""Removing the second factors of somebody who has lost them all; he then enrols anew before he binds.

Whoever removes them says how he has seen that it is he who asks. They belong to the account and not to one role, so
nobody removes them who does not look after all the organisations that this person acts in.
"""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sonae.app.accounts import mail_actions
from sonae.app.accounts.factor_models import VALID, FactorRemoval
from sonae.app.accounts.letting_in import BINDS_A_MEMBER, GoneError
from sonae.app.accounts.models import Role, User, managed_by
from sonae.app.accounts.roles import ROLES
from sonae.app.accounts.secrets import sealed, unsealed
from sonae.app.common import walls
from sonae.app.common.audit_actions import record
from sonae.app.common.person import Person


class NotRemovedError(Exception):
    """This person may not remove the factors of this somebody; the words say why."""

    def __init__(self, words: Promise) -> None:
        super().__init__(str(words))
        self.words = words


def refusal(*, role: Role, by: Person) -> Promise | None:
    """Why not, or None. The house (a command) may always: nobody else is left where the last one has lost them."""
    if by.user_id is None:
        return None
    if by.user_id == role.user_id:
        return _("ご自分の二段階認証を、この画面から外すことはできません。")
    if role.organisation_id != by.organisation_id and role.name not in BINDS_A_MEMBER:
        return _("加入者の担当者のことは、その加入者の代表者が行います。")
    elsewhere = Role.objects.in_force().filter(user_id=role.user_id).exclude(organisation__in=managed_by(by))
    if elsewhere.exists():
        return _(
            "この人はほかの組織でも役割を持っているため、ここからは外せません。システムの運用担当者へご相談ください。"
        )
    return None


def needs_two(role: Role, at: datetime) -> bool:
    """Whether somebody acts in a role that binds the insurer, or pays: then two people must agree.

    A role that ended a moment ago counts: whoever may end it could otherwise do alone what takes two.
    """
    lately = Q(ended_at=None) | Q(ended_at__gt=at - VALID)
    held = Role.objects.filter(lately, user_id=role.user_id).values_list("name", flat=True)
    return any(ROLES[name].binds for name in held)


@transaction.atomic
def remove_factors(*, role: Role, basis: str, note: str, by: Person, at: datetime) -> bool:
    """Remove them, or ask a second person to; True where they are gone.

    Raises NotRemovedError; GoneError where there are none, or where somebody has asked already.
    """
    user = _held(role)
    if words := refusal(role=role, by=by):
        raise NotRemovedError(words)
    if by.user_id is None or not needs_two(role, at):
        _remove(role, user, basis=basis, note=note, by=by, at=at)
        return True
    if FactorRemoval.objects.waiting(at).filter(role__user=user).exists():
        raise GoneError
    FactorRemoval.objects.create(
        organisation_id=role.organisation_id, role=role, basis=basis, note=note, asked_by_id=by.user_id, asked_at=at
    )
    _record("asked", role, user, by=by, at=at, after={"basis": basis, "note": note})
    return False


@transaction.atomic
def agree(*, removal: FactorRemoval, by: Person, at: datetime) -> None:
    """The second pair of eyes: remove them as the first one asked. Raises NotRemovedError, GoneError."""
    user = _held(removal.role)
    waiting = FactorRemoval.objects.select_for_update(of=("self",)).waiting(at).filter(pk=removal.pk)
    if not (found := waiting.select_related("role").first()):
        raise GoneError
    if words := refusal(role=found.role, by=by):
        raise NotRemovedError(words)
    if by.user_id == found.asked_by_id or not _was_there(by, found.asked_at):
        raise NotRemovedError(_("引受や支払に関わる人の二段階認証を外すには、もう一人の確認が必要です。"))
    found.agreed_by_id, found.agreed_at = by.user_id, at
    found.save(update_fields=["agreed_by", "agreed_at"])
    _remove(found.role, user, basis=found.basis, note=found.note, by=by, at=at)


def _was_there(by: Person, at: datetime) -> bool:
    """Whoever lets somebody in must not thereby make the second person."""
    roles = Role.objects.in_force().filter(user_id=by.user_id or 0, organisation_id=by.organisation_id, name=by.role)
    return roles.filter(since__lte=at).exists()


def _held(role: Role) -> User:
    """The person, held: whoever comes second sees what the first has done."""
    if not Role.objects.in_force().filter(pk=role.pk).exists():
        raise GoneError
    user = User.objects.select_for_update().get(pk=role.user_id)
    if not Authenticator.objects.filter(user=user).exists():
        raise GoneError
    return user


def _remove(role: Role, user: User, *, basis: str, note: str, by: Person, at: datetime) -> None:
    kinds = sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    Authenticator.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    for held in Role.objects.in_force().filter(user=user):
        with walls.within(held.organisation_id):
            held.tokens.filter(revoked_at=None).update(revoked_at=at)
    with walls.within(role.organisation_id):  # the mail is in the file of the organisation he acts for
        mail_actions.post(
            organisation=role.organisation,
            to=user.email,
            template="factors_removed",
            values={"name": user.name, "by": f"{by.organisation_name} {by.name}".strip(), "at": at},
            language=user.language,
            private=True,
            once=f"factors removed:{user.pk}:{at.isoformat()}",
            by=by,
            at=at,
        )
    _record("removed", role, user, by=by, at=at, before={"factors": kinds}, after={"basis": basis, "note": note})


def _record(
    what: str,
    role: Role,
    user: User,
    *,
    by: Person,
    at: datetime,
    before: dict[str, object] | None = None,
    after: dict[str, object],
) -> None:
    record(
        by=by,
        at=at,
        action=f"factors.{what}",
        subject=f"user:{user.pk}",
        subject_name=str(user),
        about=role.organisation_id,
        before=before,
        after=after,
    )


@transaction.atomic
def reseal(*, by: Person, at: datetime) -> int:
    """Seal anew, with the key of now, what each factor is reckoned from; how many these were.

    Raises InvalidToken where neither the key of now nor an earlier one that is named opens them: then none is changed.
    """
    kept = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).select_for_update()
    for one in kept:
        place = "secret" if one.type == Authenticator.Type.TOTP else "seed"
        one.data[place] = sealed(unsealed(one.data[place]))
        one.save(update_fields=["data"])
    record(by=by, at=at, action="factors.resealed", subject="factors", after={"count": len(kept)})
    return len(kept)
