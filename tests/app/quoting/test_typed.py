"""An address says what was typed, and is written from it again."""

from urllib.parse import parse_qsl

import pytest

from sonae.app.quoting import typed

ASKED = {"kind", "beds", "family", "plan"}


def read(address):
    return typed.read(dict(parse_qsl(address, keep_blank_values=True)), ASKED)


def test_the_first_facility_needs_no_prefix():
    asked = read("kind=hospital&beds=120&rows=2&f2-kind=clinic&received=R7.6.15")
    assert asked.rows == [{"kind": "hospital", "beds": "120"}, {"kind": "clinic"}]
    assert asked.together == {"received": "R7.6.15"}


def test_what_is_written_reads_the_same():
    asked = read("kind=hospital&beds=120&rows=3&f2-kind=clinic&f3-plan=S1&limits=shared&at=2025-06-15T10:00:00")
    assert read(asked.address()) == asked


def test_an_empty_second_facility_is_not_forgotten():
    assert len(read(read("kind=clinic&add=1").address()).rows) == 2


def test_remove_takes_out_the_one_pressed_and_renumbers_the_rest():
    asked = read("kind=a&rows=3&f2-kind=b&f3-kind=c&remove=2")
    assert [row["kind"] for row in asked.rows] == ["a", "c"]


def test_the_last_facility_stays():
    assert read("kind=a&remove=1").rows == [{"kind": "a"}]


@pytest.mark.parametrize("rows", ["-1", "0", "abc", "1e9", "²", "", "9" * 5000])
def test_a_senseless_count_is_never_an_error(rows):
    assert 1 <= len(read(f"kind=a&rows={rows}").rows) <= typed.MOST_ROWS


def test_full_width_counts_are_read():
    assert len(read("rows=３").rows) == 3


def test_thirty_facilities_are_the_most():
    asked = read("kind=a&rows=30&add=1")
    assert (len(asked.rows), asked.full) == (30, True)


def test_overlong_answers_and_null_bytes_are_cut():
    asked = typed.read({"beds": "9" * 10_000, "plan": "S\x003"}, ASKED)
    assert (len(asked.rows[0]["beds"]), asked.rows[0]["plan"]) == (typed.LONGEST, "S3")


@pytest.mark.parametrize("name", ["f0-kind", "f99-kind", "f-kind", "fx-kind", "f²-kind"])
def test_answers_of_no_facility_are_passed_over(name):
    rows = read(f"kind=a&rows=2&{name}=b").rows
    assert [row.get("kind", "") for row in rows] == ["a", ""]


@pytest.mark.parametrize("name", ["x", "f2-x", "csrfmiddlewaretoken", "k" * 3_000, "f2-at", "f2-rows"])
def test_what_nobody_asked_is_not_carried_on(name):
    asked = read(f"kind=a&rows=2&f2-kind=b&{name}=1")
    assert asked.address() == "kind=a&f2-kind=b&rows=2"
