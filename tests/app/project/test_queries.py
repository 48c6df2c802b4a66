"""Does a page ask the database as often for many rows as for few? Every private address, as those who use it most."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sonae.app.accounts.acting import ACTING
from sonae.app.accounts.roles import may
from sonae.app.accounts.sitting import DEMONSTRATION
from tests.app.project.test_walls import address
from tests.support.cast import build, more_members
from tests.support.routes import ROUTES

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
READERS = (
    ("fukuoka", "office_head"),
    ("agency", "agency_clerk"),
    ("insurer", "senior_underwriter"),
    ("hakata", "head"),
)
MOST = 40  # questions of the costliest page, the door's included


def questions(client, cast, organisation, role):
    """How often each page that opens asks."""
    held = cast.roles[organisation, role]
    client.force_login(held.user)
    session = client.session
    session[ACTING], session[DEMONSTRATION] = held.pk, True
    session.save()
    found = {}
    for route in ROUTES:
        if route.acts is None or not all(may(role, act) for act in route.acts):
            continue
        headers = {"Authorization": f"Bearer {cast.keys[organisation, role]}"} if route.token else {}
        client.get(address(route, cast), headers=headers)  # what is read once a process has been read
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address(route, cast), headers=headers)
        if response.status_code == 200:
            found[route.name] = len(asked)
    return found


@pytest.mark.parametrize(("organisation", "role"), READERS)
def test_no_page_asks_more_often_when_there_are_more_rows(client, settings, organisation, role):
    settings.SONAE_RATE_LIMITS = {"api": None, "papers": None, "pages": None}
    cast = build()
    few = questions(client, cast, organisation, role)
    more_members(cast, 6)
    many = questions(client, cast, organisation, role)
    assert {name: (few[name], many[name]) for name in few if few[name] != many[name]} == {}
    assert {name: count for name, count in many.items() if count > MOST} == {}
