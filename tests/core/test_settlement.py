from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.core.claims import OUTCOMES, Claim, Payment
from sonae.core.deductions import AFTER, ASSUMED_DEDUCTIONS, BEFORE, DeductionRule, Received, Reduction
from sonae.core.ledger import reopen
from sonae.core.levels import PER_HEAD
from sonae.core.limits import Amount
from sonae.core.problems import Refusal
from sonae.core.settlement import settle
from sonae.core.settlement_answer import settlement_answer
from sonae.core.settlement_trace import settlement_line
from sonae.core.splitting import FIRST_COME, PRO_RATA, SPLITS
from tests.core.conftest import NOW
from tests.core.small_wording import (
    ALL_COVERED,
    COST_PARTS,
    ITEMS,
    PRINTED,
    claim,
    cover,
    level,
    line,
    only_read,
    wording,
)

LARGE = 10**15
MAN = 10_000
PRINTED_EXAMPLE = (
    line("1", "forensics", 300 * MAN),
    line("2", "lawyer", 50 * MAN),
    line("3", "letters", 150 * MAN),
    line("4", "gifts", 1800 * MAN),
    line("5", "call_centre", 500 * MAN),
    line("6", "consultant", 200 * MAN),
)


def settled(*claims, terms=None, holding=None, ledger=None):
    terms = terms or wording()
    found = settle(only_read(holding or cover(), terms), terms, claims, ledger)
    assert not isinstance(found, Refusal), found
    return found


def paid(settlement):
    return [one.paid for one in settlement.lines]


# --- named examples ---


def test_the_older_leak_products_printed_example():
    """Cost 12 million × 100 % − 100,000 = 11.9 million, capped at 10 million; with 50 million of damages 60 million."""
    terms = wording(
        (
            level("ratio", "ratio", "line", Fraction(1), COST_PARTS),
            level("own", "deductible", "event", 10 * MAN, COST_PARTS),
            level("cost", "limit", "event", 1000 * MAN, COST_PARTS),
            level("liability", "limit", "claim", 10_000 * MAN, ["liability"]),
        )
    )
    found = settled(claim(line("a", "call_centre", 1200 * MAN), line("b", "damages", 5000 * MAN)), terms=terms)
    steps = found.lines[0].posting.steps
    assert [one.let_through for one in steps] == [1200 * MAN, 1190 * MAN, 1000 * MAN]
    assert found.lines[0].retained == (("own", 10 * MAN), ("cost", 190 * MAN))
    assert found.sums.paid == 6000 * MAN


@pytest.mark.parametrize(
    ("cost", "liability", "share"),
    [(100, 1000, 3), (300, 3000, 10), (500, 5000, 16), (1000, 1000, 33), (2000, 10_000, 66), (3000, 3000, 100)],
)
def test_the_incident_of_30_million_yen_under_every_cost_limit(cost, liability, share):
    found = settled(claim(*PRINTED_EXAMPLE), holding=cover(cost * MAN, liability * MAN))
    assert found.sums.demanded == 3000 * MAN
    assert found.sums.paid == cost * MAN
    assert found.sums.retained == ((("cost_event", (3000 - cost) * MAN),) if cost < 3000 else ())
    assert found.sums.paid * 100 // found.sums.demanded == share


def test_where_costs_use_up_the_liability_limit_nothing_is_left_for_damages():
    holding = cover(3000 * MAN, 3000 * MAN)
    lines = (*PRINTED_EXAMPLE, line("7", "damages", 100 * MAN, third_party_claim="t1"))
    found = settled(claim(*lines), holding=holding)
    assert found.lines[-1].retained == (("joint_term", 100 * MAN),)
    assert {one.level.id: one.left for one in found.left}["joint_term"] == 0


@pytest.mark.parametrize("names", [("1", "2"), ("2", "1")])
def test_lines_use_up_a_limit_in_the_order_given_whatever_they_are_called(names):
    lines = (line(names[0], "damages", 500 * MAN, third_party_claim="a"), line(names[1], "lawyer", 500 * MAN))
    found = settled(claim(*lines), holding=cover(600 * MAN, 600 * MAN))
    assert paid(found) == [500 * MAN, 100 * MAN]


