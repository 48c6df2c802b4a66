from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.core.ledger import NOT_COVERED, Demand, Ledger, cap, post, reopen, reverse, withhold
from sonae.core.ledger_trace import left_of, posting_line
from sonae.core.levels import DEDUCTIBLE, LIMIT, PER_HEAD, RATIO, WAITING, Level, Stack
from sonae.core.moments import Term, tokyo
from sonae.core.money import Rounding
from sonae.core.trace import as_dict

COSTS = frozenset({"incident_response", "leak_response"})
LIABILITY = frozenset({"liability"})
RIDER = frozenset({"lost_profit"})
PARTS = (*sorted(COSTS | LIABILITY | RIDER), "legal_response")
LARGE = 10**15
YEAR = Term(tokyo(date(2025, 5, 5)), tokyo(date(2026, 5, 5)))

# every kind and scope of level, in an order that no wording has to have
FIGURES = st.integers(0, LARGE)
NARROW = st.sampled_from([frozenset(), COSTS, LIABILITY, COSTS | LIABILITY, RIDER])
ITEMS = st.sampled_from([frozenset(), frozenset({"call_centre"}), frozenset({"incident_response/gifts"})])
SCOPES = st.sampled_from(["line", "claim", "event", "term"])
LEVELS = st.one_of(
    st.builds(Level, st.just("limit"), st.just(LIMIT), SCOPES, FIGURES, parts=NARROW, items=ITEMS),
    st.builds(Level, st.just("own"), st.just(DEDUCTIBLE), SCOPES, st.integers(0, 10**6), parts=NARROW),
    st.builds(Level, st.just("share"), st.just(RATIO), st.just("line"), share=st.fractions(0, 1, max_denominator=100)),
    st.builds(Level, st.just("hours"), st.just(WAITING), st.just("line"), st.integers(0, 240), parts=NARROW),
    st.builds(Level, st.just("heads"), st.just(PER_HEAD), SCOPES, st.integers(0, 1000), items=ITEMS),
)
ROUNDINGS = st.builds(Rounding, st.sampled_from([1, 10]), st.sampled_from(["half_up", "up", "down"]))


def named(levels):
    return tuple(replace(level, id=f"{level.id}{place}") for place, level in enumerate(levels))


STACKS = st.builds(Stack, st.lists(LEVELS, max_size=7).map(named), st.booleans(), ROUNDINGS)
DEMANDS = st.lists(
    st.builds(
        Demand,
        st.sampled_from(["call_centre", "gifts", "damages"]),
        st.sampled_from(PARTS),
        st.one_of(st.integers(0, 10**7), st.integers(0, LARGE)),
        st.sampled_from([True, True, True, False]),
        claim=st.sampled_from(["c1", "c2"]),
        event=st.sampled_from(["e1", "e2"]),
        facility=st.sampled_from(["aoki", "hakata"]),
        heads=st.integers(0, 30_000),
        hours=st.integers(0, 500),
    ),
    max_size=12,
).map(lambda found: [replace(one, id=f"l{place}") for place, one in enumerate(found)])


def empty(stack, member="aoki"):
    return Ledger(member, YEAR, stack)


def posted(ledger, demands):
    postings = []
    for demand in demands:
        ledger, posting = post(ledger, demand)
        postings.append(posting)
    return ledger, postings


def limit(name, per, yen, parts=frozenset(), **more):
    return Level(name, LIMIT, per, yen, parts=parts, **more)


def cost(name, yen, **more):
    return Demand("call_centre", "incident_response", yen, id=name, **{"claim": "c1", "event": "e1"} | more)


def damages(name, yen, **more):
    return Demand("damages", "liability", yen, id=name, **{"claim": "t1", "event": "e1"} | more)


@given(STACKS, DEMANDS)
def test_conserves_every_yen_with_its_reason(stack, demands):
    ledger, postings = posted(empty(stack), demands)
    assert list(ledger.postings.values()) == postings
    for demand, posting in zip(demands, postings, strict=True):
        assert posting.demanded == demand.yen == posting.paid + sum(yen for _, yen in posting.retained)
        assert posting.stays == sum(yen for _, yen in posting.retained)
        assert all(yen > 0 for _, yen in posting.retained)
        assert demand.covered or posting.paid == 0


