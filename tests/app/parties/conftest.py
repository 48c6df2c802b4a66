"""The example association with its cast, somebody of each role who serves it, and papers in a folder of their own."""

from datetime import date

import pytest
from django.core.files.storage import storages

from sonae.app.accounts.models import Organisation, Reach, Role, User
from sonae.app.common.person import Person, of_system
from sonae.app.parties import actions
from sonae.app.parties.models import Member
from sonae.core.moments import tokyo

AT = tokyo(date(2026, 6, 1))
HOUSE = of_system("house")
KINDS = {
    "office_clerk": "association",
    "office_head": "association",
    "agency_clerk": "agency",
    "underwriter": "insurer",
    "claims_handler": "insurer",
    "desk_operator": "desk",
    "administrator": "provider",
    "auditor": "insurer",
}


@pytest.fixture(autouse=True)
def _papers_of_their_own(settings, tmp_path):
    options = {"location": tmp_path / "papers"}
    settings.STORAGES = settings.STORAGES | {"papers": settings.STORAGES["papers"] | {"OPTIONS": options}}
    yield
    storages._storages.clear()


@pytest.fixture
def example(db):  # noqa: ARG001  the database is there
    return actions.seed_example(by=HOUSE, at=AT)


@pytest.fixture
def aoki(example):
    return Member.objects.get(association=example, number="00012")


@pytest.fixture
def hakata(example):
    return Member.objects.get(association=example, number="00034")


@pytest.fixture
def person(example):
    """`person("desk_operator")` serves the example association; `person("staff", member)` is a member's own."""

    def person(role, member=None, *, serves=True):
        if member is not None:
            organisation = member.organisation
        elif KINDS[role] == "association":
            organisation = example.organisation
        else:
            organisation, new = Organisation.objects.get_or_create(
                code=KINDS[role], defaults={"kind": KINDS[role], "name": KINDS[role]}
            )
            if new and serves:
                Reach.objects.create(organisation=organisation, association=example.organisation)
        user = User.objects.create(email=f"{role}{User.objects.count()}@example.jp", name=role)
        Role.objects.create(user=user, organisation=organisation, name=role, since=AT)
        return Person(user.pk, role, organisation.pk, organisation.name, organisation.kind, role)

    return person


@pytest.fixture
def sign_in(client, person):
    """`sign_in("office_clerk")` gives the browser of that person."""

    def sign_in(role, member=None, **more):
        return signed_in(client, person(role, member, **more))

    return sign_in


def signed_in(client, person):
    """The browser of that person. On PostgreSQL a test's later rows are made behind the wall of its first request."""
    client.force_login(User.objects.get(pk=person.user_id))
    return client
