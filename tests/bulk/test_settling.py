from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sonae.bulk import (
    NOT_GIVEN,
    Demands,
    close_claims,
    compile_stacks,
    number_within,
    open_ledgers,
    rounds,
    settle_rows,
)
from sonae.bulk.ledgers import NOT_COVERED
from sonae.core.ledger import Demand, Ledger, post
from sonae.core.levels import DEDUCTIBLE, LIMIT, PER_HEAD, RATIO, WAITING, Level, Stack
from sonae.core.moments import Term, tokyo
from sonae.core.money import Rounding

PARTS, ITEMS = ("liability", "incident_response", "lost_profit"), ("damages", "call_centre", "gifts")
ROUTES = [(part, item) for part in PARTS for item in ITEMS]
LARGE = 10**15
YEAR = Term(tokyo(date(2025, 5, 5)), tokyo(date(2026, 5, 5)))

# one wording: every kind and scope of level, in an order that no wording has to have
FIGURES = st.one_of(st.integers(0, 3_000_000), st.integers(0, LARGE))
NARROW = st.frozensets(st.sampled_from(PARTS), max_size=2)
FEW = st.sampled_from([frozenset(), frozenset({"call_centre"}), frozenset({"incident_response/gifts"})])
TERM_LIMIT = Stack((Level("most", LIMIT, "term", 100),))
SCOPES = st.sampled_from(["line", "claim", "event", "term"])
SHARES = st.one_of(
    st.fractions(0, 1, max_denominator=100), st.fractions(0, 1, max_denominator=10**9), st.just(Fraction(1, 10**9))
)
LEVELS = st.one_of(
    st.builds(Level, st.just("limit"), st.just(LIMIT), SCOPES, FIGURES, parts=NARROW, items=FEW),
    st.builds(Level, st.just("own"), st.just(DEDUCTIBLE), SCOPES, st.integers(0, 10**6), parts=NARROW),
    st.builds(Level, st.just("share"), st.just(RATIO), SCOPES, share=SHARES, parts=NARROW),
    st.builds(Level, st.just("hours"), st.just(WAITING), SCOPES, st.integers(0, 240), parts=NARROW),
    st.builds(Level, st.just("heads"), st.just(PER_HEAD), SCOPES, st.one_of(st.integers(0, 1000), FIGURES), items=FEW),
)
ROUNDINGS = st.builds(Rounding, st.sampled_from([1, 10, 7, 10**9]), st.sampled_from(["half_up", "up", "down"]))


@st.composite
def wordings(draw):
    """Two plans of one wording: other figures, and each may lack a level."""
    levels = [replace(one, id=f"{one.id}{place}") for place, one in enumerate(draw(st.lists(LEVELS, max_size=7)))]
    other = [replace(one, figure=draw(st.integers(0, one.figure))) for one in levels if draw(st.booleans())]
    return [Stack(tuple(one), draw(st.booleans()), draw(ROUNDINGS)) for one in (levels, other)]


ROWS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.integers(-1, len(ROUTES) - 1),
        st.one_of(st.integers(0, 2_000_000), st.integers(0, LARGE)),
        st.integers(0, 1),
        st.integers(0, 1),
        st.one_of(st.integers(0, 2_000), st.integers(0, LARGE)),
        st.one_of(st.integers(0, 500), st.integers(0, 10**9)),
    ),
    max_size=25,
)


def one_by_one(stacks, plans, rows):
    """Post with core, one ledger an account."""
    ledgers = [Ledger(str(account), YEAR, stacks[plan]) for account, plan in enumerate(plans)]
    columns = {level: place for place, level in enumerate(compile_stacks(stacks, ROUTES).levels)}
    paid, kept = [], np.zeros((len(rows), len(columns)), np.int64)
    for row, (account, route, yen, claim, event, heads, hours) in enumerate(rows):
        part, item = ROUTES[max(route, 0)]
        demand = Demand(item, part, yen, route >= 0, str(row), f"c{claim}", f"e{event}", heads=heads, hours=hours)
        ledgers[account], posting = post(ledgers[account], demand)
        paid.append(posting.paid)
        for step in posting.steps:
            kept[row, columns[step.level.id]] = step.kept
    return paid, kept.tolist()


