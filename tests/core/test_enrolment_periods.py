from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given

from sonae.core.enrolment_events import Amend, End, Insure, Release, Share
from sonae.core.enrolment_periods import periods
from tests.core.small_enrolment import EVER, HISTORIES, INSTANT, TERM, at, facility, joined, recorded, seen

AUGUST, OCTOBER = at("2025-08-05"), at("2025-10-05")


def stretches(events, key="kaneda"):
    found = periods(events, term=TERM, as_known=EVER)
    return [
        (one.valid_from, one.valid_to, one.annual_yen, one.number, one.follows)
        for one in found
        if one.facility_key == key
    ]


def then(events, moment, kind, *changes):
    return recorded(events, kind, moment, at("2026-01-01"), changes)


def yearly(yen):
    return Amend("kaneda", (("annual_yen", yen),))


def test_a_facility_that_never_changes_has_one_stretch_until_the_end_of_the_term():
    events = then(joined(), AUGUST, "change", Amend("aoki", (("annual_yen", 1),)))
    assert stretches(events) == [(TERM.start, TERM.end, 24_000, 1, None)]


def test_a_change_begins_a_stretch_that_follows_the_one_before():
    events = then(joined(), AUGUST, "change", yearly(30_000))
    assert stretches(events) == [
        (TERM.start, AUGUST, 24_000, 1, None),
        (AUGUST, TERM.end, 30_000, 2, 1),
    ]


def test_a_back_dated_change_is_told_by_the_events_that_stand():
    events = then(then(joined(), OCTOBER, "change", yearly(1)), AUGUST, "change", yearly(2))
    assert stretches(events) == [
        (TERM.start, AUGUST, 24_000, 1, None),
        (AUGUST, OCTOBER, 2, 4, 1),
        (OCTOBER, TERM.end, 1, 5, 4),
    ]


def test_a_facility_that_comes_back_opens_anew():
    events = then(joined(), AUGUST, "change", Release("kaneda"))
    events = then(events, OCTOBER, "change", Insure(facility("kaneda", annual_yen=24_000)))
    assert stretches(events) == [
        (TERM.start, AUGUST, 24_000, 1, None),
        (OCTOBER, TERM.end, 24_000, 3, None),
    ]


def test_a_facility_let_go_and_insured_again_at_one_moment_never_was_without_cover():
    events = then(joined(), AUGUST, "change", Release("kaneda"))
    events = then(events, AUGUST, "change", Insure(facility("kaneda", annual_yen=5)))
    assert stretches(events) == [(TERM.start, AUGUST, 24_000, 1, None), (AUGUST, TERM.end, 5, 3, 1)]


def test_an_end_and_a_reinstatement_at_one_moment_leave_one_stretch():
    events = then(then(joined(), AUGUST, "withdrawal", End()), AUGUST, "reinstatement", Insure(facility()))
    assert stretches(events, "aoki") == [(TERM.start, TERM.end, 12_000, 1, None)]
    assert stretches(events) == [(TERM.start, AUGUST, 24_000, 1, None)]


def test_what_is_joined_and_changed_at_one_moment_has_no_stretch_of_no_length():
    events = then(joined(), TERM.start, "change", yearly(7))
    assert stretches(events) == [(TERM.start, TERM.end, 7, 2, None)]


def test_a_new_name_or_address_begins_no_stretch_and_shared_limits_do():
    moved = Amend("kaneda", (("address", "北九州市"), ("manager", "金田"), ("name", "金田医院")))
    events = then(then(joined(), AUGUST, "change", moved), OCTOBER, "change", Share(shared=True))
    assert stretches(events) == [
        (TERM.start, OCTOBER, 24_000, 1, None),
        (OCTOBER, TERM.end, 24_000, 3, 1),
    ]


@given(HISTORIES)
def test_stretches_neither_overlap_nor_leave_a_gap(found):
    events, moments = found
    told = [periods(events, term=TERM, as_known=known) for known in moments]
    assert all(TERM.start <= one.valid_from < one.valid_to <= TERM.end for each in told for one in each)
    pairs = [pair for each in told for pair in pairwise(each)]
    same = [(one, other) for one, other in pairs if one.facility_key == other.facility_key]
    assert all(one.valid_to <= other.valid_from for one, other in same)
    followed = [one.number if one.valid_to == other.valid_from else None for one, other in same]
    assert [other.follows for _, other in same] == followed
    firsts = [each[0] for each in told if each] + [other for one, other in pairs if (one, other) not in same]
    assert {one.follows for one in firsts} <= {None}


@given(HISTORIES)
def test_stretches_say_at_every_instant_what_the_state_says(found):
    events, moments = found
    views = [(known, periods(events, term=TERM, as_known=known)) for known in moments]
    edges = {TERM.start, TERM.end} | {
        edge for _, told in views for one in told for edge in (one.valid_from, one.valid_to)
    }
    around = {edge + step for edge in edges for step in (-INSTANT, timedelta(), INSTANT)}
    assert [
        (known, moment)
        for known, told in views
        for moment in around
        if [cover(one) for one in told if one.valid_from <= moment < one.valid_to]
        != [(one.key, one.plan, one.annual_yen) for one in seen(events, moment, known).facilities]
    ] == []


@given(HISTORIES)
def test_a_stretch_never_says_the_same_as_the_one_it_follows(found):
    events, _ = found
    told = periods(events, term=TERM, as_known=EVER)
    pairs = [(one, other) for one, other in pairwise(told) if other.follows is not None]
    assert all(one != replace(other, **when(one)) for one, other in pairs)


def when(one):
    return {name: getattr(one, name) for name in ("valid_from", "valid_to", "number", "follows")}


def cover(one):
    return one.facility_key, one.plan, one.annual_yen