@given(STACKS, DEMANDS)
def test_each_step_takes_over_what_the_one_before_let_through(stack, demands):
    _, postings = posted(empty(stack), demands)
    covered = [one for one in postings if one.demand.covered]
    for posting in covered:
        assert all(0 <= step.let_through <= step.came_in for step in posting.steps)
    came_in = [[step.came_in for step in one.steps] + [one.paid] for one in covered]
    assert came_in == [[one.demanded] + [step.let_through for step in one.steps] for one in covered]


@given(STACKS, DEMANDS)
def test_exceeds_no_level(stack, demands):
    ledger, postings = posted(empty(stack), demands)
    steps = [(posting, step) for posting in postings for step in posting.steps]
    for key, yen in ledger.used.items():
        level = stack.levels[key[0]]
        drawn = [posting for posting, step in steps if step.key == key and level.kind != DEDUCTIBLE]
        assert 0 < yen <= max([cap(level, one.demand) for one in drawn], default=level.figure)
        assert not drawn or yen == sum(one.paid for one in drawn)
    caps = [(one.paid, cap(step.level, one.demand)) for one, step in steps if step.level.kind in {LIMIT, PER_HEAD}]
    assert all(paid <= most for paid, most in caps)
    assert all((one.left(step) or 0) >= 0 for one, step in steps)


@given(STACKS, DEMANDS)
def test_a_limit_keeps_a_yen_back_only_where_all_its_room_was_let_through(stack, demands):
    _, postings = posted(empty(stack), demands)
    kept = [step for one in postings for step in one.steps if step.level.kind == LIMIT and step.kept]
    assert all(step.let_through == step.room for step in kept)


@given(STACKS, DEMANDS.filter(bool), st.data())
def test_a_posting_and_its_reversal_are_nothing_at_any_place(stack, demands, data):
    ledger, _ = posted(empty(stack), demands)
    extra = replace(data.draw(st.sampled_from(demands)), id="extra")
    assert reverse(post(ledger, extra)[0], "extra") == ledger
    gone = data.draw(st.sampled_from(demands)).id
    without = reverse(ledger, gone)
    assert [one for one in ledger.postings.values() if one.id != gone] == list(without.postings.values())
    assert without == reopen("aoki", YEAR, stack, without.postings.values())


@given(STACKS, DEMANDS)
def test_reversing_all_in_any_order_leaves_an_empty_ledger(stack, demands):
    ledger, _ = posted(empty(stack), demands)
    for name in sorted(ledger.postings, key=lambda one: one[::-1]):
        ledger = reverse(ledger, name)
    assert ledger == empty(stack)


@given(STACKS, DEMANDS)
def test_what_was_kept_elsewhere_opens_the_same_ledger(stack, demands):
    ledger, postings = posted(empty(stack), demands)
    assert reopen("aoki", YEAR, stack, postings) == ledger


@given(STACKS, DEMANDS, DEMANDS)
def test_two_members_never_touch(stack, mine, theirs):
    both = {"aoki": empty(stack), "hakata": empty(stack, "hakata")}
    for place in range(max(len(mine), len(theirs))):
        for member, demands in (("aoki", mine), ("hakata", theirs)):
            for demand in demands[place : place + 1]:
                both[member], _ = post(both[member], demand)
    assert both["aoki"] == posted(empty(stack), mine)[0]
    assert both["hakata"] == posted(empty(stack, "hakata"), theirs)[0]


@given(STACKS, DEMANDS)
def test_facilities_with_limits_of_their_own_never_touch(stack, demands):
    apart = replace(stack, shared=False)
    together, _ = posted(empty(apart), demands)
    for facility in ("aoki", "hakata"):
        own = [demand for demand in demands if demand.facility == facility]
        _, alone = posted(empty(apart), own)
        assert [together.postings[one.id] for one in own] == alone


PURE = st.lists(st.tuples(NARROW, FIGURES), max_size=4).map(
    # sets of parts that lie in one another, the narrow before the wide: each posting ends in the widest it reaches
    lambda found: Stack(
        tuple(limit(f"l{at}", "term", yen, parts) for at, (parts, yen) in enumerate(sorted(found, key=_width)))
    )
)