def test_a_claim_that_was_paid_before_another_was_complete_keeps_what_it_had(now):
    earlier = claim(
        line("1", "lawyer", 400 * MAN), name="june", payments=(Payment("p", 400 * MAN, now.date() - timedelta(days=9)),)
    )
    later = claim(line("1", "lawyer", 300 * MAN), name="december", event="e2", completed_at=now)
    found = settled(later, earlier)
    assert [(one.claim, one.paid) for one in found.lines] == [("june", 400 * MAN), ("december", 100 * MAN)]
    assert (found.sums.due, found.sums.ahead) == (100 * MAN, 0)


def test_claims_without_a_turn_come_as_given():
    found = settled(*(claim(line("1", "lawyer", 300 * MAN), name=name, event=name) for name in ("june", "december")))
    assert paid(found) == [300 * MAN, 200 * MAN]


def test_a_second_event_of_the_term_finds_what_the_first_left():
    first = settled(claim(line("1", "lawyer", 400 * MAN)))
    second = settled(claim(line("1", "lawyer", 300 * MAN), name="c2", event="e2"), ledger=first.ledger)
    assert (paid(first), paid(second)) == ([400 * MAN], [100 * MAN])
    assert second.lines[0].retained == (("cost_term", 200 * MAN),)


TOKIO_PARTS = [*COST_PARTS, "liability", "lost_profit", "business_continuity"]
TOKIO = (
    level("ratio", "ratio", "line", Fraction(9, 10), ["attack_response"]),
    level("gift_cap", "per_head", "line", 500, items=["gifts"]),
    level("waiting", "waiting", "line", Amount(switch="waiting"), ["lost_profit"]),
    level("attack_own", "limit", "event", 1000 * MAN, ["attack_response"]),
    level("overall", "limit", "event", "cost_limit", COST_PARTS),
    level(
        "rider",
        "limit",
        "term",
        Amount(of="liability_limit", share=Fraction(1, 2), at_most=10_000 * MAN),
        ["lost_profit", "business_continuity"],
    ),
    level("aggregate", "limit", "term", "liability_limit", TOKIO_PARTS),
)


def test_terms_with_ratio_own_limit_overall_limit_and_a_rider_within_the_aggregate():
    terms = wording(TOKIO, switches=[("waiting", 12)])
    holding = cover(5000 * MAN, 10_000 * MAN, riders=("lost_profit",))
    found = settled(
        claim(
            line("1", "forensics", 1000 * MAN, part="attack_response"),
            line("2", "forensics", 500 * MAN, part="attack_response"),
            line("3", "gifts", 60 * MAN, heads=1000),
            line("4", "lost_profit", 12_000 * MAN, hours=240),
            line("5", "damages", 9000 * MAN, third_party_claim="t1"),
        ),
        terms=terms,
        holding=holding,
    )
    assert paid(found) == [900 * MAN, 100 * MAN, 50 * MAN, 5000 * MAN, 3950 * MAN]
    assert [one.retained for one in found.lines] == [
        (("ratio", 100 * MAN),),
        (("ratio", 50 * MAN), ("attack_own", 350 * MAN)),
        (("gift_cap", 10 * MAN),),
        (("waiting", 600 * MAN), ("rider", 6400 * MAN)),
        (("aggregate", 5050 * MAN),),
    ]


@pytest.mark.parametrize(("liability", "most"), [(10_000, 5000), (20_000, 10_000), (50_000, 10_000)])
def test_a_rider_has_half_the_aggregate_and_never_more_than_100_million(liability, most):
    terms = wording(TOKIO, switches=[("waiting", None)])
    holding = cover(5000 * MAN, liability * MAN, riders=("lost_profit",))
    found = settled(claim(line("1", "lost_profit", 30_000 * MAN)), terms=terms, holding=holding)
    assert found.sums.paid == most * MAN
    assert [one.rule for one in found.absent] == ["waiting"]


# --- what stays open, and to which part a line belongs ---


