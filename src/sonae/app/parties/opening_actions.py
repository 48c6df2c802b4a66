"""Opening the account of an organisation: whom it serves, and the first administrator, who lets in everybody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_slug
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from sonae.app.accounts.access_models import Invitation
from sonae.app.accounts.actions import invite, withdraw
from sonae.app.accounts.models import Organisation, Reach, Role
from sonae.app.accounts.roles import ADMINISTRATOR, ASSOCIATION
from sonae.app.common.audit_actions import record
from sonae.app.common.catalogue import current
from sonae.app.common.person import Person
from sonae.app.parties.actions import record_association
from sonae.app.parties.models import Association


class NotOpenedError(Exception):
    """Nothing was opened; `problems` says everything that is wrong, and what would be right."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Opening:
    """An organisation that will work with Sonae; `serves` are codes of associations, `scheme` is an association's."""

    kind: str
    code: str
    name: str
    email: str  # of the first administrator
    person: str
    scheme: str = ""
    serves: tuple[str, ...] = ()
    language: str = "ja"
    rename: bool = False  # a code that is there keeps its name otherwise


@transaction.atomic
def open_organisation(*, opening: Opening, by: Person, at: datetime) -> Invitation | None:
    """Open it, or let it serve more; an administrator is invited where none has come yet, and nobody else waits for it.

    Whoever was invited and has not come gets a new link. Raises NotOpenedError.
    """
    if problems := list(_problems(opening)):
        raise NotOpenedError(problems)
    organisation = _organisation(opening, by, at)
    for served in Organisation.objects.filter(code__in=opening.serves):
        _given, new = Reach.objects.get_or_create(organisation=organisation, association=served)
        if new:
            _record("served", organisation, by, at, {"association": served.name})
    if Role.objects.in_force().filter(organisation=organisation, name=ADMINISTRATOR).exists():
        return None
    for other in Invitation.objects.waiting().filter(organisation=organisation, role=ADMINISTRATOR):
        if other.email.lower() != opening.email.lower():
            withdraw(invitation=other, by=by, at=at)
    return invite(
        organisation=organisation,
        email=opening.email,
        name=opening.person,
        role=ADMINISTRATOR,
        language=opening.language,
        page=settings.SONAE_ADDRESS + reverse("accounts:invitation"),
        by=by,
        at=at,
    )


def _problems(opening: Opening) -> Iterator[str]:
    """Everything that is wrong, so that it is put right at once."""
    if _is_wrong(validate_slug, opening.code):
        yield _("符号 %(code)s は使えません。半角の英数字とハイフンで書いてください。") % {"code": opening.code}
    if not opening.name.strip() or not opening.person.strip():
        yield _("組織と管理者の名前を書いてください。")
    if _is_wrong(validate_email, opening.email):
        yield _("%(email)s はメールアドレスではありません。") % {"email": opening.email}
    there = Organisation.objects.filter(code=opening.code).first()
    if there and (there.kind != opening.kind or (there.name != opening.name and not opening.rename)):
        yield _("符号 %(code)s は %(name)s が使っています。名前を変えるときは --rename を付けてください。") % {
            "code": opening.code,
            "name": there.name,
        }
    schemes = current().schemes
    if opening.kind == ASSOCIATION and opening.scheme not in schemes:
        yield _("団体の制度を、次から選んでください: %(codes)s") % {"codes": ", ".join(sorted(schemes))}
    if opening.kind == ASSOCIATION and opening.serves:
        yield _("団体は、ほかの団体の加入者を見ません。--serves を外してください。")
    moved = Association.objects.filter(code=opening.code).exclude(scheme_code=opening.scheme).first()
    if opening.kind == ASSOCIATION and moved and moved.members.exists():
        yield _("%(name)s には加入者がいるため、制度を %(scheme)s から変えられません。") % {
            "name": moved.name,
            "scheme": moved.scheme_code,
        }
    known = set(Association.objects.values_list("code", flat=True))
    if unknown := [one for one in opening.serves if one not in known]:
        told = {"codes": ", ".join(unknown), "known": ", ".join(sorted(known)) or "-"}
        yield _("団体 %(codes)s はありません。あるのは: %(known)s") % told


def _is_wrong(validate: Callable[[str], None], value: str) -> bool:
    try:
        validate(value)
    except ValidationError:
        return True
    return False


def _organisation(opening: Opening, by: Person, at: datetime) -> Organisation:
    if opening.kind == ASSOCIATION:
        association = record_association(code=opening.code, name=opening.name, scheme_code=opening.scheme, by=by, at=at)
        found, new = association.organisation, False
    else:
        about = {"kind": opening.kind, "name": opening.name}
        found, new = Organisation.objects.get_or_create(code=opening.code, defaults=about)
    if new:
        _record("opened", found, by, at, {"kind": found.kind, "code": found.code})
    elif found.name != opening.name:
        _record("renamed", found, by, at, {"name": opening.name}, {"name": found.name})
        found.name = opening.name
        found.save()
    return found


def _record(
    what: str,
    organisation: Organisation,
    by: Person,
    at: datetime,
    after: dict[str, object],
    before: dict[str, object] | None = None,
) -> None:
    record(
        by=by,
        at=at,
        action=f"organisation.{what}",
        subject=f"organisation:{organisation.pk}",
        subject_name=organisation.name,
        about=organisation.pk,
        before=before,
        after=after,
    )
