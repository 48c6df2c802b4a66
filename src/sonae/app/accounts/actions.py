"""Letting people in and out: invitations, roles, and the sessions that end with them."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlencode

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db import transaction
from django.utils.module_loading import import_string

from sonae.app.accounts import mail_actions, secrets
from sonae.app.accounts.access_models import Invitation
from sonae.app.accounts.acting import ACTING, person_of
from sonae.app.accounts.cast import ORGANISATIONS, PLAYERS
from sonae.app.accounts.letting_in import GoneError, NotLetInError, refusal
from sonae.app.accounts.models import Organisation, Reach, Role, User
from sonae.app.common import walls
from sonae.app.common.audit_actions import record
from sonae.app.common.person import Person, of_system
from sonae.app.common.reader import reading_in

VALID = timedelta(days=14)  # an invitation


@transaction.atomic
def invite(
    *,
    organisation: Organisation,
    email: str,
    name: str,
    role: str,
    language: str = "ja",
    page: str,
    by: Person,
    at: datetime,
) -> Invitation:
    """Ask somebody by mail to take a role; whoever is asked again for the same role gets a new link.

    `page` is the whole address of the page where invitations are accepted. Raises NotLetInError.
    """
    if words := refusal(organisation=organisation, email=email, role=role, by=by):
        raise NotLetInError(words)
    invitation = Invitation.objects.waiting().filter(organisation=organisation, email__iexact=email, role=role).first()
    again = invitation is not None
    invitation = invitation or Invitation(organisation=organisation, email=email, role=role)
    invitation.name, invitation.language, invitation.invited_by = name, language, by.name
    _send(invitation, page, by, at)
    _record_invitation("resent" if again else "sent", invitation, by=by, at=at, after={"role": role, "email": email})
    _tell_member(invitation, by=by, at=at)
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation, page: str, by: Person, at: datetime) -> Invitation:
    """Send a new link; the old one no longer works. Raises GoneError for one that waits no longer."""
    invitation = _waiting(invitation)
    _send(invitation, page, by, at)
    _record_invitation("resent", invitation, by=by, at=at)
    return invitation


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Person, at: datetime) -> None:
    """Make the link useless. Raises GoneError for an invitation that waits no longer."""
    invitation = _waiting(invitation)
    invitation.withdrawn_at = at
    invitation.save()
    _record_invitation("withdrawn", invitation, by=by, at=at)


@transaction.atomic
def accept(*, invitation: Invitation, name: str, password: str = "", by_address: str = "", at: datetime) -> Role:
    """Take the role one was asked to take; who is not known yet becomes known, with a password or without.

    Raises GoneError for an invitation that waits no longer.
    """
    invitation = _waiting(invitation)
    user = User.objects.filter(email__iexact=invitation.email).first()
    was_known = user is not None
    if user is None:
        user = _make_user(email=invitation.email, name=name, language=invitation.language, password=password, at=at)
    invitation.accepted_at = at
    invitation.save()
    role, _given = Role.objects.get_or_create(
        user=user, organisation=invitation.organisation, name=invitation.role, ended_at=None, defaults={"since": at}
    )
    by = person_of(role, by_address)
    _record_invitation("accepted", invitation, by=by, at=at, after={"role": role.name})
    if was_known:  # the link was enough to accept it: whoever has the account hears of it
        _tell_owner(role, given=True, by=invitation.invited_by, at=at)
    return role


@transaction.atomic
def give_role(
    *, organisation: Organisation, email: str, name: str, role: str, language: str = "ja", by: Person, at: datetime
) -> Role:
    """Give a role without asking: for commands; pages invite."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = _make_user(email=email, name=name, language=language, password="", at=at)
    given, new = Role.objects.get_or_create(
        user=user, organisation=organisation, name=role, ended_at=None, defaults={"since": at}
    )
    if new:
        _record_role("given", given, by=by, at=at)
    return given


@transaction.atomic
def seed_example(*, association: Organisation, by: Person, at: datetime) -> None:
    """Record the parties of the demonstration's association, and one person a role; its members are there already."""
    for code, (kind, name, serves) in ORGANISATIONS.items():
        organisation, _new = Organisation.objects.get_or_create(
            code=code, defaults={"kind": kind, "name": name, "example": True}
        )
        if serves:
            Reach.objects.get_or_create(organisation=organisation, association=association)
    for player in PLAYERS:
        organisation = Organisation.objects.get(code=player.organisation)
        give_role(organisation=organisation, email=player.email, name=player.name, role=player.role, by=by, at=at)


