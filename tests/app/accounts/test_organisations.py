"""The code of an organisation is nobody else's, however those of association and member are written."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from sonae.app.accounts.models import Organisation
from sonae.app.common.person import of_system
from sonae.app.parties.actions import record_association, record_member

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
BY = {"by": of_system("test"), "at": timezone.now()}


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
