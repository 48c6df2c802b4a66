"""What has not come yet waits, but only while it can come in time."""

from dataclasses import replace

import pytest

from sonae.core.awaiting import awaited
from sonae.core.claims import outcomes_of
from sonae.core.conditions import Before, Chosen, Happened, Inside, Is, Not
from sonae.core.moments import NEVER
from sonae.core.scheme import Text
from tests.support.terms import TERM, at, clause, fact, follows, judged, part, wording

WAITING = Text("来たら判断します。", "It will be judged when it comes.")
MINUTE = 1 / 60


def waiting(name, when, **more):
    return replace(clause(name, "condition", when, **more), later=WAITING)


@pytest.fixture
def terms():
    """Damages demanded within the term, never before the first notice; costs of helping, once the insurer asks."""
    facts = [
        *("leak", "meant", "asked"),
        fact("claimed_at", "moment"),
        fact("noticed_at", "moment"),
        fact("step", "choice", choices=("none", "taken")),
        *(fact(name, "moment", given=True) for name in ("term_start", "term_end")),
    ]
    clauses = [
        clause("leaked", "trigger", Is("leak")),
        waiting("demanded", Inside("claimed_at", "term_start", "term_end"), on=["liability"]),
        waiting("helped", Is("asked"), on=["liability/help"]),
        waiting("stepped", Chosen("step", frozenset({"taken"})), on=["costs"]),
        clause("intent", "exclusion", Is("meant")),
    ]
    rules = [
        follows("before", Before("claimed_at", "noticed_at", or_same=False)),
        follows("none", Not(Happened("claimed_at")), asked=False),
    ]
    parts = [part("liability", "damages", "help", side="liability"), part("costs", "letters")]
    return wording(facts, clauses, parts=parts, implications=rules)


def decided(terms, **facts):
    known = {"leak": True, "meant": False, "noticed_at": at(1), "claimed_at": NEVER, "step": "taken", **facts}
    return judged(terms, **{name: value for name, value in known.items() if value is not None})


def waits_of(terms, **facts):
    """The clauses that each outcome waits for, for those that wait."""
    decision = decided(terms, **facts)
    told = {one.key: [each.id for each in awaited(decision, one)] for one in decision.outcomes}
    return {name: clauses for name, clauses in told.items() if clauses}


def test_a_demand_may_come_and_with_it_what_hangs_on_it(terms):
    demanded = ["demanded"]
    assert waits_of(terms) == {
        "liability": demanded,
        "liability/damages": demanded,
        "liability/help": [*demanded, "helped"],
    }


def test_what_waits_is_open_for_payment(terms):
    assert outcomes_of(decided(terms)) == {
        ("liability", "damages"): "undecided",
        ("liability", "help"): "undecided",
        ("costs", "letters"): "covered",
    }


@pytest.mark.parametrize(
    ("noticed_at", "waits"),
    [
        (TERM.end, False),
        (at(365, hours=MINUTE), False),
        (at(365, hours=-MINUTE), True),
        (at(0), True),
        (at(-1), True),
        (None, True),
    ],
)
def test_no_demand_comes_in_a_term_whose_end_the_first_notice_did_not_reach(terms, noticed_at, waits):
    assert ("liability" in waits_of(terms, noticed_at=noticed_at)) is waits


@pytest.mark.parametrize(
    ("paid_at", "waits"), [(TERM.end, False), (TERM.end.date(), True), (at(365, hours=-MINUTE), True), (at(400), False)]
)
def test_what_has_not_come_by_a_moment_after_the_term_can_only_come_later(terms, paid_at, waits):
    known = replace(terms, facts={**terms.facts, "paid_at": fact("paid_at", "moment")})
    assert ("liability" in waits_of(known, paid_at=paid_at)) is waits


def test_what_may_come_at_any_time_still_waits_after_the_term(terms):
    happens = replace(terms.clauses["demanded"], when=Happened("claimed_at"))
    anytime = replace(terms, clauses={**terms.clauses, "demanded": happens})
    assert "liability" in waits_of(anytime, noticed_at=at(400))


def test_a_demand_that_came_waits_for_nothing_more_but_what_may_be_asked_then(terms):
    assert waits_of(terms, claimed_at=at(400)) == {}
    assert waits_of(terms, claimed_at=at(40), asked=False) == {"liability/help": ["helped"]}


def test_a_choice_may_come_to_be_another(terms):
    found = waits_of(terms, step="none", claimed_at=at(40), asked=True)
    assert found == {"costs": ["stepped"], "costs/letters": ["stepped"]}


def test_another_clause_that_refuses_ends_the_waiting(terms):
    assert waits_of(terms, meant=True) == {}


def test_a_clause_that_does_not_say_what_it_waits_for_refuses(terms):
    said = {**terms.clauses, "demanded": replace(terms.clauses["demanded"], later=None)}
    assert waits_of(replace(terms, clauses=said)) == {}
