from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.core.enrolment import State, folded, live
from sonae.core.enrolment_difference import difference
from sonae.core.enrolment_events import Amend, End, Hold, Insure, Release, Share
from sonae.core.enrolment_history import record
from sonae.core.enrolment_premium import owed
from tests.core.small_enrolment import (
    DEEDS,
    EVER,
    HARMLESS,
    HISTORIES,
    HOLDER,
    INSTANT,
    MOMENTS,
    TERM,
    at,
    corrected,
    done,
    facility,
    history,
    joined,
    price,
    problems,
    recorded,
    seen,
    undone,
)

JUNE, AUGUST, OCTOBER = at("2025-06-05"), at("2025-08-05"), at("2025-10-05")


def yearly(yen):
    return Amend("aoki", (("annual_yen", yen),))


def days(moment):
    return (TERM.end - moment).days


def told(events):
    return [(one.number, one.kind, one.reverses, one.reapplies, one.corrects) for one in events]


def two_changes():
    events = recorded(joined(), "change", AUGUST, at("2025-08-01"), yearly(20_000))
    return recorded(events, "change", OCTOBER, at("2025-10-01"), yearly(15_000))


def test_what_is_recorded_in_its_turn_is_appended_alone():
    more = two_changes()[1:]
    assert told(more) == [(2, "change", None, None, None), (3, "change", None, None, None)]
    assert [one.premium_yen for one in more] == [8_000 * days(AUGUST), -5_000 * days(OCTOBER)]


def test_a_late_thing_reverses_what_came_after_latest_first_and_reapplies_it():
    before = two_changes()
    events = recorded(before, "change", JUNE, at("2025-11-01"), yearly(30_000), reason="届出漏れ")
    assert events[:3] == before
    assert told(events[3:]) == [
        (4, "reversal", 3, None, None),
        (5, "reversal", 2, None, None),
        (6, "change", None, None, None),
        (7, "change", None, 2, None),
        (8, "change", None, 3, None),
    ]
    # the rise of August is a fall now that the one of June is known
    assert [one.premium_yen for one in events[3:]] == [
        5_000 * days(OCTOBER),
        -8_000 * days(AUGUST),
        18_000 * days(JUNE),
        -10_000 * days(AUGUST),
        -5_000 * days(OCTOBER),
    ]
    assert {one.recorded_at for one in events[3:]} == {at("2025-11-01")}
    assert [one.reason for one in events[3:]] == ["届出漏れ", "届出漏れ", "届出漏れ", "", ""]


@pytest.mark.parametrize(
    ("moment", "numbers"), [(AUGUST - INSTANT, 5), (AUGUST, 3), (AUGUST + INSTANT, 3), (OCTOBER, 1)]
)
def test_only_what_took_effect_strictly_later_is_reapplied(moment, numbers):
    events = two_changes()
    assert len(recorded(events, "change", moment, at("2025-11-01"), Share(shared=True))) == len(events) + numbers


def test_an_unlawful_thing_changes_nothing():
    events = two_changes()
    before = tuple(events)
    # Aoki's clinic cannot have been let go in June: it was changed in August
    found = problems(recorded, events, "change", JUNE, at("2025-11-01"), Release("aoki"))
    assert found == [("events.7", "facility_not_insured"), ("events.8", "facility_not_insured")]
    assert events == before


def test_nothing_is_recorded_before_what_is_recorded_already():
    found = problems(recorded, two_changes(), "change", OCTOBER, at("2025-09-30"), Share(shared=True))
    assert found == [("events.4", "event_recorded_backwards")]


def test_a_correction_takes_the_place_of_what_was_wrong():
    events = corrected(two_changes(), 2, (yearly(21_000),), at("2025-11-01"), reason="転記誤り")
    assert told(events[3:]) == [
        (4, "reversal", 3, None, None),
        (5, "reversal", 2, None, None),
        (6, "correction", None, None, 2),
        (7, "change", None, 3, None),
    ]
    assert [seen(events, moment).facility("aoki").annual_yen for moment in (AUGUST, OCTOBER)] == [21_000, 15_000]
    assert seen(events, AUGUST, at("2025-10-31")).facility("aoki").annual_yen == 20_000
    assert owed(events, as_known=EVER).yen == (36_000 * days(TERM.start) + 9_000 * days(AUGUST) - 6_000 * days(OCTOBER))


def test_a_join_is_corrected_as_a_join_and_that_again():
    right = (Hold(HOLDER), Insure(facility(plan="S3", annual_yen=18_000)))
    events = corrected(joined(), 1, right, at("2025-06-01"))
    events = corrected(events, 3, (*right, Share(shared=True)), at("2025-06-02"))
    assert seen(events, JUNE).annual_yen == 18_000
    assert seen(events, JUNE).shared
    assert problems(corrected, events, 5, (Share(shared=True),), at("2025-06-03")) == [
        ("events.7", "event_leaves_no_facility"),
        ("events.7", "event_leaves_no_holder"),
    ]


