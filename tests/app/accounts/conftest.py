"""What do the tests of accounts share? The cast, and a way to be somebody of it."""

import pytest

from sonae.app.accounts.acting import ACTING
from sonae.app.accounts.sitting import DEMONSTRATION
from tests.support.cast import build


@pytest.fixture
def cast():
    return build()


@pytest.fixture
def enter(client, cast):
    """`enter("fukuoka", "office_head")` signs somebody in; `second=False` without a second factor."""

    def enter(organisation, role, *, second=True):
        held = cast.roles[organisation, role]
        client.force_login(held.user)
        session = client.session
        session[ACTING], session[DEMONSTRATION] = held.pk, second
        session.save()
        return client

    return enter