def test_what_is_not_decided_or_needs_a_person_stays_open_and_uses_no_limit():
    outcomes = {
        ("incident_response", "forensics"): "undecided",
        ("attack_response", "forensics"): "not_covered",
        ("incident_response", "consultant"): "needs_person",
        ("incident_response", "call_centre"): "not_covered",
        ("legal_response", "reports"): "covered",
    }
    lines = [line(one, one, 10) for one in ("forensics", "consultant", "call_centre", "reports")]
    found = settled(claim(*lines, outcomes=outcomes))
    assert [(one.paid, one.retained, one.open) for one in found.lines] == [
        (0, (), 10),
        (0, (), 10),
        (0, (("not_covered", 10),), 0),
        (10, (), 0),
    ]
    assert (found.sums.open, found.sums.paid) == (20, 10)
    assert list(found.ledger.postings) == ["c1/reports"]


def test_a_line_of_two_parts_is_paid_once():
    found = settled(claim(line("1", "gifts", 100)))
    assert found.lines[0].allocated.part == "leak_response"
    assert found.sums.paid == 100
    assert len(found.ledger.postings) == 1


def test_a_rider_not_held_is_not_paid():
    found = settled(claim(line("1", "lost_profit", 100)))
    assert found.lines[0].retained == (("not_held", 100),)


# --- recoveries, other insurance, breaches of duty, earlier payments ---


def recovered(yen, name="r", kind="recovery", lines=()):
    return Received(name, kind, yen, "vendor", lines=lines)


def reduced(name="d", lines=(), **how):
    return Reduction(name, "Sato", "late notice", NOW, lines=lines, **how)


def test_what_was_recovered_reduces_the_loss_before_the_limits():
    found = settled(claim(line("1", "lawyer", 700 * MAN), received=(recovered(150 * MAN),)))
    assert found.lines[0].retained == (("recovery", 150 * MAN), ("cost_event", 50 * MAN))


def test_a_recovery_for_no_line_in_particular_is_spread_in_proportion():
    found = settled(claim(line("1", "lawyer", 100), line("2", "reports", 200), received=(recovered(50),)))
    assert [dict(one.retained) for one in found.lines] == [{"recovery": 17}, {"recovery": 33}]


def test_a_recovery_for_named_lines_leaves_the_others_alone():
    lines = (line("1", "lawyer", 100), line("2", "reports", 200))
    found = settled(claim(*lines, received=(recovered(500, lines=("1",)),)))
    assert paid(found) == [0, 200]


def test_what_another_insurance_paid_is_deducted_unless_the_switch_says_no():
    asked = claim(line("1", "lawyer", 100), received=(recovered(30, kind="other_insurance"),))
    assert paid(settled(asked)) == [70]
    off = wording(switches=[("other_insurance_deducted", False)])
    found = settled(asked, terms=off)
    assert paid(found) == [100]
    assert "settlement.order.off" in [one.key for one in settlement_line(found).children]


def test_a_reduction_is_made_after_the_limits_and_makes_no_room_for_the_other_lines():
    lines = (line("1", "lawyer", 400 * MAN), line("2", "reports", 400 * MAN))
    found = settled(claim(*lines, reductions=(reduced(rate=Fraction(1, 5)),)))
    assert paid(found) == [320 * MAN, 80 * MAN]
    assert found.lines[1].retained == (("cost_event", 300 * MAN), ("reduction", 20 * MAN))
    assert {one.level.id: one.left for one in found.left}["cost_term"] == 100 * MAN
    told = [one.value for one in settlement_line(found).children if one.key == "settlement.returned"]
    assert told == [100 * MAN]
    lefts = [one.posting.left(one.posting.steps[1]) for one in found.lines]
    assert lefts == [100 * MAN, 0]


@pytest.mark.parametrize("cut", [[800], [400, 400], [799, 1], [200, 200, 200, 200]])
def test_a_rate_of_reduction_pays_the_same_however_costs_are_cut_into_lines(cut):
    lines = [line(str(place), "lawyer", yen * MAN) for place, yen in enumerate(cut)]
    assert settled(claim(*lines, reductions=(reduced(rate=Fraction(1, 5)),))).sums.paid == 400 * MAN


