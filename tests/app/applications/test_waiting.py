"""Whose turn it is, told on the home of whoever can act: asked once, and cut only after that."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sonae.app.applications import draft_actions, submit_actions, waiting
from sonae.app.applications.allowed import RETURN, TAKE_DOWN, WITHDRAW, allowed
from sonae.app.applications.models import Application
from tests.app.applications.conftest import AT, approved, begun, given, submitted
from tests.app.applications.test_underwriting_actions import decided, referred

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
EVERYBODY = ("aoki", "hakata", "hakata_staff", "agency", "office", "underwriter", "senior", "mie", "stranger")


def keyed_in(cast):
    basis = {"basis": "phone", "basis_note": "6月10日 山田様"}
    return draft_actions.begin(member=cast.clinic, given=given(cast.clinic), by=cast.agency, at=AT, **basis)


def confirming(cast):
    draft = keyed_in(cast)
    return submit_actions.submit(application=draft, version=draft.version, by=cast.agency, at=AT)


CASES = (
    lambda cast: begun(cast.aoki, cast.clinic),
    keyed_in,
    confirming,
    lambda cast: submitted(cast.aoki, cast.clinic),
    lambda cast: approved(submitted(cast.aoki, cast.clinic), cast.agency, cast.office),
    referred,
    lambda cast: decided(cast, referred(cast), base=2_000_000, by=cast.senior),
    lambda cast: decided(cast, referred(cast), base=2_000_000),
    lambda cast: decided(cast, referred(cast)),
)


@pytest.mark.parametrize("case", CASES)
def test_an_application_waits_for_whoever_may_do_the_next_thing_with_it(cast, case):
    row = case(cast)
    people = [getattr(cast, name) for name in EVERYBODY]
    assert [is_told(person) for person in people] == [has_an_act(person, row) for person in people]


def is_told(person):
    return bool(list(waiting.waits_for(person, AT)))


def has_an_act(person, row):
    seen = Application.objects.visible_to(person).filter(pk=row.pk)
    acts = [act for one in seen for act in allowed(person, one)]
    return bool(acts and acts[0] not in {RETURN, TAKE_DOWN, WITHDRAW})


def test_what_waits_for_others_takes_no_place_of_ones_own(cast, monkeypatch):
    monkeypatch.setattr(waiting, "MOST", 1)
    submitted(cast.hakata, cast.hospital)
    row = approved(submitted(cast.aoki, cast.clinic), cast.agency, cast.office)
    assert [one.subject for one in waiting.waits_for(cast.underwriter, AT)] == [f"{row.number} {row.member.name}"]


def test_however_many_wait_it_asks_for_them_once_and_once_for_their_moves(cast):
    decided(cast, referred(cast), base=2_000_000)
    approved(submitted(cast.aoki, cast.clinic), cast.agency, cast.office)
    with CaptureQueriesContext(connection) as asked:
        assert len(list(waiting.waits_for(cast.senior, AT))) == 2
    assert len(asked) == 2
