"""What the database refuses whoever asks: overlaps, gaps, changes, and what belongs to another enrolment."""

import pytest
from django.db import IntegrityError, connection, transaction

from sonae.app.enrolments.models import Certificate, CoverPeriod, Enrolment, Event
from sonae.app.parties.models import Paper
from tests.app.enrolments import ledgers
from tests.app.enrolments.ledgers import END, RECORDED, START, at, close, corrected, event, period

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MIDDLE, LATER = at(8, 1), at(6, 10)


class Ledger:
    """Takahashi's clinic with its cover of a whole term."""

    def __init__(self):
        self.member = ledgers.member()
        self.facility = ledgers.facility(self.member)
        self.enrolment = ledgers.enrolment(self.member)
        self.event = event(self.enrolment)

    def period(self, **more):
        return period(self.enrolment, self.facility, self.event, **more)


@pytest.fixture
def ledger():
    return Ledger()


@pytest.fixture
def another(ledger):
    """Another enrolment of the same member, with a facility of its own."""
    other = ledgers.enrolment(ledger.member, "K-2026-000002")
    return other, ledgers.facility(ledger.member, "髙橋第二医院"), event(other)


def refuses(act, *args, **more):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        act(*args, **more)
    return str(refusal.value)


def test_two_stretches_of_one_facility_that_touch_are_taken(ledger):
    first = ledger.period(valid_to=MIDDLE)
    second = ledger.period(valid_from=MIDDLE, follows=first)
    assert second.follows_id == first.pk


@pytest.mark.parametrize(
    ("valid_from", "valid_to"),
    [(START, END), (MIDDLE, END), (START, MIDDLE), (at(6, 1), MIDDLE)],
)
def test_two_live_periods_of_one_facility_that_overlap_are_refused(ledger, valid_from, valid_to):
    ledger.period()
    refuses(ledger.period, valid_from=valid_from, valid_to=valid_to)
    assert CoverPeriod.objects.count() == 1


def test_an_overlap_is_refused_in_another_enrolment_too(ledger, another):
    other, _facility, first = another
    ledger.period()
    refuses(period, other, ledger.facility, first)
    assert not other.periods.exists()


def test_two_facilities_are_covered_side_by_side(ledger, another):
    other, facility, first = another
    ledger.period()
    period(other, facility, first)
    assert CoverPeriod.objects.live().count() == 2


def test_what_is_believed_no_longer_makes_room(ledger):
    first = ledger.period()
    corrected(ledger.enrolment, LATER)
    close(first, LATER)
    ledger.period(recorded_from=LATER)
    assert CoverPeriod.objects.count() == 2
    assert CoverPeriod.objects.live().count() == 1


def test_nothing_can_be_said_to_have_been_believed_beside_what_was_believed_then(ledger):
    first = ledger.period()
    corrected(ledger.enrolment, LATER)
    close(first, LATER)
    refuses(ledger.period, recorded_from=at(5, 10))
    assert not CoverPeriod.objects.live().exists()


def test_a_period_that_follows_with_a_gap_is_refused(ledger):
    first = ledger.period(valid_to=MIDDLE)
    assert "follows exactly" in refuses(ledger.period, valid_from=at(8, 2), follows=first)


def test_a_period_that_begins_where_another_ends_must_follow_it(ledger):
    ledger.period(valid_to=MIDDLE)
    assert "follows exactly" in refuses(ledger.period, valid_from=MIDDLE)


def test_cover_that_was_let_go_may_open_again_later(ledger):
    ledger.period(valid_to=MIDDLE)
    again = ledger.period(valid_from=at(9, 1))
    assert again.follows_id is None


def test_a_period_cannot_follow_another_facilitys(ledger):
    other = ledgers.facility(ledger.member, "髙橋第二医院")
    first = period(ledger.enrolment, other, ledger.event, valid_to=MIDDLE)
    assert "follows exactly" in refuses(ledger.period, valid_from=MIDDLE, follows=first)


def test_a_period_cannot_follow_another_enrolments(ledger, another):
    other, _facility, first = another
    before = period(other, ledger.facility, first, valid_to=MIDDLE)
    assert "follows exactly" in refuses(ledger.period, valid_from=MIDDLE, follows=before)


def test_a_period_cannot_follow_what_is_believed_no_longer(ledger):
    first = ledger.period(valid_to=MIDDLE)
    corrected(ledger.enrolment, LATER)
    close(first, LATER)
    assert "follows exactly" in refuses(ledger.period, valid_from=MIDDLE, recorded_from=LATER, follows=first)


def test_a_live_period_that_is_followed_by_a_live_one_cannot_be_closed(ledger):
    first = ledger.period(valid_to=MIDDLE)
    second = ledger.period(valid_from=MIDDLE, follows=first)
    corrected(ledger.enrolment, LATER)
    assert "closed first" in refuses(close, first, LATER)
    close(second, LATER)
    close(first, LATER)
    assert not CoverPeriod.objects.live().exists()


def test_a_period_is_closed_once(ledger):
    first = ledger.period()
    corrected(ledger.enrolment, LATER)
    close(first, LATER)
    assert "closed once" in refuses(close, first, MIDDLE)
    assert "closed once" in refuses(close, first, None)


def test_a_period_is_not_closed_before_it_was_believed(ledger):
    corrected(ledger.enrolment, LATER)
    refuses(close, ledger.period(recorded_from=LATER), RECORDED)
    assert CoverPeriod.objects.live().exists()


def test_an_event_is_not_recorded_before_those_that_are_there(ledger):
    assert "one after another" in refuses(corrected, ledger.enrolment, at(3, 31))
    assert corrected(ledger.enrolment, RECORDED).number == 2  # two in one moment are in order


