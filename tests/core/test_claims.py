import pytest

from sonae.core.claims import allocate, parts_with, switch_values
from tests.core.small_wording import ALL_COVERED, cover, line, wording

WORDING = wording()


def allocated(item, outcomes, *, part="", held=None, family="all_risk"):
    holding = cover(family=family) if held is None else cover(family=family, riders=held)
    found = allocate(WORDING, holding, line("1", item, 100, part=part), outcomes)
    return found.part, found.outcome


def both(leak, incident):
    return {("leak_response", "gifts"): leak, ("incident_response", "gifts"): incident}


@pytest.mark.parametrize(
    ("leak", "incident", "part", "outcome"),
    [
        ("covered", "covered", "leak_response", "covered"),
        ("not_covered", "covered", "incident_response", "covered"),
        ("undecided", "covered", "incident_response", "covered"),
        ("undecided", "not_covered", "leak_response", "undecided"),
        ("not_covered", "needs_person", "incident_response", "needs_person"),
        ("not_covered", "not_covered", "leak_response", "not_covered"),
    ],
)
def test_a_line_of_two_parts_belongs_to_the_first_that_covers_it(leak, incident, part, outcome):
    assert allocated("gifts", both(leak, incident)) == (part, outcome)


def test_a_line_keeps_the_part_it_names():
    assert allocated("gifts", both("covered", "covered"), part="incident_response") == ("incident_response", "covered")
    assert allocated("gifts", both("covered", "not_covered"), part="incident_response") == (
        "incident_response",
        "not_covered",
    )


def test_what_is_not_decided_at_all_is_undecided():
    assert allocated("gifts", {}) == ("leak_response", "undecided")


def test_parts_outside_the_order_come_after_it():
    assert [part.id for part in parts_with(WORDING, "lawyer")] == [
        "incident_response",
        "attack_response",
        "legal_response",
    ]


def test_a_rider_that_is_not_held_has_no_line():
    assert allocated("lost_profit", ALL_COVERED) == ("lost_profit", "not_held")
    assert allocated("lost_profit", ALL_COVERED, held=("lost_profit",)) == ("lost_profit", "covered")


def test_an_item_of_another_plan_family_is_not_held():
    assert allocated("forensics", ALL_COVERED, family="leak_only") == ("incident_response", "not_held")
    assert allocated("forensics", ALL_COVERED, family="leak_only", part="attack_response") == (
        "attack_response",
        "not_held",
    )


def test_says_that_the_rule_was_assumed_only_where_it_decided():
    gifts = allocate(WORDING, cover(), line("1", "gifts", 1), ALL_COVERED).line
    assert (gifts.key, gifts.status, gifts.source) == ("settlement.allocated.several", "assumed", "f:3")
    assert dict(gifts.params)["listed"] == "leak_response, incident_response"
    alone = allocate(WORDING, cover(), line("1", "reports", 1), ALL_COVERED).line
    assert (alone.key, alone.status) == ("settlement.allocated", "")
    named = allocate(WORDING, cover(), line("1", "gifts", 1, part="leak_response"), ALL_COVERED).line
    assert named.key == "settlement.allocated"


def test_an_outcome_nobody_knows_is_told():
    with pytest.raises(ValueError, match="maybe is no outcome"):
        allocated("reports", {("legal_response", "reports"): "maybe"})


def test_what_the_insurer_filled_in_stands_over_what_was_assumed():
    filled = wording(switches=[("gift_cap", None), ("waiting", 12)])
    assert switch_values(filled, cover(switches={"gift_cap": 500})) == {"gift_cap": 500, "waiting": 12}