def test_a_reduction_in_yen_is_spread_over_what_would_be_paid():
    lines = (line("1", "lawyer", 100), line("2", "reports", 300), line("3", "call_centre", 50))
    outcomes = ALL_COVERED | {("incident_response", "call_centre"): "undecided"}
    found = settled(claim(*lines, outcomes=outcomes, reductions=(reduced(yen=40),)))
    assert paid(found) == [90, 270, 0]
    assert found.lines[2].open == 50


def test_a_reduction_records_who_decided_it_when_and_why():
    found = settled(claim(line("1", "lawyer", 100), reductions=(reduced(yen=40),)))
    told = [one for one in walk(settlement_line(found)) if one.key == "deduction.reduction.yen"]
    assert [dict(one.params)["by"] for one in told] == ["Sato"]
    assert dict(told[0].params)["reason"] == "late notice"
    assert dict(told[0].params)["decided_at"] == NOW
    assert [one.key for one in walk(settlement_line(found))].count("ledger.withheld") == 0


def test_the_order_of_deductions_is_data():
    late = tuple(replace(rule, stage=AFTER) for rule in ASSUMED_DEDUCTIONS)
    asked = claim(line("1", "lawyer", 700 * MAN), received=(recovered(150 * MAN),))
    assert paid(settled(asked)) == [500 * MAN]
    assert paid(settled(asked, terms=wording(deductions=late))) == [350 * MAN]


def test_a_reduction_can_be_made_before_the_limits_where_the_data_say_so():
    early = (DeductionRule("reduction", BEFORE, "", "assumed", ()),)
    asked = claim(line("1", "lawyer", 700 * MAN), reductions=(reduced(rate=Fraction(1, 10)),))
    assert paid(settled(asked, terms=wording(deductions=early))) == [500 * MAN]


def test_payments_in_parts_come_to_exactly_what_is_paid():
    asked = claim(line("1", "lawyer", 100), line("2", "reports", 201))
    due, day = [settled(asked).sums.due], date(2025, 12, 1)
    for number, yen in enumerate((100, 1, 200)):
        asked = replace(asked, payments=(*asked.payments, Payment(str(number), yen, day)))
        due.append(settled(asked).sums.due)
    assert due == [301, 201, 200, 0]
    assert settled(asked).sums.paid == sum(one.yen for one in asked.payments)


def test_what_was_paid_beyond_what_is_settled_so_far_is_told():
    outcomes = {("legal_response", "reports"): "undecided"}
    asked = claim(line("1", "reports", 201), outcomes=outcomes, payments=(Payment("1", 50, date(2025, 12, 1)),))
    sums = settled(asked).sums
    assert (sums.paid, sums.open, sums.paid_before, sums.due, sums.ahead) == (0, 201, 50, 0, 50)


def test_a_third_is_rounded_once_and_not_for_each_line():
    lines = [line(str(number), "lawyer", 100) for number in range(1, 6)]
    found = settled(claim(*lines, reductions=(reduced(rate=Fraction(1, 3)),)))
    assert found.sums.paid == 333
    assert sorted(one.after[0].yen for one in found.lines) == [33, 33, 33, 34, 34]


# --- several claims ---


def two(now):
    return (
        claim(line("1", "lawyer", 400 * MAN, facility="aoki"), name="c2", completed_at=now),
        claim(line("1", "lawyer", 400 * MAN, facility="hakata"), name="c1", completed_at=now + timedelta(hours=3)),
    )


@pytest.mark.parametrize(("split", "got"), [(FIRST_COME, [400, 100]), (PRO_RATA, [250, 250])])
def test_two_facilities_claim_on_one_day_and_share_what_is_left(now, split, got):
    found = settled(*two(now), terms=wording(split=split), holding=cover(facilities=("aoki", "hakata")))
    assert paid(found) == [one * MAN for one in got]
    told = [one for one in settlement_line(found).children if one.key == "settlement.split"]
    assert [(one.rule, one.status) for one in told] == [(split, "assumed")]


