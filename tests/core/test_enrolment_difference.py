from dataclasses import fields

from sonae.core.enrolment import State
from sonae.core.enrolment_difference import ENROLMENT, FACILITY, HOLDER, OFFICE, Moved, difference
from sonae.core.enrolment_events import (
    KINDS,
    Amend,
    Declare,
    Hold,
    Holder,
    InsuredFacility,
    Office,
    Release,
    Share,
)
from tests.core.small_enrolment import HOLDER as AOKI
from tests.core.small_enrolment import TERM, at, joined, recorded, seen

AUGUST = at("2025-08-05")


def moved(*changes):
    events = recorded(joined(), "change", AUGUST, at("2025-09-01"), changes)
    return difference(seen(events, AUGUST, at("2025-08-31")), seen(events, AUGUST))


def test_two_states_that_hold_alike_differ_in_nothing():
    events = joined()
    assert difference(seen(events, TERM.start), seen(events, AUGUST)) == ()


def test_each_field_that_moved_is_told_with_both_values():
    assert moved(Amend("aoki", (("annual_yen", 13_000), ("plan", "S3"), ("measures", (("beds", 19), ("icu", 2)))))) == (
        Moved(ENROLMENT, "", "annual_yen", "", 36_000, 37_000),
        Moved(FACILITY, "aoki", "plan", "", "S1", "S3"),
        Moved(FACILITY, "aoki", "measures", "beds", 5, 19),
        Moved(FACILITY, "aoki", "annual_yen", "", 12_000, 13_000),
        Moved(FACILITY, "aoki", "measures", "icu", None, 2),
    )


def test_holder_office_and_sharing_are_told():
    heir = Holder(AOKI.number, "青木 太郎", AOKI.kana, AOKI.form, AOKI.representative)
    assert moved(Hold(heir), Share(shared=True), Declare((Office("hq", "本部"),))) == (
        Moved(ENROLMENT, "", "shared", "", before=False, after=True),
        Moved(HOLDER, "", "name", "", AOKI.name, "青木 太郎"),
        Moved(OFFICE, "hq", "key", "", None, "hq"),
        Moved(OFFICE, "hq", "name", "", None, "本部"),
        Moved(OFFICE, "hq", "address", "", None, ""),
    )


def test_a_facility_let_go_has_nothing_after():
    gone = [one for one in moved(Release("kaneda")) if one.subject == FACILITY]
    assert {one.key for one in gone} == {"kaneda"}
    assert {one.after for one in gone} == {None}


def test_everything_that_can_differ_and_every_kind_of_event_has_words(catalogue):
    keys = {f"enrolment.{ENROLMENT}.{one.field}" for one in difference(State(AUGUST), seen(joined(), AUGUST))[:3]}
    for subject, kind in ((HOLDER, Holder), (FACILITY, InsuredFacility), (OFFICE, Office)):
        keys |= {f"enrolment.{subject}.{one.name}" for one in fields(kind)}
    keys |= {
        f"enrolment.{ENROLMENT}.{name}" for name in ("in_force", "ended", "shared", "way", "instalments", "annual_yen")
    }
    keys |= {f"event.{one}" for one in (*KINDS, "correction", "reversal")}
    keys |= {f"enrolment.{one}" for one in ("owed", "event", "reversal", "reapplied", "correction")}
    assert len(keys) > 40
    assert {key for key in keys if not catalogue.words.has(key)} == set()