def test_a_period_is_believed_from_the_latest_event_on(ledger):
    assert "from the latest event" in refuses(ledger.period, recorded_from=LATER)
    corrected(ledger.enrolment, LATER)
    assert "from the latest event" in refuses(ledger.period, recorded_from=RECORDED)


def test_cover_does_not_vanish_without_an_event(ledger):
    first = ledger.period()
    assert "until a later event" in refuses(close, first, RECORDED)
    assert "until a later event" in refuses(close, first, LATER)
    assert CoverPeriod.objects.live().get() == first


@pytest.mark.parametrize(
    "change",
    [
        {"valid_to": MIDDLE},
        {"valid_from": MIDDLE},
        {"recorded_from": LATER},
        {"plan": "S3"},
        {"liability_limit": 1},
        {"annual_yen": 1},
        {"riders": {"lost_profit": 1}},
        {"shared": True, "recorded_to": LATER},
    ],
)
def test_nothing_else_of_a_period_is_ever_changed(ledger, change):
    first = ledger.period()
    corrected(ledger.enrolment, LATER)
    assert "as it was written" in refuses(CoverPeriod.objects.filter(pk=first.pk).update, **change)


def test_every_column_of_a_period_is_named_among_those_that_stay(ledger):
    ledger.period()
    columns = [one.column for one in CoverPeriod._meta.concrete_fields if one.column != "recorded_to"]
    for column in columns:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE enrolments_coverperiod SET {column} = {column}")  # noqa: S608  names of columns
    assert len(columns) == 16


@pytest.mark.parametrize("model", [Enrolment, Event, CoverPeriod])
def test_nothing_of_the_ledger_is_ever_removed(ledger, model):
    ledger.period()
    assert "as it was written" in refuses(model.objects.all()._raw_delete, model.objects.db)
    assert model.objects.exists()


@pytest.mark.parametrize(
    ("row", "change"),
    [("enrolment", {"edition_digest": "x"}), ("event", {"premium_yen": 1}), ("event", {"reason": "x"})],
)
def test_enrolments_and_events_are_never_changed(ledger, row, change):
    found = getattr(ledger, row)
    assert "as it was written" in refuses(type(found).objects.filter(pk=found.pk).update, **change)


@pytest.mark.parametrize(("valid_from", "valid_to"), [(MIDDLE, MIDDLE), (MIDDLE, at(7, 1))])
def test_a_period_without_length_is_refused(ledger, valid_from, valid_to):
    refuses(ledger.period, valid_from=valid_from, valid_to=valid_to)
    assert not CoverPeriod.objects.exists()


@pytest.mark.parametrize(
    ("valid_from", "valid_to"),
    [(at(5, 4), END), (START, at(5, 6, 2027)), (at(5, 5, 2027), at(5, 5, 2028))],
)
def test_a_period_outside_the_term_is_refused(ledger, valid_from, valid_to):
    assert "in the term" in refuses(ledger.period, valid_from=valid_from, valid_to=valid_to)


def test_a_period_does_not_begin_closed(ledger):
    assert "begins to be believed" in refuses(ledger.period, recorded_to=LATER)


def test_a_period_of_another_enrolments_event_is_refused(ledger, another):
    assert "another enrolment" in refuses(period, ledger.enrolment, ledger.facility, another[2])


def test_an_event_number_is_given_once_in_an_enrolment(ledger):
    refuses(event, ledger.enrolment, 1)
    assert ledger.enrolment.events.count() == 1


@pytest.mark.parametrize("number", [0, 3])
def test_event_numbers_leave_no_gap(ledger, number):
    assert "numbered 1, 2, 3" in refuses(event, ledger.enrolment, number)


@pytest.mark.parametrize("reference", ["reverses", "reapplies", "corrects"])
def test_an_event_names_an_earlier_one_of_its_own_enrolment(ledger, another, reference):
    """Event 2 is there in the one enrolment, and not in the other."""
    other, _facility, _first = another
    event(ledger.enrolment, 2, kind="reversal", **{reference: 1})
    refuses(event, other, 2, kind="reversal", **{reference: 2})
    assert other.events.count() == 1


def test_an_event_is_reversed_once(ledger):
    event(ledger.enrolment, 2, kind="reversal", reverses=1)
    refuses(event, ledger.enrolment, 3, kind="reversal", reverses=1)
    assert ledger.enrolment.events.count() == 2


def test_a_term_without_length_is_refused(ledger):
    refuses(ledgers.enrolment, ledger.member, "K-2026-000009", term_end=START)
    assert Enrolment.objects.count() == 1


def test_a_number_is_given_once(ledger):
    refuses(ledgers.enrolment, ledger.member)
    assert Enrolment.objects.count() == 1


def certificate(of, event, edition=1):
    paper = Paper.objects.create(
        member=of.member, kind="certificate", name="x", sha256="0" * 64, size=1, made_at=RECORDED
    )
    about = {"number": of.number, "edition": edition, "code": "0123456789ABCDEF", "issued_at": RECORDED}
    return Certificate.objects.create(enrolment=of, event=event, paper=paper, **about)


def test_editions_of_a_certificate_are_counted_and_each_event_has_one(ledger):
    certificate(ledger.enrolment, ledger.event)
    refuses(certificate, ledger.enrolment, ledger.event, 2)
    second = event(ledger.enrolment, 2, kind="reversal", reverses=1)
    assert "numbered 1, 2, 3" in refuses(certificate, ledger.enrolment, second, 3)
    assert certificate(ledger.enrolment, second, 2).edition == 2


def test_a_certificate_is_never_changed_and_certifies_its_own_enrolment(ledger, another):
    certificate(ledger.enrolment, ledger.event)
    assert "as it was written" in refuses(Certificate.objects.update, code="F" * 16)
    assert "another enrolment" in refuses(certificate, another[0], ledger.event)