def test_facilities_with_limits_of_their_own_are_paid_apart(now):
    found = settled(*two(now), holding=cover(facilities=("aoki", "hakata"), shared=False))
    assert paid(found) == [400 * MAN, 400 * MAN]
    assert [(one.facility, one.left) for one in found.left if one.level.id == "cost_term"] == [
        ("aoki", 100 * MAN),
        ("hakata", 100 * MAN),
    ]


def test_a_claim_settled_anew_gives_way_to_no_other(now):
    first, second = two(now)
    ledger = settled(first, second).ledger
    more = replace(first, lines=(line("1", "lawyer", 300 * MAN), line("2", "reports", 50 * MAN)))
    found = settled(more, ledger=ledger)
    assert paid(found) == [300 * MAN, 50 * MAN]
    assert found.ledger.postings["c1/1"].paid == 100 * MAN


# --- laws ---

NAMES = [(part, item) for part, items in ITEMS.items() for item in items]
YEN = st.one_of(st.integers(0, 10**7), st.integers(0, LARGE))


@st.composite
def claims(draw, names=("c1", "c2", "c3")):
    found = []
    for name in names[: draw(st.integers(1, len(names)))]:
        chosen = draw(st.lists(st.tuples(st.sampled_from(NAMES), YEN, st.booleans()), max_size=6))
        lines = tuple(
            line(
                str(place),
                item,
                yen,
                part=part if named else "",
                facility=draw(st.sampled_from(["aoki", "hakata"])),
                heads=draw(st.integers(0, 1000)),
                hours=draw(st.integers(0, 240)),
            )
            for place, ((part, item), yen, named) in enumerate(chosen)
        )
        outcomes = {one: draw(st.sampled_from(OUTCOMES)) for one in NAMES if draw(st.booleans())}
        received = tuple(
            recovered(draw(YEN), f"r{place}", kind) for place, kind in enumerate(draw(KINDS)) if kind != "reduction"
        )
        how = draw(st.one_of(st.builds(dict, yen=YEN), st.builds(dict, rate=st.fractions(0, 1, max_denominator=20))))
        reductions = (reduced(**how),) if draw(st.booleans()) else ()
        paid_before = draw(st.integers(0, sum(one.yen for one in lines)))
        payments = (Payment("1", paid_before, date(2025, 12, 1)),) if draw(st.booleans()) else ()
        at = draw(st.sampled_from([None, NOW, NOW + timedelta(days=1)]))
        event = draw(st.sampled_from(["e1", "e2"]))
        found.append(Claim(name, event, lines, ALL_COVERED | outcomes, at, received, reductions, payments))
    return tuple(found)


KINDS = st.lists(st.sampled_from(["recovery", "other_insurance", "reduction"]), max_size=3)
LEVELS = st.permutations([*PRINTED, *TOKIO[:3], level("own", "deductible", "event", 5 * MAN)]).flatmap(
    lambda all_of: st.integers(0, len(all_of)).map(lambda count: tuple(all_of[:count]))
)
ORDERS = st.builds(
    lambda rules, stages: tuple(replace(rule, stage=stage) for rule, stage in zip(rules, stages, strict=True)),
    st.permutations(ASSUMED_DEDUCTIONS),
    st.tuples(*[st.sampled_from([BEFORE, AFTER])] * 3),
)
TERMS = st.builds(
    lambda levels, split, deductions: wording(levels, split=split, switches=[("waiting", 12)], deductions=deductions),
    LEVELS,
    st.sampled_from(SPLITS),
    ORDERS,
)
COVERS = st.builds(
    lambda cost, liability, shared, riders: cover(
        cost, liability, riders=riders, shared=shared, facilities=("aoki", "hakata")
    ),
    YEN,
    YEN,
    st.booleans(),
    st.sampled_from([(), ("lost_profit",)]),
)


@given(TERMS, COVERS, claims())
def test_conserves_every_yen_with_its_reason(terms, holding, asked):
    found = settled(*asked, terms=terms, holding=holding)
    for one in found.lines:
        assert one.line.yen == one.paid + sum(yen for _, yen in one.retained) + one.open
        assert all(yen > 0 for _, yen in one.retained)
    for sums in (found.sums, *(sums for _, sums in found.by_claim)):
        assert sums.demanded == sums.paid + sum(yen for _, yen in sums.retained) + sums.open
        assert sums.paid + sums.ahead == sums.paid_before + sums.due
    assert found.sums.paid == sum(one.paid for one in found.lines)


