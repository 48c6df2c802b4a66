from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from sonae.core.claims import Payment
from sonae.core.deductions import Received, Reduction
from sonae.core.ledger import Ledger
from sonae.core.levels import Stack
from sonae.core.limits import Amount
from sonae.core.moments import Term
from sonae.core.problems import Refusal
from sonae.core.settlement import settle
from tests.core.conftest import NOW
from tests.core.small_wording import PRINTED, claim, cover, level, line, wording

TERMS = wording(
    (
        *PRINTED,
        level("gift_cap", "per_head", "line", Amount(switch="gift_cap"), items=["gifts"]),
        level("waiting", "waiting", "line", 12, ["lost_profit"]),
    ),
    switches=[("gift_cap", 500)],
)
LAWYER = line("1", "lawyer", 100)
NAIVE = datetime(2025, 12, 1, 9)  # noqa: DTZ001  the point is that it has no zone


def told(*claims, holding=None, ledger=None):
    """What is wrong, as field: key without its beginning."""
    found = settle(holding or cover(), TERMS, claims, ledger)
    assert isinstance(found, Refusal)
    return [(one.field, one.key.removeprefix("problem.")) for one in found.errors]


def reduction(**changed):
    given = {"id": "d", "by": "Sato", "reason": "late notice", "decided_at": NOW, "yen": 1}
    return Reduction(**given | changed)


@pytest.mark.parametrize(
    ("changed", "field", "key"),
    [
        ({"yen": -1}, "yen", "yen_negative"),
        ({"yen": Fraction(1, 2)}, "yen", "yen_not_whole"),
        ({"yen": Fraction(2)}, "yen", "yen_not_whole"),
        ({"yen": "100"}, "yen", "yen_not_whole"),
        ({"yen": True}, "yen", "yen_not_whole"),
        ({"yen": 10**15 + 1}, "yen", "yen_beyond"),
        ({"item": "lawyers"}, "item", "item_unknown"),
        ({"part": "liabilities"}, "part", "part_unknown"),
        ({"part": "leak_response"}, "part", "item_of_another_part"),
        ({"facility": "mie"}, "facility", "facility_unknown"),
        ({"heads": -1}, "heads", "heads_range"),
        ({"heads": Fraction(1, 2)}, "heads", "heads_range"),
        ({"hours": -1}, "hours", "hours_range"),
        ({"hours": 24 * 366 + 1}, "hours", "hours_range"),
        ({"item": "gifts"}, "heads", "heads_needed"),
        ({"item": "lost_profit"}, "hours", "hours_needed"),
    ],
)
def test_refuses_a_line_that_cannot_be(changed, field, key):
    holding = cover(facilities=("aoki", "hakata"), riders=("lost_profit",))
    assert told(claim(replace(LAWYER, **changed)), holding=holding) == [(f"claims.c1.lines.1.{field}", key)]


@pytest.mark.parametrize(
    "fine",
    [
        {"yen": 0},
        {"yen": 10**15},
        {"heads": 0},
        {"hours": Fraction(1, 2)},
        {"item": "gifts", "heads": 3},
        {"item": "lost_profit", "hours": 24 * 366},
    ],
)
def test_takes_the_bounds_themselves(fine):
    holding = cover(riders=("lost_profit",))
    assert not isinstance(settle(holding, TERMS, [claim(replace(LAWYER, **fine))]), Refusal)


@pytest.mark.parametrize(
    ("changed", "field", "key"),
    [
        ({"id": "c/1"}, "", "claim_name"),
        ({"event": ""}, ".event", "event_needed"),
        ({"completed_at": NAIVE}, ".completed_at", "moment_without_zone"),
        ({"lines": (LAWYER, LAWYER)}, ".lines", "line_twice"),
        ({"lines": (replace(LAWYER, id=""),)}, ".lines", "name_needed"),
        ({"outcomes": {("costs", "lawyer"): "covered"}}, ".outcomes.costs/lawyer", "part_unknown"),
        ({"outcomes": {"liability": "covered"}}, ".outcomes", "outcome_place"),
        ({"outcomes": {("liability", "x"): "covered"}}, ".outcomes.liability/x", "item_unknown"),
        ({"outcomes": {("liability", "lawyer"): "paid"}}, ".outcomes.liability/lawyer", "outcome_unknown"),
        ({"payments": (Payment("p", -1, date(2025, 12, 1)),)}, ".payments.p.yen", "yen_negative"),
        ({"payments": (Payment("p", 1, date(2025, 12, 1)),) * 2}, ".payments", "payment_twice"),
        ({"received": (Received("r", "gift", 1, "vendor"),)}, ".received.r.kind", "deduction_kind"),
        ({"received": (Received("r", "recovery", -1, "vendor"),)}, ".received.r.yen", "yen_negative"),
        ({"received": (Received("r", "recovery", 1, ""),)}, ".received.r.payer", "payer_needed"),
        ({"received": (Received("r", "recovery", 1, "v", lines=("2",)),)}, ".received.r.lines", "line_unknown"),
        ({"received": (Received("r", "recovery", 1, "v"),) * 2}, ".deductions", "deduction_twice"),
        ({"reductions": (reduction(by=" "),)}, ".reductions.d.by", "reduction_by"),
        ({"reductions": (reduction(reason=""),)}, ".reductions.d.reason", "reduction_reason"),
        ({"reductions": (reduction(yen=None),)}, ".reductions.d", "reduction_yen_or_rate"),
        ({"reductions": (reduction(rate=Fraction(1, 2)),)}, ".reductions.d", "reduction_yen_or_rate"),
        ({"reductions": (reduction(yen=None, rate=Fraction(3, 2)),)}, ".reductions.d.rate", "reduction_rate"),
        ({"reductions": (reduction(yen=10**16),)}, ".reductions.d.yen", "yen_beyond"),
        ({"reductions": (reduction(decided_at=NAIVE),)}, ".reductions.d.decided_at", "moment_without_zone"),
        ({"reductions": (reduction(lines=("9",)),)}, ".reductions.d.lines", "line_unknown"),
    ],
)
def test_refuses_a_claim_that_cannot_be(changed, field, key):
    asked = replace(claim(LAWYER), **changed)
    assert told(asked) == [(f"claims.{asked.id}{field}", key)]


