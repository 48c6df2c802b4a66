import json
from dataclasses import fields
from datetime import UTC, timedelta

import pytest
from hypothesis import given

from sonae.core.enrolment_answer import (
    OPERATIONS,
    READERS,
    UnreadableError,
    changes_answer,
    event_answer,
    read_changes,
    read_event,
)
from sonae.core.enrolment_events import Amend, Declare, End, Event, Holder, InsuredFacility, Office
from tests.core.small_enrolment import HISTORIES, JOIN, TERM, at, event, facility

AMEND = Amend("aoki", (("plan", "S3"), ("measures", (("beds", None), ("icu", 2))), ("annual_yen", 5)))
OTHERS = (Declare((Office("hq", "本部"),), ("annex",)), End())
TOLD = event(1, "join", (*JOIN, AMEND, *OTHERS), premium_yen=-7, reason="髙橋")


def text(said):
    return json.dumps(said, ensure_ascii=False)


@given(HISTORIES)
def test_every_event_is_read_back_exactly_and_written_the_same_again(found):
    events, _ = found
    said = [text(event_answer(one)) for one in events]
    read = [read_event(json.loads(one)) for one in said]
    assert read == list(events)
    assert [text(event_answer(one)) for one in read] == said
    changes = [text(changes_answer(one.changes)) for one in events]
    assert [read_changes(json.loads(one)) for one in changes] == [one.changes for one in events]


def test_keys_are_sorted_everywhere():
    said = event_answer(TOLD)
    assert text(said) == json.dumps(said, ensure_ascii=False, sort_keys=True)
    assert read_event(said) == TOLD


def test_the_stored_form_is_this_one_for_ever():
    assert changes_answer((AMEND, *OTHERS)) == {
        "operations": [
            {
                "facility_key": "aoki",
                "fields": {"annual_yen": 5, "measures": {"beds": None, "icu": 2}, "plan": "S3"},
                "operation": "amend",
            },
            {
                "offices": [{"address": "", "key": "hq", "name": "本部"}],
                "operation": "declare",
                "withdrawn": ["annex"],
            },
            {"operation": "end"},
        ],
        "shape": 1,
    }


def test_a_moment_is_written_in_tokyo_time_whatever_its_zone():
    utc = TERM.start.astimezone(UTC)
    said = event_answer(event(1, valid_from=utc, recorded_at=at("2025-04-01") + timedelta(microseconds=1)))
    assert (said["valid_from"], said["recorded_at"]) == (
        "2025-05-05T16:00:00+09:00",
        "2025-04-01T16:00:00.000001+09:00",
    )


def put(path, value):
    """The event as JSON, with one place of it otherwise."""
    said = json.loads(text(event_answer(TOLD)))
    *heads, last = path
    inner = said
    for head in heads:
        inner = inner[head]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return said


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (put(["shape"], 2), "event: shape is 2: only 1 is known"),
        (put(["shape"], True), "shape is True"),
        (put(["shape"], None), "shape is None"),
        (put(["premium"], 5), "event: no key 'premium' is known; nearest: premium_yen"),
        (put(["reason"], None), "event: 'reason' is missing"),
        (put(["premium_yen"], 1.0), "event.premium_yen: 1.0 is no int"),
        (put(["premium_yen"], True), "event.premium_yen: True is no int"),
        (put(["reverses"], "1"), "event.reverses: '1' is no int"),
        (put(["valid_from"], "2025-05-05"), "no moment|Tokyo time"),
        (put(["valid_from"], "2025-05-05T07:00:00+00:00"), "Tokyo time"),
        (put(["valid_from"], "16 o'clock"), "is no moment"),
        (put(["changes"], {}), "event.changes: {} is no list"),
        (put(["changes", 0, "operation"], "hodl"), r"event.changes\[0\]: no operation 'hodl' is known; nearest: hold"),
        (put(["changes", 0, "operation"], None), "no operation None is known"),
        (put(["changes", 0, "holder", "nmae"], "x"), r"changes\[0\].holder: no key 'nmae' is known; nearest: name"),
        (put(["changes", 1, "facility", "annual_yen"], 1.5), r"changes\[1\].facility.annual_yen: 1.5 is no int"),
        (put(["changes", 1, "facility", "annual_yen"], -1), "annual_yen is -1: give whole yen, 0 or more"),
        (put(["changes", 1, "facility", "measures", "beds"], 0.5), "measures.beds: 0.5 is neither"),
        (put(["changes", 4, "fields", "paln"], "S5"), "no key 'paln' is known; nearest: plan"),
        (put(["changes", 4, "fields", "key"], "x"), "no key 'key' is known"),
        (put(["changes", 4, "fields", "plan"], 5), "fields.plan: 5 is no str"),
        (put(["changes", 6, "why"], "x"), "no key 'why' is known"),
        ([], "is no dict"),
    ],
)
def test_refuses_what_is_no_event_and_says_where(said, why):
    with pytest.raises(UnreadableError, match=why):
        read_event(said)


def test_every_field_of_every_value_has_a_reader():
    kinds = (Event, Holder, Office, InsuredFacility, *OPERATIONS.values())
    annotations = {str(one.type) for kind in kinds for one in fields(kind)}
    assert len(annotations) > 8
    assert annotations - READERS.keys() == set()


def test_a_facility_is_the_same_whatever_the_order_of_its_measures():
    one, other = facility(measures=(("beds", 5), ("icu", 2))), facility(measures=(("icu", 2), ("beds", 5)))
    assert one == other
    assert one.measures == (("beds", 5), ("icu", 2))
