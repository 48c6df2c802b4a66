"""What an insurer weighs and has not said: read by nobody else, on pages, in lists, or from the database itself."""

import pytest
from django.urls import reverse

from sonae.app.applications import submit_actions, underwriting_actions
from sonae.app.applications.models import Move, Offer
from sonae.app.common import walls
from tests.app.applications.conftest import AT
from tests.app.applications.test_underwriting_actions import decided, referred

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
SECRET, DOUBT = "内部の見立て", "もっと高くすべきです"
OTHERS = ("hakata", "hakata_staff", "agency", "office")


def weighed(cast):
    """Proposed, returned by the senior, and proposed again: nothing is issued yet."""
    row = decided(cast, referred(cast), base=2_000_000, remark=SECRET)
    row = underwriting_actions.return_decision(application=row, version=row.version, words=DOUBT, by=cast.senior, at=AT)
    return decided(cast, row, base=2_345_670, remark=SECRET)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_outside_the_insurer_reads_a_decision_that_was_not_issued(cast, sign_in, who):
    row = weighed(cast)
    browser = sign_in(getattr(cast, who))
    pages = [reverse("applications:case", args=[row.pk]), reverse("applications:act", args=[row.pk, "withdraw"])]
    pages += [reverse("parties:member", args=[cast.hospital.pk]), "/work/", "/work/applications/"]
    told = "".join(browser.get(page).content.decode() for page in pages)
    assert row.number in told
    assert not [words for words in (SECRET, DOUBT, "2,111,10", "2,345,67") if words in told]


def test_the_insurers_people_read_what_they_weigh(cast, sign_in):
    row = weighed(cast)
    told = sign_in(cast.senior).get(reverse("applications:case", args=[row.pk])).content.decode()
    assert SECRET in told
    assert DOUBT in told


def test_what_was_issued_is_read_by_all_who_see_the_case(cast):
    row = weighed(cast)
    row = underwriting_actions.countersign(application=row, version=row.version, by=cast.senior, at=AT)
    seen = [list(Offer.objects.visible_to(getattr(cast, who)).values_list("state", flat=True)) for who in OTHERS]
    assert seen == [["issued"]] * len(OTHERS)


@pytest.mark.postgres(only=True)
def test_the_database_itself_keeps_it_from_others(cast):
    weighed(cast)
    for who, offers, moves in (("hakata", 0, 0), ("agency", 0, 0), ("office", 0, 0), ("senior", 2, 3)):
        with walls.within(getattr(cast, who).organisation_id):
            own = Move.objects.filter(kind__in=("proposed", "returned"))
            assert (Offer.objects.count(), own.count()) == (offers, moves), who


def test_who_does_not_see_a_move_still_adds_the_next_one(cast):
    row = weighed(cast)
    with walls.within(cast.hospital.organisation_id):
        row = submit_actions.withdraw(application=row, version=row.version, words="", by=cast.hakata, at=AT)
    numbers = list(row.moves.values_list("number", flat=True))
    assert (row.state, numbers) == ("withdrawn", list(range(1, len(numbers) + 1)))
