from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from sonae.core.enrolment import State, live
from sonae.core.enrolment_checks import ImpossibleEventsError
from sonae.core.enrolment_difference import difference
from sonae.core.enrolment_events import Amend, Declare, End, Hold, Insure, Office, Pay, Release, Share
from tests.core.small_enrolment import (
    EVER,
    HISTORIES,
    HOLDER,
    INSTANT,
    JOIN,
    TERM,
    at,
    event,
    facility,
    joined,
    problems,
    recorded,
    seen,
    undone,
)

APRIL = at("2025-04-01")
JANUARY = at("2026-01-01")


def changed(*changes, valid_from=JANUARY, kind="change"):
    return recorded(joined(), kind, valid_from, at("2025-12-01"), changes)


def names(found):
    return [one.key for one in found.facilities]


@pytest.mark.parametrize(
    ("moment", "insured"),
    [
        (TERM.start - INSTANT, []),
        (TERM.start, ["aoki", "kaneda"]),
        (TERM.start + INSTANT, ["aoki", "kaneda"]),
        (TERM.end - INSTANT, ["aoki", "kaneda"]),
        (TERM.end, []),
        (TERM.end + INSTANT, []),
    ],
)
def test_cover_begins_at_16_00_and_has_ended_at_16_00(moment, insured):
    found = seen(joined(), moment)
    assert (names(found), found.in_force, found.on) == (insured, bool(insured), moment)


@pytest.mark.parametrize(("moment", "plan"), [(JANUARY - INSTANT, "S1"), (JANUARY, "S3"), (JANUARY + INSTANT, "S3")])
def test_a_change_holds_from_its_very_moment(moment, plan):
    events = changed(Amend("aoki", (("plan", "S3"),)))
    assert seen(events, moment).facility("aoki").plan == plan
    assert seen(events, moment).facility("kaneda").plan == "S1"


@pytest.mark.parametrize(
    ("moment", "insured"), [(JANUARY - INSTANT, True), (JANUARY, False), (JANUARY + INSTANT, False)]
)
def test_a_withdrawal_ends_all_cover_at_its_very_moment(moment, insured):
    found = seen(changed(End(), kind="withdrawal"), moment)
    assert (found.in_force, found.ended) == (insured, not insured)
    assert found.holder == HOLDER


@pytest.mark.parametrize(("known", "yen"), [(-INSTANT, 12_000), (timedelta(), 20_000), (INSTANT, 20_000)])
def test_a_thing_is_known_from_the_moment_it_is_recorded(known, yen):
    noted = at("2025-12-01")
    events = recorded(joined(), "change", at("2025-06-05"), noted, Amend("aoki", (("annual_yen", 20_000),)))
    assert seen(events, at("2025-07-01"), noted + known).facility("aoki").annual_yen == yen


def test_tells_what_was_believed_on_10_may_about_cover_on_1_april():
    """The clinic closed its second house on 20 March; the office heard of it on 12 May."""
    closed = at("2026-03-20")
    events = recorded(joined(), "change", closed, at("2026-05-12"), Release("kaneda"))
    april, may = at("2026-04-01"), at("2026-05-10")
    assert names(seen(events, april, may)) == ["aoki", "kaneda"]
    assert names(seen(events, april, at("2026-05-12"))) == ["aoki"]
    moved = difference(seen(events, april, may), seen(events, april))
    assert {(one.subject, one.key) for one in moved} == {("enrolment", ""), ("facility", "kaneda")}
    assert ("annual_yen", 36_000, 12_000) in {(one.field, one.before, one.after) for one in moved}


def test_two_events_at_one_moment_apply_in_the_order_of_their_numbers():
    events = changed(Amend("aoki", (("plan", "S3"),)))
    events = recorded(events, "change", JANUARY, at("2025-12-02"), Amend("aoki", (("plan", "S5"),)))
    assert seen(events, JANUARY).facility("aoki").plan == "S5"
    assert seen(events, JANUARY).events == (1, 2, 3)
    assert not any(one.reverses for one in events)


def test_every_operation_says_its_part_of_the_state():
    heir = replace(HOLDER, name="青木 太郎", form="person")
    events = changed(
        Hold(heir),
        Declare((Office("hq", "本部", "福岡市"), Office("annex", "別館"))),
        Pay("direct_debit", 1),
        Share(shared=True),
        Release("kaneda"),
        Insure(facility("hakata")),
    )
    found = seen(events, JANUARY)
    assert (found.holder, found.way, found.instalments, found.shared) == (heir, "direct_debit", 1, True)
    assert [one.key for one in found.offices] == ["annex", "hq"]
    assert names(found) == ["aoki", "hakata"]
    assert found.annual_yen == 24_000