def test_tells_everything_at_once_and_changes_nothing():
    asked = claim(
        replace(LAWYER, yen=-1, item="lawyr"),
        replace(LAWYER, id="2", part="legal"),
        reductions=(reduction(by="", reason="", yen=None),),
        payments=(Payment("p", -1, date(2025, 12, 1)),),
    )
    assert told(asked, asked, holding=cover(switches={"gift": 500, "gift_cap": -1})) == [
        ("switches.gift", "switch_unknown"),
        ("switches.gift_cap", "switch_cannot_be"),
        ("claims", "claim_twice"),
        *[
            ("claims.c1.lines.1.yen", "yen_negative"),
            ("claims.c1.lines.1.item", "item_unknown"),
            ("claims.c1.lines.2.part", "part_unknown"),
            ("claims.c1.reductions.d.by", "reduction_by"),
            ("claims.c1.reductions.d.reason", "reduction_reason"),
            ("claims.c1.reductions.d", "reduction_yen_or_rate"),
            ("claims.c1.payments.p.yen", "yen_negative"),
        ]
        * 2,
    ]


def test_suggests_the_nearest_word():
    found = settle(cover(), TERMS, [claim(replace(LAWYER, item="lawyr"))])
    assert dict(found.errors[0].params)["nearest"] == "lawyer"


def test_wants_persons_only_of_a_line_that_comes_to_the_levels():
    gifts = replace(LAWYER, item="gifts")
    assert not isinstance(settle(cover(), TERMS, [claim(gifts, outcomes={})]), Refusal)


def test_wants_the_facility_where_each_has_its_own_limits():
    apart = cover(facilities=("aoki", "hakata"), shared=False)
    assert told(claim(LAWYER), holding=apart) == [("claims.c1.lines.1.facility", "facility_needed")]


def test_each_line_is_of_a_facility_that_is_listed_where_each_has_its_own_limits():
    invented = [replace(LAWYER, id=str(one), facility=f"f{one}") for one in range(2)]
    unlisted = [(f"claims.c1.lines.{one}.facility", "facility_unknown") for one in range(2)]
    assert told(claim(*invented), holding=cover(facilities=("aoki",), shared=False)) == unlisted
    assert told(claim(*invented), holding=cover(shared=False)) == [("facilities", "facilities_needed")]


def test_the_only_facility_has_one_set_of_limits_whether_a_line_names_it_or_not():
    alone = cover(1_000, facilities=("aoki",), shared=False)
    lines = (replace(LAWYER, yen=1_000), replace(LAWYER, id="2", yen=1_000, facility="aoki"))
    found = settle(alone, TERMS, [claim(*lines)])
    assert found.sums.paid == 1_000
    assert [one.facility for one in found.left if one.level.id == "cost_term"] == ["aoki"]


def test_refuses_amounts_and_switches_that_cannot_be():
    assert told(claim(LAWYER), holding=cover(liability=-1)) == [("amounts.liability_limit", "yen_negative")]
    assert told(claim(LAWYER), holding=cover(switches={"gift_cap": True})) == [
        ("switches.gift_cap", "switch_cannot_be")
    ]


def test_tells_of_a_missing_amount_once_whatever_levels_it_is_for():
    assert told(claim(LAWYER), holding=replace(cover(), amounts={"liability_limt": 5, "cost_limit": 1})) == [
        ("amounts.liability_limt", "amount_unread"),
        ("amounts.liability_limit", "amount_needed"),
    ]


def test_takes_no_ledger_of_another_member_or_with_other_levels():
    other = Ledger("hakata", cover().term, Stack(()))
    assert told(claim(LAWYER), ledger=other) == [("ledger", "ledger_of_another")]
    assert told(claim(LAWYER), ledger=replace(other, member="aoki")) == [("ledger", "ledger_other_levels")]


def test_takes_no_ledger_of_another_term():
    last = settle(cover(), TERMS, [claim(LAWYER)]).ledger
    term = Term(last.term.end, last.term.end + timedelta(days=365))
    assert told(claim(LAWYER), holding=replace(cover(), term=term), ledger=last) == [
        ("ledger", "ledger_of_another_term")
    ]


def test_what_was_posted_can_only_be_read():
    ledger = settle(cover(), TERMS, [claim(LAWYER)]).ledger
    with pytest.raises(TypeError):
        ledger.used[next(iter(ledger.used))] = 0
    with pytest.raises(TypeError):
        ledger.postings["c1/1"] = None


def test_every_problem_has_words_with_all_their_places_filled(catalogue):
    asked = claim(replace(LAWYER, yen=-1, item="lawyr", heads=-1, hours=-1), reductions=(reduction(by="", yen=None),))
    found = settle(cover(switches={"gift": 500, "gift_cap": -1}), TERMS, [asked])
    assert [one.key for one in found.errors if not catalogue.words.has(one.key)] == []
    said = [catalogue.words.problem(one, language) for one in found.errors for language in ("ja", "en")]
    assert [one for one in said if "{" in one] == []