def _width(one):
    parts, _ = one
    return len(parts) or 99


@given(PURE, DEMANDS, st.randoms(use_true_random=False))
def test_pure_limits_for_the_term_pay_the_same_in_all_whatever_the_order(stack, demands, chance):
    mixed = demands.copy()
    chance.shuffle(mixed)
    one, other = posted(empty(stack), demands)[0], posted(empty(stack), mixed)[0]
    assert sum(p.paid for p in one.postings.values()) == sum(p.paid for p in other.postings.values())


def test_with_a_ratio_of_one_item_the_order_matters():
    half = Level("half", RATIO, "line", share=Fraction(1, 2), items=frozenset({"gifts"}))
    own = Level("own", DEDUCTIBLE, "term", 100)
    stack = Stack((own, half))
    gifts = replace(cost("g", 100), item="gifts")
    first = [one.paid for one in posted(empty(stack), [gifts, cost("c", 100)])[1]]
    last = [one.paid for one in posted(empty(stack), [cost("c", 100), gifts])[1]]
    assert (first, last) == ([0, 100], [0, 50])


def test_a_limit_loses_what_is_paid_and_not_what_passed_it():
    stack = Stack((limit("item", "term", 100), limit("all", "term", 60)))
    ledger, _ = post(empty(stack), cost("a", 90))
    assert [(one.level.id, one.left) for one in left_of(ledger)] == [("item", 40), ("all", 0)]


def test_costs_erode_the_liability_limit_and_a_rider_does_not():
    stack = Stack((limit("joint", "term", 100, COSTS | LIABILITY), limit("rider", "term", 50, RIDER)))
    rider = Demand("profit", "lost_profit", 70, id="r")
    _, postings = posted(empty(stack), [cost("a", 80), rider, damages("b", 80)])
    assert [one.paid for one in postings] == [80, 50, 20]
    assert postings[2].retained == (("joint", 60),)


def test_a_deductible_is_borne_once_for_each_claim():
    stack = Stack((Level("own", DEDUCTIBLE, "claim", 100),))
    _, postings = posted(empty(stack), [cost("a", 70), cost("b", 70), cost("c", 70, claim="c2")])
    assert [one.paid for one in postings] == [0, 40, 0]
    assert [one.left(one.steps[0]) for one in postings] == [30, 0, 30]


def test_a_level_per_claim_counts_each_claim_of_a_victim_apart():
    stack = Stack((limit("claim", "claim", 100), limit("term", "term", 170)))
    one, other = damages("a", 120, third_party_claim="v1"), damages("b", 120, third_party_claim="v2")
    assert [one.paid for one in posted(empty(stack), [one, other])[1]] == [100, 70]


def test_victims_of_two_claims_are_apart_even_where_they_are_called_the_same():
    stack = Stack((limit("claim", "claim", 100),))
    one, other = damages("a", 120, third_party_claim="v1"), damages("b", 120, claim="c2", third_party_claim="v1")
    ledger, postings = posted(empty(stack), [one, other])
    assert [one.paid for one in postings] == [100, 100]
    assert [one.scope for one in left_of(ledger)] == ["c2/v1", "t1/v1"]


def test_several_postings_are_reversed_at_once_or_none():
    ledger, _ = posted(empty(Stack((limit("term", "term", 100),))), [cost("a", 60), cost("b", 30), cost("c", 30)])
    assert reverse(ledger, "a", "c") == reverse(reverse(ledger, "c"), "a")
    assert reverse(ledger) == ledger
    with pytest.raises(ValueError, match="nothing is posted as a"):
        reverse(ledger, "a", "a")


def test_a_reversed_posting_gives_the_deductible_back_and_the_others_stand():
    stack = Stack((Level("own", DEDUCTIBLE, "event", 100),))
    ledger, (_, second) = posted(empty(stack), [cost("a", 150), cost("b", 70)])
    ledger, third = post(reverse(ledger, "a"), cost("c", 150))
    assert (second.paid, ledger.postings["b"].paid, third.paid) == (70, 70, 50)