def test_a_declaration_leaves_the_offices_that_it_does_not_name():
    events = changed(Declare((Office("hq", "本部"), Office("annex", "別館"))))
    later = Declare((Office("hq", "新本部"),), withdrawn=("annex",))
    events = recorded(events, "change", at("2026-02-01"), at("2026-01-15"), later)
    early = recorded(events, "change", at("2025-08-01"), at("2026-01-20"), Declare((Office("first", "最初"),)))
    assert seen(early, at("2026-03-01")).offices == (Office("first", "最初"), Office("hq", "新本部"))


def test_an_amendment_changes_only_the_measures_it_names():
    events = joined(changes=(Hold(HOLDER), Insure(facility(measures=(("capacity", 9), ("beds", 5))))))
    events = recorded(events, "change", JANUARY, at("2025-12-01"), Amend("aoki", (("measures", (("beds", 19),)),)))
    events = recorded(
        events, "change", JANUARY, at("2025-12-02"), Amend("aoki", (("measures", (("capacity", None),)),))
    )
    assert seen(events, JANUARY - INSTANT).facility("aoki").measures == (("beds", 5), ("capacity", 9))
    assert seen(events, JANUARY).facility("aoki").measures == (("beds", 19),)


def test_a_reinstatement_at_the_moment_of_the_end_leaves_no_instant_without_cover():
    events = changed(End(), kind="withdrawal")
    events = recorded(events, "reinstatement", JANUARY, at("2026-01-09"), Insure(facility()))
    assert names(seen(events, JANUARY)) == ["aoki"]
    assert not seen(events, JANUARY).ended


@given(HISTORIES)
def test_what_was_known_in_the_past_never_changes(found):
    events, moments = found
    on = at("2026-01-01")
    then = [tuple(one for one in events if one.recorded_at <= moment) for moment in moments]
    views = [seen(events, on, moment) for moment in moments]
    assert views == [seen(ledger, on, moment) for ledger, moment in zip(then, moments, strict=True)]
    assert views == [seen(ledger, on) for ledger in then]


@given(HISTORIES)
def test_a_reversed_event_and_its_reversal_leave_no_mark(found):
    events, _ = found
    kept = live(events)
    assert seen(events, TERM.end - INSTANT).events == tuple(one.number for one in kept)
    assert [(one.valid_from, one.number) for one in kept] == sorted((one.valid_from, one.number) for one in kept)
    gone = {one.reverses for one in events if one.reverses}
    assert {one.number for one in kept} == {one.number for one in events if not one.reverses} - gone


REFUSED = [
    ("change", (Amend("hakata", (("plan", "A"),)),), JANUARY, ["facility_not_insured"]),
    ("change", (Release("hakata"),), JANUARY, ["facility_not_insured"]),
    ("change", (Insure(facility()),), JANUARY, ["facility_insured_twice"]),
    ("change", (Release("aoki"), Release("kaneda")), JANUARY, ["event_leaves_no_facility"]),
    ("change", (Hold(replace(HOLDER, name="")),), JANUARY, ["event_leaves_no_holder"]),
    ("change", (Declare(withdrawn=("hq",)),), JANUARY, ["office_not_declared"]),
    ("change", (End(),), JANUARY, ["event_ends"]),
    ("withdrawal", (Release("kaneda"),), JANUARY, ["event_does_not_end"]),
    ("withdrawal", (End(), Pay("deduction", 1)), JANUARY, ["event_after_end"]),
    ("reinstatement", (Insure(facility("hakata")),), JANUARY, ["event_not_ended"]),
    ("join", JOIN, JANUARY, ["event_joined_already"]),
    ("change", (), JANUARY, ["event_empty"]),
    ("party", (End(),), JANUARY, ["event_kind_unknown"]),
    ("change", (Share(shared=True),), TERM.start - INSTANT, ["event_outside_term", "event_before_join"]),
    ("change", (Share(shared=True),), TERM.end, ["event_outside_term"]),
    ("change", (Release("b"), Release("a")), JANUARY, ["facility_not_insured", "facility_not_insured"]),
]


@pytest.mark.parametrize(("kind", "changes", "moment", "found"), REFUSED)
def test_refuses_what_cannot_have_happened_and_says_why(kind, changes, moment, found):
    told = problems(recorded, joined(), kind, moment, at("2025-12-01"), changes)
    assert [key for _, key in told] == found


def test_nothing_happens_before_the_join_or_after_the_end():
    late = joined(valid_from=JANUARY)
    early = problems(recorded, late, "change", JANUARY - INSTANT, at("2026-01-02"), Share(shared=True))
    assert [key for _, key in early] == ["event_before_join"]
    ended = changed(End(), kind="withdrawal")
    after = problems(recorded, ended, "change", JANUARY + INSTANT, at("2026-01-02"), Share(shared=True))
    assert [key for _, key in after] == ["event_after_end"]
    between = recorded(ended, "change", JANUARY - INSTANT, at("2026-01-02"), Share(shared=True))
    assert seen(between, JANUARY - INSTANT).shared


