"""Whom to call in an emergency: told at the head of every page of somebody signed in, unless it could be wrong."""

import pytest

from sonae.app.accounts.acting import ACTING
from sonae.app.accounts.models import Reach
from sonae.app.accounts.sitting import DEMONSTRATION
from sonae.app.parties.actions import record_association
from sonae.app.quoting import desk
from tests.support.cast import HOUSE, NOW, build

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NUMBER = "0120-318-258"  # of the schemes of Fukuoka and Mie


@pytest.fixture
def cast():
    return build()


@pytest.mark.parametrize("who", [("aoki", "head"), ("mie", "office_clerk"), ("insurer", "underwriter")])
def test_the_desk_of_the_scheme_is_told_to_its_members_and_to_all_who_serve_them(cast, who):
    assert NUMBER in desk.of(cast.person(*who))


def test_somebody_who_serves_schemes_with_several_desks_is_told_none_of_them(cast):
    other = record_association(code="example", name="例示", scheme_code="example", by=HOUSE, at=NOW)
    Reach.objects.create(organisation=cast.organisations["insurer"], association=other.organisation)
    assert desk.of(cast.person("insurer", "underwriter")) == ""


def test_a_provider_who_serves_no_scheme_is_told_none(cast):
    assert desk.of(cast.person("provider", "administrator")) == ""


def test_it_stands_on_the_home_of_a_member(cast, client):
    held = cast.roles["aoki", "head"]
    client.force_login(held.user)
    session = client.session
    session[ACTING], session[DEMONSTRATION] = held.pk, True
    session.save()
    assert f"tel:{NUMBER.replace('-', '')}" in client.get("/work/").content.decode()