@transaction.atomic
def end_role(*, role: Role, by: Person, at: datetime) -> None:
    """End a role, and with it the tokens made in it and the sessions that act in it.

    Raises GoneError where it has ended.
    """
    found = Role.objects.select_for_update(of=("self",)).filter(pk=role.pk, ended_at=None)
    if not (held := found.select_related("user", "organisation").first()):
        raise GoneError
    role = held
    role.ended_at = at
    role.save()
    role.tokens.filter(revoked_at=None).update(revoked_at=at)
    elsewhere = Role.objects.in_force().filter(user_id=role.user_id).exists()
    for session in UserSession.objects.filter(user_id=role.user_id):
        acting = session._session_store(session.session_key).get(ACTING)  # noqa: SLF001  the library has no door for it
        if acting == role.pk or not elsewhere:
            session.end()
    _record_role("ended", role, by=by, at=at)
    _tell_owner(role, given=False, by=f"{by.organisation_name} {by.name}".strip(), at=at)


def _tell_owner(role: Role, *, given: bool, by: str, at: datetime) -> None:
    """Whoever holds a role hears that it began or ended, and through whom."""
    user, organisation = role.user, role.organisation
    with reading_in(user.language):
        values = {"name": user.name, "organisation": organisation.name, "role": str(role.label), "by": by, "at": at}
    with walls.within(organisation.pk):
        mail_actions.post(
            organisation=organisation,
            to=user.email,
            template="role_changed",
            values=values | {"given": given},
            language=user.language,
            private=True,
            once=f"role {'given' if given else 'ended'}:{role.pk}",
            by=of_system("account", organisation.pk, organisation.kind),
            at=at,
        )


def _waiting(invitation: Invitation) -> Invitation:
    """The invitation as it is now, held: whoever comes second sees what the first has done."""
    waiting = Invitation.objects.select_for_update(of=("self",)).waiting().filter(pk=invitation.pk)
    if not (found := waiting.select_related("organisation").first()):
        raise GoneError
    return found


def _tell_member(invitation: Invitation, *, by: Person, at: datetime) -> None:
    """A member hears whom its office lets in for it, by the address of its file."""
    organisation = invitation.organisation
    path = next((path for config in apps.get_app_configs() if (path := getattr(config, "contact_of", ""))), "")
    if by.organisation_id == organisation.pk or by.user_id is None or not path:
        return
    if to := import_string(path)(organisation.pk):
        mail_actions.post(
            organisation=organisation,
            to=to,
            template="member_invited",
            values={
                "organisation": organisation.name,
                "name": invitation.name,
                "email": invitation.email,
                "role": invitation.label,
                "invited_by": f"{by.organisation_name} {by.name}",
            },
            language=invitation.language,
            once=f"member invited:{invitation.hash}",
            by=by,
            at=at,
        )


def _send(invitation: Invitation, page: str, by: Person, at: datetime) -> None:
    key = secrets.made(secrets.INVITATION, invitation.organisation_id)
    invitation.invited_at, invitation.expires_at, invitation.hash = at, at + VALID, secrets.hashed(key)
    invitation.save()
    with walls.within(invitation.organisation_id):  # the mail is in the file of those it lets in
        mail_actions.post(
            organisation=invitation.organisation,
            to=invitation.email,
            template="invitation",
            values={
                "name": invitation.name,
                "organisation": invitation.organisation.name,
                "role": invitation.label,
                "invited_by": invitation.invited_by,
                "link": f"{page}?{urlencode({'key': key})}",
                "expires_at": invitation.expires_at,
            },
            language=invitation.language,
            secret=key,
            private=True,
            until=invitation.expires_at,
            urgent=True,
            once=f"invitation:{invitation.hash}",
            by=by,
            at=at,
        )


def _make_user(*, email: str, name: str, language: str, password: str, at: datetime) -> User:
    user = User(email=email.lower(), name=name, language=language, date_joined=at)
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    # the mail with the invitation has reached the address
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _record_invitation(
    what: str, invitation: Invitation, *, by: Person, at: datetime, after: dict[str, object] | None = None
) -> None:
    record(
        by=by,
        at=at,
        action=f"invitation.{what}",
        subject=f"invitation:{invitation.pk}",
        subject_name=str(invitation),
        about=invitation.organisation_id,
        after=after,
    )


def _record_role(what: str, role: Role, *, by: Person, at: datetime) -> None:
    told = {"role": role.name}
    record(
        by=by,
        at=at,
        action=f"role.{what}",
        subject=f"user:{role.user_id}",
        subject_name=str(role.user),
        about=role.organisation_id,
        before=told if what == "ended" else None,
        after=told if what == "given" else None,
    )
