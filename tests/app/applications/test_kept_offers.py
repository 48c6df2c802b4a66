"""The terms of an offer are kept by the database itself: nobody changes what was decided, or what was issued."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from sonae.app.applications.models import Offer
from sonae.app.common import walls
from tests.app.applications.conftest import AT
from tests.app.applications.test_underwriting_actions import accepted, decided, referred

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NEVER = [
    *({"facilities": []}, {"annual_yen": 1}, {"factor": "0.3"}, {"factor_reason": "x"}, {"conditions": []}),
    *({"remark": "x"}, {"decision": "as_quoted"}, {"trace": {}}, {"four_eyes": True}, {"number": "Q-0"}),
    *({"made_by": "x"}, {"made_by_id": 1}, {"made_at": AT}),
]
ONCE = [
    *({"issued_at": None}, {"valid_until": AT + timedelta(days=999)}, {"paper": None}),
    *({"countersigned_by": "x"}, {"countersigned_at": AT}),
]


def refused(change):
    with pytest.raises(DatabaseError), transaction.atomic():
        Offer.objects.update(**change)


@pytest.mark.parametrize("base", [700_000, 2_000_000])
def test_what_was_decided_stays_proposed_or_issued(cast, base):
    offer = decided(cast, referred(cast), base=base).offers.get()
    for change in NEVER:
        refused(change)
    assert Offer.objects.get().annual_yen == offer.annual_yen


def test_what_was_issued_is_not_issued_otherwise(cast):
    decided(cast, referred(cast))
    for change in ONCE:
        refused(change)
    assert Offer.objects.get().issued_at == AT


def test_what_became_of_an_offer_is_not_undone(cast):
    accepted(cast, decided(cast, referred(cast)))
    refused({"state": "issued"})
    assert Offer.objects.get().state == "taken"


def test_an_offer_is_never_removed(cast):
    decided(cast, referred(cast))
    with pytest.raises(DatabaseError), transaction.atomic():
        Offer.objects.all().delete()
    assert Offer.objects.count() == 1


@pytest.mark.postgres(only=True)
@pytest.mark.parametrize("who", ["hakata", "agency", "office"])
def test_nobody_but_the_insurer_writes_an_offer(cast, who):
    row = decided(cast, referred(cast))
    forged = row.offers.get()
    forged.pk, forged.number, forged.annual_yen = None, "Q-0", 1
    with pytest.raises(DatabaseError), walls.within(getattr(cast, who).organisation_id):
        forged.save(force_insert=True)
    assert Offer.objects.count() == 1
