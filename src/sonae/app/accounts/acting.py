"""In which role does somebody act, and what does that make of them?"""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.db.models import QuerySet
from django.http import HttpRequest

from sonae.app.accounts.models import Organisation, Role
from sonae.app.common import walls
from sonae.app.common.person import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ACTING = "acting_role"  # in the session: which of several roles one acts in
DOMAIN = "@example.com"  # of everybody who plays in a demonstration; mail to it reaches nobody


def held_by(user_id: int | None) -> list[Role]:
    """The roles somebody holds, each with its organisation."""
    return _with_organisations(Role.objects.in_force().filter(user=user_id))


def held_in_demonstration() -> list[Role]:
    """The roles of those who play in a demonstration, in invented organisations only."""
    roles = _with_organisations(Role.objects.in_force().filter(user__email__endswith=DOMAIN))
    return [role for role in roles if role.organisation.example]


def _with_organisations(found: QuerySet[Role]) -> list[Role]:
    """Each organisation is read behind its own wall: nobody has chosen one yet."""
    roles = list(found.select_related("user").order_by("pk"))
    for role in roles:
        with walls.within(role.organisation_id):
            role.organisation = Organisation.objects.get(pk=role.organisation_id)
    return roles


def acting_role(request: HttpRequest) -> Role | None:
    """The role one acts in: the chosen one, or the only one; None where there is none or a choice is to be made."""
    held = list(Role.objects.in_force().filter(user=request.user.pk).select_related("user").order_by("pk"))
    chosen = request.session.get(ACTING)
    role = next((role for role in held if role.pk == chosen), held[0] if len(held) == 1 else None)
    if role and chosen != role.pk:
        request.session[ACTING] = role.pk
    return role


def still_acts(person: Person) -> bool:
    """Whether somebody holds the role he acts in at this very moment; until the transaction ends nobody ends it."""
    roles = Role.objects.select_for_update(of=("self",)).in_force()
    return roles.filter(user=person.user_id, organisation=person.organisation_id, name=person.role).exists()


def enter(request: HttpRequest, role: Role) -> None:
    """Sign somebody in who has shown who he is, in this role; the session is listed among his own."""
    login(request, role.user, BACKEND)
    UserSession.objects.create_from_request(request)
    request.session[ACTING] = role.pk


def person_of(role: Role, address: str = "") -> Person:
    """Who acts, behind the wall of the role's organisation."""
    organisation = Organisation.objects.get(pk=role.organisation_id)
    user = role.user
    return Person(user.pk, str(user), organisation.pk, organisation.name, organisation.kind, role.name, address)