@pytest.mark.parametrize("kind", ["join", "renewal"])
def test_a_join_without_holder_or_facility_holds_nothing(kind):
    told = problems(recorded, (), kind, TERM.start, APRIL, Pay("deduction", 12))
    assert [key for _, key in told] == ["event_leaves_no_facility", "event_leaves_no_holder"]


def test_an_undone_join_leaves_nothing():
    events = undone(joined(), 1, at("2025-06-01"))
    assert seen(events, JANUARY) == State(JANUARY)
    assert seen(events, JANUARY, APRIL).in_force


WRONG = {
    "a number left out": ("event_out_of_order", [event(1, "join", JOIN), event(3)]),
    "numbers out of order": ("event_out_of_order", [event(2, "join", JOIN), event(1)]),
    "recorded before the one before": (
        "event_recorded_backwards",
        [event(1, "join", JOIN), event(2, recorded_at=APRIL - INSTANT)],
    ),
    "a reversal that names nothing": ("event_reference_missing", [event(1, "join", JOIN), event(2, "reversal", ())]),
    "a reversal of what is not there": (
        "event_reversal_differs",
        [event(1, "join", JOIN), event(2, "reversal", (), reverses=9)],
    ),
    "a reversal from another moment": (
        "event_reversal_differs",
        [
            event(1, "join", JOIN),
            event(2, "reversal", (), reverses=1, valid_from=TERM.start + INSTANT),
        ],
    ),
    "a reversal with another premium": (
        "event_reversal_differs",
        [
            event(1, "join", JOIN, premium_yen=5),
            event(2, "reversal", (), reverses=1, premium_yen=-4),
        ],
    ),
    "a reversal that changes something": (
        "event_reversal_differs",
        [event(1, "join", JOIN), event(2, "reversal", reverses=1)],
    ),
    "a reversal of a reversal": (
        "event_reversal_differs",
        [
            event(1, "join", JOIN),
            event(2),
            event(3, "reversal", (), reverses=2),
            event(4, "reversal", (), reverses=3),
        ],
    ),
    "two reversals of one event": (
        "event_reversed_twice",
        [
            event(1, "join", JOIN),
            event(2),
            event(3, "reversal", (), reverses=2),
            event(4, "reversal", (), reverses=2),
        ],
    ),
    "reapplied though not reversed": (
        "event_reapplied_differs",
        [event(1, "join", JOIN), event(2), event(3, reapplies=2)],
    ),
    "reapplied as something else": (
        "event_reapplied_differs",
        [
            event(1, "join", JOIN),
            event(2),
            event(3, "reversal", (), reverses=2),
            event(4, changes=(Share(shared=True),), reapplies=2),
        ],
    ),
    "a correction of what stands": (
        "event_corrected_stands",
        [event(1, "join", JOIN), event(2), event(3, "correction", corrects=2)],
    ),
    "a correction of nothing": ("event_reference_missing", [event(1, "join", JOIN), event(2, "correction")]),
    "a correction of itself": ("event_corrected_stands", [event(1, "join", JOIN), event(2, "correction", corrects=2)]),
}


@pytest.mark.parametrize("name", WRONG)
def test_refuses_a_history_with(name):
    key, events = WRONG[name]
    assert key in [told for _, told in problems(seen, events, JANUARY)]


def test_gives_every_problem_and_not_only_the_first():
    wrong = [event(1, "join", JOIN), event(3, changes=(Release("b"),)), event(3, valid_from=TERM.end)]
    told = problems(seen, wrong, JANUARY)
    assert told == [
        ("events.3", "event_out_of_order"),
        ("events.3", "event_outside_term"),
        ("events.3", "facility_not_insured"),
    ]


def test_what_is_recorded_later_than_asked_about_is_not_even_checked():
    events = (*joined(), event(7, recorded_at=EVER))
    assert seen(events, JANUARY, APRIL).in_force
    assert problems(seen, events, JANUARY, EVER)


def test_every_problem_has_words(catalogue):
    keys = {key for key, _ in WRONG.values()} | {key for *_, found in REFUSED for key in found}
    assert len(keys) > 18
    assert {key for key in keys if not catalogue.words.has(f"problem.{key}")} == set()


def test_the_words_of_a_problem_name_the_event(catalogue):
    with pytest.raises(ImpossibleEventsError, match="facility_not_insured") as caught:
        changed(Release("hakata"))
    (one,) = caught.value.problems
    said = [catalogue.words.problem(one, language) for language in ("ja", "en")]
    assert said == [
        "出来事2(異動): 施設「hakata」は、この時点では加入していません。加入している施設を選んでください。",
        "Event 2 (change): facility 'hakata' is not insured at that moment. Name one that is.",
    ]
