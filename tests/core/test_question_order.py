"""What is asked first, and what last, of the insurer's wording."""

import pytest

from sonae.core.cover_terms import CoverTerms
from sonae.core.coverage import decide
from sonae.core.fact_reading import Said, read_facts
from sonae.core.questions import next_questions


@pytest.fixture
def asked(catalogue, fukuoka):
    wording = catalogue.wordings["sompo-medical-cyber-2025"]
    plan = fukuoka.coverage["all_risk"]
    terms = CoverTerms(
        member="aoki-clinic",
        family="all_risk",
        parts=frozenset(plan.parts),
        triggers=frozenset(plan.triggers),
        term=fukuoka.term,
        first_contract_at=fukuoka.term.start,
        amounts={},
    )

    def ask(**said):
        facts = read_facts(wording.facts, wording.implications, {name: Said(text) for name, text in said.items()})
        return next_questions(decide(terms, facts, wording))

    return ask


def test_asks_for_duties_after_what_can_refuse(asked):
    first = asked()
    assert first[:2] == ("what_happened", "unusual")
    assert first.index("duties") > first.index("business")


def test_asks_for_duties_alone_when_a_person_must_decide_anyway(asked):
    assert asked(war_sign="yes")[0] == "duties"


def test_asks_whether_anybody_claims_before_how_the_claim_was_met(asked):
    known = asked(unusual="none", joining_matters="none", what_happened="misdirected")
    assert "claim_made_at" in known
    assert "approval" not in known
    assert "approval" in asked(unusual="none", joining_matters="none", claim_made_at="2025-11-20T09:00+09:00")
    assert "approval" not in asked(unusual="none", joining_matters="none", claim_made_at="never")


def test_asks_nothing_about_what_nobody_has_told_of(asked):
    listed = asked(what_happened="suspicion", business="facility", claim_made_at="never")
    told_of = {"other_loss", "whose_data", "ip_right", "fire_or_explosion", "system_failed", "premium_higher"}
    assert told_of.isdisjoint(listed)
    assert "other_loss" in asked(what_happened="suspicion", bodily_injury="yes")


def test_asks_whether_anything_leaked_before_whose_data(asked):
    assert "whose_data" not in asked(what_happened="ransomware", unusual="none", joining_matters="none")
    assert "whose_data" in asked(
        what_happened="ransomware", unusual="none", joining_matters="none", information_leak="yes"
    )