def demands_of(rows):
    accounts, routes, yen, claims, events, heads, hours = np.array(rows, np.int64).reshape(-1, 7).T
    return Demands(accounts, routes, yen, accounts * 2 + claims, accounts * 2 + events, heads, hours)


def in_rounds(monkeypatch, narrow):
    monkeypatch.setattr(rounds, "NARROW", narrow)


def together(stacks, plans, rows, *, pieces=1, compiled=False):
    ledgers = open_ledgers(compile_stacks(stacks, ROUTES), np.array(plans), claims=6, events=6)
    demands = demands_of(rows)
    cut = -(-max(len(rows), 1) // pieces)
    settled = [
        settle_rows(ledgers, Demands(*(column[at : at + cut] for column in demands)), keeps=True, compiled=compiled)
        for at in range(0, max(len(rows), 1), cut)
    ]
    paid, kept = (np.concatenate([one[place] for one in settled]) for place in (0, 1))
    return paid.tolist(), kept.tolist()


@pytest.mark.parametrize("narrow", [0, 1, 3, 10**6], ids=["rounds alone", "rounds", "both", "one pass"])
@given(wordings(), st.lists(st.integers(0, 1), min_size=3, max_size=3), ROWS)
def test_every_row_and_level_gets_what_core_gives_it(narrow, stacks, plans, rows):
    with pytest.MonkeyPatch.context() as patch:
        in_rounds(patch, narrow)
        assert together(stacks, plans, rows) == one_by_one(stacks, plans, rows)


@given(wordings(), ROWS, st.integers(1, 5))
def test_calls_cut_anywhere_carry_the_use_of_every_level_on(stacks, rows, pieces):
    assert together(stacks, [0, 1, 1], rows, pieces=pieces) == one_by_one(stacks, [0, 1, 1], rows)


@given(wordings(), ROWS)
@settings(deadline=None)
def test_machine_code_where_it_can_be_had_gives_the_same_integers(stacks, rows):
    assert together(stacks, [0, 1, 0], rows, compiled=True) == one_by_one(stacks, [0, 1, 0], rows)


def limit(name, per, yen, **more):
    return Level(name, LIMIT, per, yen, **more)


def ledgers_of(*levels, accounts=2, **more):
    return open_ledgers(compile_stacks([Stack(levels)], ROUTES), np.zeros(accounts, np.int64), **more)


def rows_of(*yen, account=0, **more):
    zeros = np.zeros(len(yen), np.int64)
    return Demands(zeros + account, zeros, np.array(yen), **more)


def test_costs_erode_the_liability_limit_and_the_term_goes_on_from_call_to_call():
    costs = frozenset({"incident_response"})
    ledgers = ledgers_of(limit("cost_limit", "term", 300, parts=costs), limit("joint_cap", "term", 1_000))
    routes = np.array([3, 3, 0])
    first = settle_rows(ledgers, Demands(np.zeros(3, np.int64), routes, np.array([200, 200, 500])), keeps=True)
    assert first.paid.tolist() == [200, 100, 500]
    assert first.kept.tolist() == [[0, 0], [100, 0], [0, 0]]
    assert settle_rows(ledgers, rows_of(500)).paid.tolist() == [200]
    assert settle_rows(ledgers, rows_of(500, account=1)).paid.tolist() == [500]


def test_a_claims_limit_is_new_once_claims_are_closed_and_the_terms_is_not():
    ledgers = ledgers_of(limit("claim", "claim", 100), limit("term", "term", 150), claims=1)
    numbers = np.array([0, 0])
    assert settle_rows(ledgers, rows_of(70, 70, claims=numbers)).paid.tolist() == [70, 30]
    assert settle_rows(ledgers, rows_of(70, 70, claims=numbers)).paid.tolist() == [0, 0]
    close_claims(ledgers)
    assert settle_rows(ledgers, rows_of(70, 70, claims=numbers)).paid.tolist() == [50, 0]


def test_one_event_of_several_accounts_has_a_limit_for_each():
    accounts, event = np.array([0, 1, 0]), np.array([7, 7, 7])
    numbers = number_within(accounts, event)
    ledgers = ledgers_of(limit("event", "event", 100), events=2)
    settled = settle_rows(ledgers, Demands(accounts, accounts * 0, np.array([80, 80, 80]), events=numbers))
    assert settled.paid.tolist() == [80, 80, 20]


def test_rows_that_are_not_covered_need_nothing_and_use_nothing_up():
    ledgers = ledgers_of(limit("claim", "claim", 100), Level("heads", PER_HEAD, "line", 5), claims=1)
    nothing = np.array([NOT_GIVEN, NOT_GIVEN])
    demands = Demands(nothing * 0, np.array([NOT_COVERED] * 2), np.array([70, 70]), nothing, None, nothing, None)
    settled = settle_rows(ledgers, demands, keeps=True)
    assert settled.paid.tolist() == [0, 0]
    assert not settled.kept.any()
    assert not ledgers.books.used.any()


def test_no_rows_are_settled_into_none():
    assert settle_rows(ledgers_of(limit("term", "term", 1)), rows_of()).paid.tolist() == []


def test_largest_amounts_and_finest_shares_stay_exact():
    share = Fraction(999_999_999, 10**9)
    stack = Stack((Level("share", RATIO, "line", share=share), Level("hours", WAITING, "line", 7)), True, Rounding(10))
    ledgers = open_ledgers(compile_stacks([stack], ROUTES), np.zeros(1, np.int64))
    paid = settle_rows(ledgers, rows_of(LARGE, LARGE - 1, hours=np.array([10**9, 999_999_937]))).paid
    rows = [(0, 0, LARGE, 0, 0, 0, 10**9), (0, 0, LARGE - 1, 0, 0, 0, 999_999_937)]
    assert paid.tolist() == one_by_one([stack], [0], rows)[0]


@pytest.mark.parametrize("dtype", [np.int32, np.uint16])
def test_any_integers_may_hold_the_columns(dtype):
    ledgers = ledgers_of(limit("claim", "claim", 100), claims=2)
    columns = (np.array(column).astype(dtype) for column in ([0, 1], [0, 0], [300, 50], [0, 1]))
    assert settle_rows(ledgers, Demands(*columns)).paid.tolist() == [100, 50]


WRONG = {
    "shapes": (ValueError, "different shapes", {"claims": np.array([0])}),
    "account": (IndexError, "accounts: indices must lie within 0 and 1", {"accounts": np.array([0, 2])}),
    "route": (IndexError, "routes: indices must lie within -1 and 8", {"routes": np.array([-2, 0])}),
    "negative": (ValueError, "yen: amounts must lie within 0", {"yen": np.array([-1, 0])}),
    "too much": (ValueError, "yen: amounts must lie within 0", {"yen": np.array([0, LARGE + 1])}),
    "no claims": (ValueError, "claims: row 0 has nothing, and needs one of 0 to 1", {"claims": None}),
    "claim": (ValueError, "claims: row 1 has 2, .* 0 to 1", {"claims": np.array([0, 2])}),
    "event": (ValueError, "events: row 0 has -1", {"events": np.array([NOT_GIVEN, 0])}),
    "heads": (ValueError, "heads: row 1 has -1", {"heads": np.array([3, NOT_GIVEN])}),
    "hours": (ValueError, "hours: row 0 has 1000000001", {"hours": np.array([10**9 + 1, 3])}),
    "two accounts": (ValueError, "events: 0 belongs to two accounts", {"accounts": np.array([0, 1])}),
}


@pytest.mark.parametrize(("error", "said", "wrong"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_posted_is_said_and_changes_nothing(error, said, wrong):
    levels = (
        limit("claim", "claim", 100),
        limit("event", "event", 100),
        Level("heads", PER_HEAD, "claim", 10),
        Level("hours", WAITING, "line", 1),
    )
    ledgers = ledgers_of(*levels, claims=2, events=2)
    two = np.array([0, 0])
    sound = Demands(two, two, two + 50, np.array([0, 1]), two, two + 3, two + 3)
    with pytest.raises(error, match=said):
        settle_rows(ledgers, sound._replace(**wrong))
    assert not ledgers.books.used.any()
    assert all((owner == -1).all() for owner in ledgers.owners)


def test_a_claim_of_an_earlier_call_cannot_become_anothers():
    ledgers = ledgers_of(limit("claim", "claim", 100), claims=1)
    settle_rows(ledgers, rows_of(10, claims=np.array([0])))
    with pytest.raises(ValueError, match="claims: 0 belongs to two accounts"):
        settle_rows(ledgers, rows_of(10, account=1, claims=np.array([0])))


@pytest.mark.parametrize("plan", [-1, 1])
def test_a_plan_that_is_none_is_refused(plan):
    with pytest.raises(IndexError, match="plans: indices must lie within 0 and 0"):
        open_ledgers(compile_stacks([Stack(())], ROUTES), np.array([plan]))


def share(part):
    return Level("share", RATIO, "line", share=part)


REFUSED = {
    "twice": ([Stack((limit("a", "term", 1), limit("a", "term", 2)))], "same id"),
    "another scope": ([Stack((limit("a", "term", 1),)), Stack((limit("a", "claim", 1),))], "a is limit per term"),
    "figure": ([Stack((limit("a", "term", LARGE + 1),))], "a: 1000000000000001 does not lie within 0"),
    "hours": ([Stack((Level("w", WAITING, "line", 10**9 + 1),))], "w: 1000000001 does not lie within 0"),
    "denominator": ([Stack((share(Fraction(1, 10**9 + 1)),))], "share: a share of 1/1000000001"),
    "more than all": ([Stack((share(Fraction(11, 10)),))], "share: a share of 11/10"),
    "unit": ([Stack((), True, Rounding(10**10))], "rounding to 10000000000 yen"),
}


@pytest.mark.parametrize(("stacks", "said"), REFUSED.values(), ids=REFUSED)
def test_stacks_that_integers_cannot_hold_are_refused(stacks, said):
    with pytest.raises(ValueError, match=said):
        compile_stacks(stacks, ROUTES)


@pytest.mark.parametrize("name", Demands._fields)
@pytest.mark.parametrize("wrong", [np.array([0.5, 1]), np.array([np.nan, 1]), np.array([True, False])])
def test_a_column_of_other_than_whole_numbers_is_refused_before_anything_is_written(name, wrong):
    ledgers = open_ledgers(compile_stacks([TERM_LIMIT], ROUTES), np.zeros(2, np.int64), claims=2, events=2)
    columns = dict.fromkeys(Demands._fields, np.zeros(2, np.int64)) | {name: wrong}
    with pytest.raises(ValueError, match=f"{name}: is of {wrong.dtype}; hand over whole numbers"):
        settle_rows(ledgers, Demands(**columns))
    assert not ledgers.books.used.any()


def test_columns_of_other_dimensions_are_refused():
    ledgers = open_ledgers(compile_stacks([TERM_LIMIT], ROUTES), np.zeros(2, np.int64))
    table = np.zeros((1, 2), np.int64)
    with pytest.raises(ValueError, match="accounts: has 2 dimensions; hand over an array that is one-dimensional"):
        settle_rows(ledgers, Demands(table, table, table))


def test_plans_and_names_that_are_no_whole_numbers_are_refused():
    with pytest.raises(ValueError, match="plans: is of float64"):
        open_ledgers(compile_stacks([TERM_LIMIT], ROUTES), np.array([0.0]))
    with pytest.raises(ValueError, match="names: is of float64"):
        number_within(np.array([0]), np.array([0.5]))
    with pytest.raises(ValueError, match="names: must lie within 0 and 2147483647"):
        number_within(np.array([0]), np.array([1 << 31]))


def test_waiting_for_no_hours_is_no_level_and_asks_for_none():
    stack = Stack((Level("hours", WAITING, "event", 0), Level("most", LIMIT, "term", 100)))
    ledgers = open_ledgers(compile_stacks([stack], ROUTES), np.zeros(1, np.int64))
    rows = np.zeros(2, np.int64)
    assert settle_rows(ledgers, Demands(rows, rows, np.array([70, 70]))).paid.tolist() == [70, 30]
