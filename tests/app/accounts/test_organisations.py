"""The code of an organisation is nobody else's, however those of association and member are written."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError
from django.utils import timezone

from sonae.app.accounts.mail_actions import post
from sonae.app.accounts.models import Organisation
from sonae.app.accounts.secrets import sealed, unsealed
from sonae.app.common.person import of_system
from sonae.app.parties.actions import record_association, record_member

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
BY = {"by": of_system("test"), "at": timezone.now()}

plain_codes = import_module("sonae.app.accounts.migrations.0011_plain_codes")


def member(association, number):
    about = {"scheme_code": "fukuoka-2025", "name": association}
    held = record_association(code=association, **about, **BY)
    return record_member(association=held, number=number, form="person", name="会", kana="カイ", **BY)


def test_hyphens_in_both_parts_make_no_two_the_same():
    first, second = member("a-b", "1"), member("a", "b-1")
    assert (first.organisation.code, second.organisation.code) == ("a-b:1", "a:b-1")


def test_no_other_organisation_looks_like_a_member():
    with pytest.raises(IntegrityError, match="organisation_code"):
        Organisation.objects.create(kind="agency", code="a:1", name="x")


def test_codes_that_were_written_before_are_parted_anew_and_back():
    organisation = member("a", "b-1").organisation
    for parting, code in ((plain_codes.parted(":", "-"), "a-b-1"), (plain_codes.parted("-", ":"), "a:b-1")):
        for _time in range(2):
            parting(apps, None)
            organisation.refresh_from_db()
            assert organisation.code == code


def test_secrets_of_mails_that_waited_before_are_sealed():
    house = member("a", "1").organisation
    about = {"template": "login_code", "values": {"code": "ABCD-EFGH"}, "secret": "ABCD-EFGH", "once": "1"}
    mail = post(organisation=house, to="a@example.jp", **about, **BY)
    plain_codes.secrets(unsealed)(apps, None)
    mail.refresh_from_db()
    assert mail.secret == "ABCD-EFGH"
    plain_codes.secrets(sealed)(apps, None)
    mail.refresh_from_db()
    assert unsealed(mail.secret) == "ABCD-EFGH"