@pytest.mark.parametrize(
    ("moment", "kinds", "yen"),
    [
        (JUNE, ["join", "correction", "change"], 15_000),
        (OCTOBER, ["join", "correction", "change"], 15_000),  # at one moment it keeps its place
        (OCTOBER + INSTANT, ["join", "change", "correction"], 20_000),
    ],
)
def test_a_correction_can_move_an_event_to_its_true_moment(moment, kinds, yen):
    events = corrected(two_changes(), 2, (yearly(20_000),), at("2026-01-01"), valid_from=moment)
    standing = live(events)
    assert [one.number for one in standing] == [1, 6, 7]
    assert [one.kind for one in standing] == kinds
    assert seen(events, at("2025-12-31")).facility("aoki").annual_yen == yen
    assert seen(events, AUGUST).facility("aoki").annual_yen == (20_000 if moment < AUGUST else 12_000)


def test_a_correction_to_an_earlier_moment_passes_what_lies_between():
    events = corrected(two_changes(), 3, (yearly(15_000),), at("2025-11-01"), valid_from=JUNE)
    assert [(one.kind, one.valid_from) for one in live(events)[1:]] == [("correction", JUNE), ("change", AUGUST)]
    assert seen(events, OCTOBER).facility("aoki").annual_yen == 20_000


@pytest.mark.parametrize(("number", "what"), [(2, "reversed"), (3, "a reversal"), (9, "not there")])
def test_only_what_stands_can_be_corrected_or_undone(number, what):
    events = corrected(recorded(joined(), "change", AUGUST, AUGUST, yearly(1)), 2, (yearly(2),), OCTOBER)
    refused = [("number", "event_not_standing")]
    assert problems(corrected, events, number, (yearly(3),), EVER) == refused, what
    assert problems(undone, events, number, EVER) == refused, what


def test_a_withdrawal_recorded_by_mistake_is_undone_and_what_came_before_stands():
    events = recorded(two_changes(), "withdrawal", at("2025-12-05"), at("2025-12-01"), End())
    events = undone(events, 4, at("2025-12-20"))
    assert told(events[4:]) == [(5, "reversal", 4, None, None)]
    assert difference(seen(events, at("2026-01-01")), seen(two_changes(), at("2026-01-01"))) == ()
    assert owed(events, as_known=EVER).yen == owed(two_changes(), as_known=EVER).yen


def test_a_premium_is_priced_from_the_states_just_before_and_just_after():
    asked = []

    def noting(before, event, after):
        asked.append((event.number, before.on, before.annual_yen, after.on, after.annual_yen))
        return 0

    about = {"kind": "change", "recorded_at": EVER, "changes": (yearly(13_000),), "term": TERM}
    record(two_changes(), valid_from=JUNE, price=noting, **about)
    assert asked == [
        (6, JUNE, 36_000, JUNE, 37_000),
        (7, AUGUST, 37_000, AUGUST, 44_000),
        (8, OCTOBER, 44_000, OCTOBER, 39_000),
    ]


def test_a_premium_that_is_not_whole_yen_is_refused():
    about = {"kind": "change", "recorded_at": EVER, "changes": (yearly(1),), "term": TERM}
    with pytest.raises(ValueError, match="whole yen"):
        record(joined(), valid_from=JUNE, price=lambda *_: 0.5, **about)


@given(st.lists(st.tuples(MOMENTS, HARMLESS), max_size=6, unique_by=lambda one: one[0]), st.randoms())
def test_the_same_facts_recorded_in_any_order_end_in_the_same_state_and_total(facts, chance):
    mixed = facts.copy()
    chance.shuffle(mixed)
    ends = []
    for order in (facts, mixed, sorted(facts, key=lambda one: one[0])):
        events = joined()
        for place, (moment, fact) in enumerate(order):
            events = recorded(events, "change", moment, JUNE + timedelta(days=place), fact)
        ends.append(events)
    first, *others = ends
    for moment in (TERM.start, *(moment for moment, _ in facts), TERM.end - INSTANT):
        assert [difference(seen(first, moment), seen(other, moment)) for other in others] == [(), ()]
    assert len({owed(one, as_known=EVER).yen for one in ends}) == 1


@given(HISTORIES)
def test_the_premium_of_a_history_is_the_sum_of_its_events_and_of_what_stands(found):
    events, moments = found
    yen = [owed(events, as_known=moment).yen for moment in moments]
    assert yen == [sum(one.premium_yen for one in events if one.recorded_at <= moment) for moment in moments]
    assert yen == [sum(price(*step) for step in folded(events, as_known=moment, term=TERM)) for moment in moments]


@given(HISTORIES)
def test_undoing_everything_leaves_the_empty_ledger_and_no_yen(found):
    events, _ = found
    while standing := live(events):
        events = undone(events, standing[-1].number, at("2027-01-01"))
    assert seen(events, TERM.start) == State(TERM.start)
    assert seen(events, TERM.end - INSTANT) == State(TERM.end - INSTANT)
    assert owed(events, as_known=EVER).yen == 0
    assert sum(bool(one.reverses) for one in events) * 2 == len(events)


@given(DEEDS)
def test_the_ledger_only_grows(deeds):
    events, _ = history(deeds)
    more = done(events, ("record", JUNE, ("change", Share(shared=True))), at("2026-12-01"))
    assert more[: len(events)] == events
    assert [one.number for one in more] == list(range(1, len(more) + 1))