def test_a_second_event_has_its_own_limit_within_that_of_the_term():
    stack = Stack((limit("event", "event", 100), limit("term", "term", 150)))
    _, postings = posted(empty(stack), [cost("a", 120), cost("b", 30), cost("c", 120, event="e2")])
    assert [one.paid for one in postings] == [100, 0, 50]
    assert [one.retained for one in postings] == [(("event", 20),), (("event", 30),), (("event", 20), ("term", 50))]


@pytest.mark.parametrize(("hours", "paid"), [(0, 0), (12, 0), (13, 100), (24, 650), (Fraction(49, 2), 663)])
def test_the_loss_of_the_waiting_hours_stays(hours, paid):
    stack = Stack((Level("waiting", WAITING, "line", 12),))
    _, posting = post(empty(stack), replace(cost("a", 1300), hours=hours))
    assert (posting.paid, posting.stays) == (paid, 1300 - paid)


@pytest.mark.parametrize(("yen", "paid"), [(499_999, 499_999), (500_000, 500_000), (500_001, 500_000)])
def test_a_cap_per_head_pays_up_to_its_figure_for_each_person(yen, paid):
    stack = Stack((Level("gift", PER_HEAD, "line", 500),))
    assert post(empty(stack), cost("a", yen, heads=1000))[1].paid == paid


def test_a_cap_per_head_of_an_event_counts_all_lines_for_the_same_persons():
    stack = Stack((Level("gift", PER_HEAD, "event", 500),))
    _, postings = posted(empty(stack), [cost("a", 300, heads=1), cost("b", 300, heads=1), cost("c", 900, heads=2)])
    assert [one.paid for one in postings] == [300, 200, 500]


def test_a_ratio_is_rounded_as_the_wording_says():
    third = Level("third", RATIO, "line", share=Fraction(1, 3))
    ways = {
        way: post(empty(Stack((third,), rounding=Rounding(1, way))), cost("a", 200))[1].paid for way in ("up", "down")
    }
    assert ways == {"up": 67, "down": 66}


def test_rounding_up_never_pays_more_than_was_asked():
    stack = Stack((Level("all", RATIO, "line"),), rounding=Rounding(1000, "up"))
    assert post(empty(stack), cost("a", 1))[1].paid == 1


@pytest.mark.parametrize("shared", [True, False])
def test_facilities_share_one_limit_or_have_one_each(shared):
    stack = Stack((limit("term", "term", 100),), shared=shared)
    _, postings = posted(empty(stack), [cost("a", 80, facility="aoki"), cost("b", 80, facility="hakata")])
    assert [one.paid for one in postings] == ([80, 20] if shared else [80, 80])


def test_an_item_passes_a_level_of_its_name_alone_or_under_its_part():
    own = limit("own", "term", 1, items=frozenset({"leak_response/gifts"}))
    assert own.concerns("leak_response", "gifts")
    assert not own.concerns("incident_response", "gifts")
    assert limit("own", "term", 1, items=frozenset({"gifts"})).concerns("incident_response", "gifts")


def test_what_is_not_covered_passes_no_level():
    ledger, posting = post(empty(Stack((limit("term", "term", 10),))), cost("a", 5, covered=False))
    assert (posting.paid, posting.retained, posting.steps) == (0, ((NOT_COVERED, 5),), ())
    assert ledger.used == {}


def test_what_is_withheld_comes_back_to_the_limits_and_not_to_the_deductible():
    stack = Stack((Level("own", DEDUCTIBLE, "claim", 10), limit("term", "term", 100)))
    ledger, _ = post(empty(stack), cost("a", 110))
    ledger = withhold(ledger, "a", "duty", 30)
    assert ledger.postings["a"].retained == (("own", 10), ("duty", 30))
    assert [one.left for one in left_of(ledger)] == [0, 30]
    # what the postings after it found: nothing was given back yet
    assert ledger.postings["a"].left(ledger.postings["a"].steps[1]) == 0
    assert ledger == reopen("aoki", YEAR, stack, ledger.postings.values())
    assert reverse(ledger, "a") == empty(stack)


