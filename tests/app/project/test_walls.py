"""No row comes out where it must not: every address is asked as nobody and as everybody of two associations.

Whoever adds an address adds one line to `tests/support/routes.py`; an address that is not there fails here.
"""

import io
import zipfile

import pypdfium2
import pytest
from django.urls import URLResolver, get_resolver, reverse

from sonae.app.accounts.acting import ACTING
from sonae.app.accounts.roles import may
from sonae.app.accounts.sitting import DEMONSTRATION
from tests.support.cast import MARKS, SEES, build, everybody
from tests.support.routes import ROUTES

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LISTED = {route.name: route for route in ROUTES}
NO_DOOR = {302, 401, 403, 404, 405}  # what is answered to those who do not get in


@pytest.fixture
def cast(settings):
    settings.SONAE_RATE_LIMITS = {"api": None, "papers": None, "pages": None}
    return build()


def patterns(found, namespace=""):
    """Every address of the application: its name and its view."""
    for one in found:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, f"{namespace}{one.namespace}:" if one.namespace else namespace)
        else:
            yield f"{namespace}{one.name}", one.callback


def everything():
    return dict(patterns(get_resolver().url_patterns))


def text_of(response):
    """What an answer says, whatever it is made of."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(content)
        return "".join(page.get_textpage().get_text_bounded() for page in pages)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return content.decode("utf-8", "replace")


def address(route, cast):
    return reverse(route.name, kwargs=dict(route.fill(cast))) + route.query


def sign_in(client, cast, organisation, role):
    held = cast.roles[organisation, role]
    client.force_login(held.user)
    session = client.session
    session[ACTING], session[DEMONSTRATION] = held.pk, True  # the second factor is another test's subject
    session.save()


def test_every_address_is_listed():
    assert set(everything()) == set(LISTED)
    assert len(LISTED) == len(ROUTES)


def test_every_private_page_is_opened_by_the_door_with_the_acts_that_are_listed():
    opened = {name: getattr(view, "opened_by", None) for name, view in everything().items()}
    assert opened == {name: None if route.token else route.acts for name, route in LISTED.items()}


def test_every_row_says_who_sees_it(cast):
    with_row = {route.name for route in ROUTES if route.acts is not None and route.fill(cast)}
    with_row -= {"mfa_remove_webauthn", "mfa_edit_webauthn"}  # the library looks among one's own only
    with_row -= {"applications:begin"}  # a scheme is no secret
    assert {name for name in with_row if LISTED[name].seen_by == frozenset(SEES)} == set()


def faults_of(client, cast, route, marks, allowed, **headers):
    """What is wrong with how an address answers: foreign names, and a status that is not one of `allowed`."""
    faults = []
    for method in ("get", "post"):
        response = getattr(client, method)(address(route, cast), headers=headers)
        faults += [(route.name, method, mark) for mark in marks if mark in text_of(response)]
        if response.status_code not in allowed:
            faults.append((route.name, method, response.status_code))
    return faults


def test_nobody_gets_in_and_reads_no_name(client, cast):
    faults = []
    for route in ROUTES:
        faults += faults_of(client, cast, route, MARKS, range(200, 500) if route.acts is None else NO_DOOR)
    assert faults == []


def test_a_stranger_without_a_role_gets_in_nowhere_and_reads_no_name(client, cast):
    client.force_login(cast.stranger)
    faults = []
    for route in (route for route in ROUTES if route.acts):
        faults += faults_of(client, cast, route, MARKS, NO_DOOR)
    assert faults == []


def test_a_public_page_is_the_same_for_somebody_signed_in(client, cast):
    faults = []
    for route in (route for route in ROUTES if route.acts is None and route.name != "account_logout"):
        sign_in(client, cast, "aoki", "head")
        text = text_of(client.get(address(route, cast)))
        faults += [(route.name, mark) for mark in MARKS - SEES["aoki"] if mark in text]
    assert faults == []


@pytest.mark.parametrize(("organisation", "role"), everybody())
def test_each_role_opens_its_own_and_reads_and_does_nothing_foreign(client, cast, organisation, role):
    sign_in(client, cast, organisation, role)
    foreign, faults = MARKS - SEES[organisation], []
    for route in (route for route in ROUTES if route.acts is not None):
        headers = {"Authorization": f"Bearer {cast.keys[organisation, role]}"} if route.token else {}
        if not all(may(role, act) for act in route.acts):
            faults += faults_of(client, cast, route, foreign, {403, 405}, **headers)
        elif organisation not in route.seen_by:  # a page may refuse the role itself before it looks for the row
            faults += faults_of(client, cast, route, foreign, {403, 404, 405}, **headers)
        else:
            response = client.get(address(route, cast), headers=headers)
            faults += [(route.name, mark) for mark in foreign if mark in text_of(response)]
            faults += [(route.name, response.status_code)] if response.status_code >= 500 else []
    assert faults == []


def test_a_role_reads_its_own(client, cast):
    sign_in(client, cast, "fukuoka", "office_head")
    page = client.get(reverse("accounts:people_of", args=[cast.organisations["hakata"].pk]))
    assert "◇博多staff" in page.content.decode()
