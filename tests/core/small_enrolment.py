"""A small enrolment: Aoki Clinic and Kaneda Clinic of one corporation, and what can happen to them in a year."""

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from sonae.core.enrolment import live, state
from sonae.core.enrolment_checks import ImpossibleEventsError
from sonae.core.enrolment_events import (
    Amend,
    Declare,
    End,
    Event,
    Hold,
    Holder,
    Insure,
    InsuredFacility,
    Office,
    Pay,
    Release,
    Share,
)
from sonae.core.enrolment_history import correct, record, undo
from sonae.core.moments import TOKYO, Term

FOUR = time(16)
INSTANT = timedelta.resolution


def at(text, clock=FOUR):
    return datetime.combine(date.fromisoformat(text), clock, TOKYO)


TERM = Term(at("2025-05-05"), at("2026-05-05"))
EVER = at("2030-01-01")
HOLDER = Holder("F-0001", "医療法人 青木会", "アオキカイ", "corporation", "青木 花")


def facility(key="aoki", **changes):
    values = {
        "key": key,
        "name": f"{key}クリニック",
        "kana": key,
        "kind": "clinic",
        "address": "福岡市中央区1",
        "family": "all_risk",
        "plan": "S1",
        "liability_limit": 10_000_000,
        "cost_limit": 1_000_000,
        "deductible": 0,
        "measures": (("beds", 5),),
        "annual_yen": 12_000,
        "priced": "printed",
    }
    return InsuredFacility(**values | changes)


JOIN = (Hold(HOLDER), Insure(facility()), Insure(facility("kaneda", annual_yen=24_000)), Pay("deduction", 12))


def price(before, event, after):
    """Whole months left × the change of the yearly premium: by the states alone, with no rounding to hide in."""
    left = (TERM.end - event.valid_from).days
    return (after.annual_yen - before.annual_yen) * left


def joined(valid_from=TERM.start, recorded_at=None, changes=JOIN):
    return recorded((), "join", valid_from, recorded_at or at("2025-04-01"), changes)


def recorded(events, kind, valid_from, recorded_at, changes, reason=""):
    """The ledger with one more thing recorded."""
    changes = changes if isinstance(changes, tuple) else (changes,)
    about = {"kind": kind, "valid_from": valid_from, "recorded_at": recorded_at, "changes": changes}
    return (*events, *record(events, **about, price=price, term=TERM, reason=reason))


def corrected(events, number, changes, recorded_at, **more):
    about = {"number": number, "changes": changes, "recorded_at": recorded_at}
    return (*events, *correct(events, **about, price=price, term=TERM, **more))


def undone(events, number, recorded_at):
    return (*events, *undo(events, number=number, recorded_at=recorded_at, price=price, term=TERM))


def seen(events, on, as_known=EVER):
    return state(events, on=on, as_known=as_known, term=TERM)


def problems(call, *args, **named):
    """What is wrong, coded, when ``call`` is refused."""
    try:
        call(*args, **named)
    except ImpossibleEventsError as error:
        return [(one.field, one.key.removeprefix("problem.")) for one in error.problems]
    return []


ONCE = (Pay("deduction", 1),)


def event(number, kind="change", changes=ONCE, **more):
    values = {"valid_from": TERM.start, "recorded_at": at("2025-04-01"), "premium_yen": 0}
    return Event(number, kind, changes=changes, **values | more)


# --- random facts and histories -------------------------------------------------------------------------------

MOMENTS = st.integers(0, 364).map(lambda days: TERM.start + timedelta(days=days))
LATE = st.integers(340, 364).map(lambda days: TERM.start + timedelta(days=days))
YEN = st.integers(0, 100_000)
MEASURES = st.dictionaries(st.sampled_from(["beds", "capacity"]), st.integers(0, 99) | st.none(), min_size=1)
# what can happen in any order, as far as Aoki's clinic is never let go: each kind with its operation
HARMLESS = st.one_of(
    st.builds(lambda yen, plan: Amend("aoki", (("annual_yen", yen), ("plan", plan))), YEN, st.sampled_from("ABC")),
    st.builds(lambda found: Amend("aoki", (("measures", tuple(found.items())),)), MEASURES),
    st.builds(lambda name: Amend("aoki", (("address", name), ("manager", name))), st.sampled_from("東西南北")),
    st.builds(lambda key, yen: Insure(facility(key, annual_yen=yen)), st.uuids().map(str), YEN),
    st.builds(lambda name: Hold(Holder("F-0002", name, name, "person")), st.sampled_from("青赤白")),
    st.builds(lambda key, name: Declare((Office(key, name),)), st.sampled_from("xy"), st.sampled_from("本部")),
    st.builds(Pay, st.sampled_from(["deduction", "direct_debit"]), st.sampled_from([1, 12])),
    st.builds(Share, st.booleans()),
)
# what may be impossible where it comes
ANYTHING = st.one_of(
    HARMLESS.map(lambda one: ("change", one)),
    st.just(("change", Release("kaneda"))),
    st.builds(lambda yen: ("change", Insure(facility("kaneda", annual_yen=yen))), YEN),
    st.just(("change", Declare(withdrawn=("x",)))),
)
ENDINGS = st.sampled_from([("withdrawal", End()), ("reinstatement", Insure(facility()))])
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("record"), MOMENTS, ANYTHING),
        st.tuples(st.just("record"), LATE, ENDINGS),
        st.tuples(st.just("correct"), st.integers(0, 9), st.none() | MOMENTS, HARMLESS),
        st.tuples(st.just("undo"), st.integers(0, 9)),
    ),
    min_size=3,
    max_size=12,
)


def done(events, deed, recorded_at):
    """The ledger after one random deed; the same one where that was impossible."""
    name, *rest = deed
    standing = live(events)
    try:
        if name == "record":
            valid_from, (kind, changes) = rest
            return recorded(events, kind, valid_from, recorded_at, changes)
        number = standing[rest[0] % len(standing)].number if standing else 0
        if name == "undo":
            return undone(events, number, recorded_at)
        return corrected(events, number, (rest[2],), recorded_at, valid_from=rest[1])
    except ImpossibleEventsError:
        return events


def history(deeds):
    """A ledger and the moments at which something was written down."""
    events, moments = joined(), [at("2025-04-01")]
    for place, deed in enumerate(deeds, start=1):
        moments.append(at("2025-06-01") + timedelta(days=place))
        events = done(events, deed, moments[-1])
    return events, moments


HISTORIES = DEEDS.map(history)
