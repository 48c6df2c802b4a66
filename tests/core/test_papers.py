from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sonae.core.moments import TOKYO
from sonae.core.papers import Paper, completeness, needed_groups
from sonae.core.problems import Refusal
from tests.core.small_wording import paper_rules

RULES = paper_rules()
FIRST = datetime(2025, 12, 1, 9, tzinfo=TOKYO)
COSTS = ("request", "circumstances", "amount", "consent")


def came(*groups, at=FIRST):
    return [Paper(group, group, at + timedelta(days=place)) for place, group in enumerate(groups)]


def test_damages_need_the_proof_of_liability_and_costs_do_not():
    assert [one.id for one in needed_groups(RULES, ["costs"])] == list(COSTS)
    assert [one.id for one in needed_groups(RULES, ["damages"])] == [*COSTS, "liability_proof"]
    assert len(needed_groups(RULES, ["costs", "damages"])) == 5


def test_is_complete_when_the_last_needed_paper_reached_the_insurer():
    found = completeness(RULES, ["costs"], [*reversed(came(*COSTS))])
    assert found.complete_at == FIRST + timedelta(days=3)
    assert (found.missing, found.outstanding, found.line.key) == ((), (), "papers.complete")


def test_names_what_is_missing_and_what_was_asked_for_and_has_not_come():
    papers = [*came("request", "circumstances"), Paper("circumstances", "cause report")]
    found = completeness(RULES, ["costs"], papers)
    assert found.complete_at is None
    assert [one.id for one in found.missing] == ["amount", "consent"]
    assert [one.name for one in found.outstanding] == ["cause report"]
    assert [one.key.rpartition(".")[2] for one in found.line.children] == [
        "received",
        "outstanding",
        "missing",
        "missing",
    ]


def test_a_paper_that_is_not_needed_does_not_delay():
    late = Paper("liability_proof", "settlement", FIRST + timedelta(days=90))
    assert completeness(RULES, ["costs"], [*came(*COSTS), late]).complete_at == FIRST + timedelta(days=3)
    assert completeness(RULES, ["damages"], [*came(*COSTS), late]).complete_at == late.received_at


def test_tells_everything_that_is_wrong_at_once():
    found = completeness(RULES, ["cost"], [Paper("requests", "x"), Paper("request", "y", FIRST.replace(tzinfo=None))])
    assert isinstance(found, Refusal)
    assert [(one.field, one.key) for one in found.errors] == [
        ("claim_types", "problem.claim_type_unknown"),
        ("papers.0.group", "problem.paper_group_unknown"),
        ("papers.1.received_at", "problem.moment_without_zone"),
    ]
    assert dict(found.errors[1].params)["nearest"] == "request"
    assert [one.key for one in completeness(RULES, [], []).errors] == ["problem.claim_type_needed"]


@pytest.mark.parametrize("papers", [[], came(*COSTS), [*came(*COSTS), Paper("amount", "receipt")]])
def test_every_line_has_words(catalogue, papers):
    line = completeness(RULES, ["costs"], papers).line
    said = [catalogue.words.line(one, side) for one in (line, *line.children) for side in ("ja", "en")]
    assert [one for one in said if "{" in one or one.startswith("papers.")] == []


def test_a_claim_that_needs_no_paper_is_not_complete_by_itself():
    found = completeness(replace(RULES, groups=()), ["costs"], [])
    assert found.complete_at is None
