"""Does PostgreSQL itself keep the mails of others away, whoever forgets to ask `visible_to`?"""

import pytest
from django.db import DatabaseError
from django.utils import timezone

from sonae.app.accounts.mail_actions import post
from sonae.app.accounts.mail_models import SENT, Mail
from sonae.app.accounts.models import Organisation, Reach
from sonae.app.common import walls
from sonae.app.common.jobs_actions import work_off
from sonae.app.common.person import of_system

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres(only=True)]


@pytest.fixture
def parties():
    office, mie = (Organisation.objects.create(kind="association", code=code, name=code) for code in ("office", "mie"))
    for one in (office, mie):
        Reach.objects.create(organisation=one, association=one)
    return {
        "office": office,
        "mie": mie,
        "aoki": Organisation.objects.create(kind="member", code="aoki", name="aoki", parent=office),
        "baba": Organisation.objects.create(kind="member", code="baba", name="baba", parent=office),
    }


def posted(organisation, *, by=None, **more):
    return post(
        organisation=organisation,
        to="to@example.jp",
        template="login_code",
        values={"code": "ABCD"},
        by=of_system("test", (by or organisation).pk),
        at=timezone.now(),
        **more,
    )


def seen(organisation_id):
    with walls.within(organisation_id):
        return set(Mail.objects.values_list("once", flat=True))


def test_the_database_shows_a_mail_to_its_organisation_and_those_who_serve_it(parties):
    posted(parties["aoki"], once="open")
    posted(parties["aoki"], once="private", private=True)
    found = {name: seen(party.pk) for name, party in parties.items()}
    assert found == {"aoki": {"open", "private"}, "office": {"open"}, "mie": set(), "baba": set()}
    assert seen(None) == set()


def test_the_database_takes_no_mail_into_the_file_of_others(parties):
    with pytest.raises(DatabaseError, match="row-level security"), walls.within(parties["mie"].pk):
        posted(parties["aoki"], by=parties["mie"], once="forged")
    assert Mail.objects.count() == 0


def test_a_job_sends_behind_the_wall_of_its_organisation(parties):
    with walls.within(parties["office"].pk):
        posted(parties["aoki"], by=parties["office"], once="open")
    assert work_off(worker="test") == 1
    assert Mail.objects.get().state == SENT
