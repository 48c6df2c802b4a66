"""The tables of `docs/method/enrolment.md` are what the program knows, and each happening there can be recorded."""

import re
from dataclasses import replace

import pytest

from sonae.core.enrolment_events import (
    CORRECTION,
    KINDS,
    REVERSAL,
    Amend,
    Declare,
    End,
    Hold,
    Insure,
    Office,
    Pay,
    Release,
    Share,
)
from sonae.core.enrolment_periods import periods
from tests.core.small_enrolment import EVER, HOLDER, INSTANT, JOIN, TERM, at, facility, joined, recorded, seen

OCTOBER = at("2025-10-05")
GOES_ON = {
    "change of plan": Amend("aoki", (("plan", "S3"), ("cost_limit", 3_000_000), ("annual_yen", 20_000))),
    "beds or capacity": Amend("aoki", (("measures", (("beds", 19),)), ("annual_yen", 15_000))),
    "address, name, manager, products in use": Amend(
        "aoki", (("name", "青木医院"), ("manager", "青木 太郎"), ("products", (("カルテA", "ehr"),)))
    ),
    "move of a facility": Amend("aoki", (("address", "北九州市"), ("institution_code", "4012345"))),
    "new facility": Insure(facility("hakata")),
    "closed facility": Release("kaneda"),
    "office": Declare((Office("hq", "本部", "福岡市"),)),
    "name of the holder": Hold(replace(HOLDER, name="医療法人 青空会")),
    "person becomes a corporation": (
        Hold(replace(HOLDER, form="corporation")),
        Amend("aoki", (("institution_code", "4099999"),)),
    ),
    "death of the holder, heirs go on": Hold(replace(HOLDER, name="青木 太郎", form="person")),
    "merger, at the member that stays": Insure(facility("hakata", annual_yen=50_000)),
    "shared limits are split": (
        Share(shared=False),
        Amend("aoki", (("annual_yen", 13_000),)),
        Amend("kaneda", (("annual_yen", 25_000),)),
    ),
    "way of payment": Pay("bank_transfer", 1),
}
ENDS = {
    "death of the holder, practice closed": "withdrawal",
    "merger, at the member that goes": "withdrawal",
    "withdrawal": "withdrawal",
    "cancellation by the insurer": "cancellation",
}
OPENS = {"join, also mid-term": "join", "renewal (first event of the next term's enrolment)": "renewal"}


@pytest.fixture
def page(root):
    return (root / "docs" / "method" / "enrolment.md").read_text(encoding="utf-8")


def rows(page, heading):
    section = page.partition(f"## {heading}")[2].partition("\n## ")[0]
    table = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def all_of(found):
    return found if isinstance(found, tuple) else (found,)


def happenings():
    """Every row: its kind and the operations that were recorded for it."""
    hold, insure, _, pay = JOIN
    return {
        **{name: (kind, (hold, insure, pay)) for name, kind in OPENS.items()},
        **{name: ("change", all_of(found)) for name, found in GOES_ON.items()},
        **{name: (kind, (End(),)) for name, kind in ENDS.items()},
        "reinstatement": ("reinstatement", (Insure(facility()),)),
    }


def test_the_page_lists_every_kind_with_its_passage_and_words(page, catalogue):
    listed = {name.strip("`"): (said, *passage) for name, said, *passage in rows(page, "Kinds of events")}
    assert listed == {name: (catalogue.words.say(f"event.{name}", "ja"), *passage) for name, passage in KINDS.items()}
    for name in (CORRECTION, REVERSAL):
        assert f"`{name}` ({catalogue.words.say(f'event.{name}', 'ja')})" in page


def test_each_happening_has_the_kind_and_operations_that_the_page_says(page):
    listed = {
        name: (kind.strip("`"), re.findall(r"`(\w+)`", said)) for name, kind, said, *_ in rows(page, "What a year")
    }
    assert listed == {
        name: (kind, [type(one).__name__ for one in changes]) for name, (kind, changes) in happenings().items()
    }


@pytest.mark.parametrize("name", GOES_ON)
def test_cover_goes_on_without_an_instant_between_through(name):
    events = recorded(joined(), "change", OCTOBER, at("2025-10-01"), GOES_ON[name])
    for moment in (OCTOBER - INSTANT, OCTOBER):
        assert seen(events, moment).facility("aoki")
    stretches = [one for one in periods(events, term=TERM, as_known=EVER) if one.facility_key == "aoki"]
    assert stretches[0].valid_from == TERM.start
    assert stretches[-1].valid_to == TERM.end
    assert [one.follows for one in stretches] == [None, *(one.number for one in stretches[:-1])]


@pytest.mark.parametrize("name", ENDS)
def test_cover_ends_and_can_be_reinstated_after(name):
    events = recorded(joined(), ENDS[name], OCTOBER, at("2025-10-01"), End())
    assert (seen(events, OCTOBER - INSTANT).in_force, seen(events, OCTOBER).in_force) == (True, False)
    kind, changes = happenings()["reinstatement"]
    again = recorded(events, kind, at("2025-11-05"), at("2025-11-01"), changes)
    assert seen(again, at("2025-11-05")).annual_yen == 12_000
    assert sum(one.premium_yen for one in again[1:]) < 0


@pytest.mark.parametrize("name", OPENS)
@pytest.mark.parametrize("moment", [TERM.start, OCTOBER, TERM.end - INSTANT])
def test_cover_opens_at_any_moment_of_the_term(name, moment):
    kind, changes = happenings()[name]
    events = recorded((), kind, moment, at("2025-04-01"), changes)
    assert (seen(events, moment - INSTANT).in_force, seen(events, moment).in_force) == (False, True)