@given(STACKS, DEMANDS.filter(bool), st.fractions(0, 1))
def test_withholding_conserves_yen_and_is_reversed_with_the_posting(stack, demands, share):
    ledger, postings = posted(empty(stack), demands)
    name, yen = postings[0].id, int(postings[0].paid * share)
    cut = withhold(ledger, name, "duty", yen)
    posting = cut.postings[name]
    assert posting.demanded == posting.paid + sum(kept for _, kept in posting.retained)
    assert reverse(cut, name) == reverse(ledger, name)
    assert cut == reopen("aoki", YEAR, stack, cut.postings.values())


@pytest.mark.parametrize("yen", [-1, 11])
def test_withholds_no_more_than_is_paid(yen):
    ledger, _ = post(empty(Stack(())), cost("a", 10))
    with pytest.raises(ValueError, match="cannot be kept back of 10"):
        withhold(ledger, "a", "duty", yen)


@pytest.mark.parametrize(
    ("stack", "demand", "words"),
    [
        (Stack(()), cost("a", 1), "posted already"),
        (Stack(()), cost("b", -1), "below 0"),
        (Stack((Level("gift", PER_HEAD, "line", 500),)), cost("b", 1), "number of persons"),
        (Stack((Level("waiting", WAITING, "line", 12),)), cost("b", 1), "hours of stoppage"),
    ],
)
def test_posts_nothing_that_cannot_be(stack, demand, words):
    ledger = reopen("aoki", YEAR, stack, [post(empty(Stack(())), cost("a", 1))[1]])
    with pytest.raises(ValueError, match=words):
        post(ledger, demand)


def test_names_the_nearest_where_nothing_is_posted_so():
    ledger, _ = post(empty(Stack(())), cost("call-1", 1))
    with pytest.raises(ValueError, match="nearest: call-1"):
        reverse(ledger, "call-2")


def test_traces_every_level_in_order_with_words(catalogue):
    stack = Stack(
        (
            Level("ratio", RATIO, "line", share=Fraction(9, 10), status="assumed", source="x"),
            Level("own", DEDUCTIBLE, "claim", 100),
            limit("term", "term", 500),
        )
    )
    _, posting = post(empty(stack), cost("a", 1000))
    children = as_dict(posting_line(posting))["children"]
    assert [(one["key"], one["value"]) for one in children] == [
        ("ledger.ratio.each", 900),
        ("ledger.deductible", 800),
        ("ledger.limit", 500),
    ]
    assert children[0]["params"]["figure"] == "0.9"
    assert children[2]["params"] == {
        "level": "term",
        "per": "term",
        "figure": 500,
        "came_in": 800,
        "kept": 300,
        "left": 0,
    }
    line = posting_line(posting)
    for one in (line, *line.children):
        assert catalogue.words.has(one.key)
        assert "{" not in catalogue.words.line(one, "ja") + catalogue.words.line(one, "en")


def test_traces_what_was_kept_back_after_all_levels():
    ledger, _ = post(empty(Stack((limit("term", "term", 100),))), cost("a", 110))
    line = posting_line(withhold(ledger, "a", "duty", 30).postings["a"])
    assert [(one.key, one.value, one.rule) for one in line.children] == [
        ("ledger.limit", 100, "term"),
        ("ledger.withheld", 30, "duty"),
    ]


def test_a_level_that_nothing_has_used_is_told_whole():
    stack = Stack((limit("event", "event", 100), limit("term", "term", 300), Level("gift", PER_HEAD, "event", 5)))
    assert [(one.level.id, one.scope, one.used, one.left) for one in left_of(empty(stack))] == [
        ("event", "", 0, 100),
        ("term", "", 0, 300),
    ]
    ledger, _ = posted(empty(stack), [cost("a", 60, heads=20), cost("b", 70, event="e2", heads=100)])
    assert [(one.level.id, one.scope, one.used, one.left) for one in left_of(ledger)] == [
        ("event", "e1", 60, 40),
        ("event", "e2", 70, 30),
        ("term", "", 130, 170),
    ]


def test_takes_a_moment_no_posting_depends_on(now):
    stack = Stack((limit("term", "term", 10),))
    early, late = cost("a", 8, turn_at=now), cost("a", 8, turn_at=now + timedelta(days=1))
    assert post(empty(stack), early)[1].paid == post(empty(stack), late)[1].paid