@given(TERMS, COVERS, claims())
def test_exceeds_no_level(terms, holding, asked):
    found = settled(*asked, terms=terms, holding=holding)
    assert all(one.left >= 0 for one in found.left)
    assert found.ledger == reopen("aoki", found.ledger.term, found.ledger.stack, found.ledger.postings.values())
    for (place, _, _), yen in found.ledger.used.items():
        level = found.ledger.stack.levels[place]
        assert level.kind == PER_HEAD or 0 < yen <= level.figure


@given(TERMS, COVERS, claims())
def test_settling_again_changes_nothing(terms, holding, asked):
    once = settled(*asked, terms=terms, holding=holding)
    again = settled(*asked, terms=terms, holding=holding, ledger=once.ledger)
    assert (again.lines, again.sums, again.ledger) == (once.lines, once.sums, once.ledger)


@given(TERMS, COVERS, claims())
def test_first_come_is_the_same_together_and_one_after_another(terms, holding, asked):
    terms = replace(terms, split=FIRST_COME)
    together, ledger = settled(*asked, terms=terms, holding=holding), None
    for one in sorted(asked, key=lambda one: (one.turn_at is None, one.turn_at or NOW)):
        ledger = settled(one, terms=terms, holding=holding, ledger=ledger).ledger
    assert together.ledger == ledger


@given(TERMS, COVERS, claims(), st.randoms(use_true_random=False))
def test_claims_are_paid_the_same_in_whatever_order_they_are_given_where_each_has_its_turn(
    terms, holding, asked, chance
):
    hours = enumerate(asked)
    asked = [replace(one, payments=(), completed_at=NOW + timedelta(hours=place)) for place, one in hours]
    mixed = list(asked)
    chance.shuffle(mixed)
    one = settled(*asked, terms=terms, holding=holding)
    other = settled(*mixed, terms=terms, holding=holding)
    assert one.ledger == other.ledger
    assert dict(one.by_claim) == dict(other.by_claim)


# --- trace and JSON ---


def walk(line):
    yield line
    for child in line.children:
        yield from walk(child)


@given(TERMS, COVERS, claims())
def test_every_line_of_the_trace_has_words_in_both_languages(catalogue, terms, holding, asked):
    for one in walk(settlement_line(settled(*asked, terms=terms, holding=holding))):
        assert catalogue.words.has(one.key), one.key
        assert "{" not in catalogue.words.line(one, "ja") + catalogue.words.line(one, "en")


def test_says_in_json_what_is_paid_why_the_rest_stays_and_what_is_left(catalogue):
    terms = wording(switches=[("waiting", None)])
    asked = claim(
        line("1", "lawyer", 700 * MAN, payee="Law office", document="inv-1", paid_on=date(2025, 12, 1)),
        line("2", "lost_profit", 5),
    )
    answer = settlement_answer(settled(asked, terms=terms), catalogue.words, "en")
    assert (answer["demanded_yen"], answer["paid_yen"], answer["due_yen"]) == (7_000_005, 5_000_000, 5_000_000)
    assert answer["retained"] == [
        {"level": "cost_event", "level_text": "cost_event", "yen": 2_000_000},
        {"level": "not_held", "level_text": "Not part of this cover", "yen": 5},
    ]
    first = answer["claims"][0]["lines"][0]
    assert (first["payee"], first["document"], first["paid_on"]) == ("Law office", "inv-1", "2025-12-01")
    assert {one["level"]: one["left_yen"] for one in answer["left"]} == {
        "cost_event": 0,
        "cost_term": 0,
        "liability_claim": 30_000_000,
        "liability_term": 30_000_000,
        "joint_term": 25_000_000,
    }
    assert answer["assumed"][0]["text"].startswith("How claims share what is left: first come by completed papers")
    assert answer["trace"]["key"] == "settlement"
