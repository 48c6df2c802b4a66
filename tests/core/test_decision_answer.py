"""A decision as data: the same facts under the same edition give the same bytes; nothing that bears on it is hidden."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.core.assumptions import assumed_of, levels_of
from sonae.core.coverage import decide
from sonae.core.decision_answer import decision_answer
from sonae.core.fact_reading import Said, read_facts
from sonae.core.facts import Known
from sonae.core.moments import TOKYO
from sonae.loader.case_files import read_case
from sonae.loader.problems import Log

FACTS = {
    "leak": "yes",
    "found_at": "2026-06-03T02:10+09:00",
    "reported_at": "2026-06-30T09:00+09:00",
    "unusual": "no",
    "neglected": "no",
    "approved": "no",
    "persons": "1200",
    "gift_yen": "500",
}


@pytest.fixture(scope="session")
def small(small_catalogue):
    return small_catalogue.wordings["small-2026"]


@pytest.fixture(scope="session")
def fax(small_catalogue):
    path = Path(__file__).parents[1] / "support/small/wordings/small-2026/cases/fax.yaml"
    return read_case(path, "fax.yaml", small_catalogue, Log(), wording="small-2026")


@pytest.fixture
def told(small, fax):
    """The decision on these facts, under the cover of the misdirected FAX."""

    def tell(**facts):
        return decide(
            fax.terms, read_facts(small.facts, small.implications, {n: Said(t) for n, t in facts.items()}), small
        )

    return tell


@pytest.fixture
def answer(told, small_catalogue):
    return lambda language="en", skip=(), **facts: decision_answer(told(**facts), small_catalogue.words, language, skip)


def decision_bytes(decision, words, language):
    answer = decision_answer(decision, words, language)
    return json.dumps(answer, ensure_ascii=False, sort_keys=True).encode()


@given(order=st.permutations(list(FACTS)), known=st.sets(st.sampled_from(list(FACTS))))
def test_equal_to_the_byte_whatever_the_order_in_which_facts_are_said(small_catalogue, small, fax, order, known):
    def said(names):
        facts = {name: Said(FACTS[name], f"{name}.pdf", "desk") for name in names if name in known}
        return decide(fax.terms, read_facts(small.facts, small.implications, facts), small)

    one, other = (decision_bytes(said(names), small_catalogue.words, "ja") for names in (FACTS, order))
    assert one == other


def test_another_edition_or_fact_gives_other_bytes(told, small_catalogue, fax):
    words, last_year = small_catalogue.words, small_catalogue.wordings["small-2025"]
    one = told(**FACTS)
    assert decision_bytes(one, words, "ja") != decision_bytes(told(**FACTS | {"leak": "no"}), words, "ja")
    facts = {name: fact for name, fact in one.facts.items() if name != "persons"}
    assert decision_bytes(one, words, "ja") != decision_bytes(decide(fax.terms, facts, last_year), words, "ja")


def test_gives_every_clause_with_its_result_facts_text_source_and_status(answer, small):
    clauses = {one["id"]: one for one in answer(**FACTS)["clauses"]}
    assert list(clauses) == list(small.clauses)
    meant = clauses["meant"]
    assert (meant["result"], meant["facts"], meant["sources"]) == (
        "not_met",
        ["intent", "who", "insured"],
        ["docs/method/coverage.md"],
    )
    assert (meant["when"], meant["unless"]) == ("intent", {"not": {"same": ["who", "insured"]}})
    assert (clauses["told"]["result"], clauses["told"]["status"]) == ("not_met", "assumed")


def test_gives_every_answer_with_its_reasons(answer):
    answers = {one["key"]: one for one in answer(**FACTS)["answers"]}
    assert answers["liability/litigation"]["because"] == ["approved"]
    assert answers["costs"]["reduced"] == ["told"]
    assert answers["profit"]["because"] == ["not_held"]
    assert [one["id"] for one in answer(**FACTS)["breaches"]] == ["told"]


def test_says_where_each_fact_came_from(small_catalogue, fax):
    facts = decision_answer(decide(fax.terms, fax.facts, fax.wording), small_catalogue.words, "ja")["facts"]
    by_name = {one["fact"]: one for one in facts}
    assert (by_name["leak"]["source"], by_name["leak"]["by"], by_name["leak"]["rule"]) == (
        "incident-report.pdf",
        "desk",
        None,
    )
    assert by_name["intent"]["rule"] == "nothing-unusual"
    assert by_name["intent"]["rule_text"].startswith("いつもと違う事情がなければ")
    assert list(by_name) == sorted(by_name)


def test_asks_in_order_with_whom_to_ask_and_why(answer):
    found = answer(leak="yes", unusual="no")
    first = found["questions"][0]
    assert {"fact", "question", "knows", "knows_text", "evidence", "clauses", "choices"} <= set(first)
    assert all(one["clauses"] for one in found["questions"])
    assert "attack" in found["needless"]
    asked = [one["fact"] for one in answer(leak="yes", unusual="no", skip=[first["fact"]])["questions"]]
    assert first["fact"] not in asked
    later = answer(leak="yes", unusual="no", skip=[first["fact"]])
    assert ([one["fact"] for one in later["unknown"]], later["stage"]) == ([first["fact"]], "open")


def test_tells_all_that_is_assumed_and_bears_on_the_cover(told, answer):
    found = {(one.kind, one.id) for one in assumed_of(told(**FACTS))}
    assert found == {
        ("clause", "gift-price"),
        ("clause", "told"),
        ("implication", "nothing-unusual"),
        ("switch", "cost_ratio"),
        ("level", "cost_ratio"),
    }
    assert "Share of costs paid: 90%" in [one["text"] for one in answer(**FACTS)["assumed"]]


def test_what_the_insurer_filled_in_is_not_assumed_any_more(told, fax, small):
    decision = decide(replace(fax.terms, switches={"cost_ratio": Fraction(1)}), told(**FACTS).facts, small)
    assert ("switch", "cost_ratio") not in {(one.kind, one.id) for one in assumed_of(decision)}
    assert [one.id for one in levels_of(decision)] == ["cost_ratio", "cost_limit", "joint"]


def test_a_rule_that_was_not_used_is_not_told(told):
    assert "implication" not in {one.kind for one in assumed_of(told(leak="yes"))}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_code_has_words_and_every_part_is_json(answer, language):
    text = json.dumps(answer(language, **FACTS), ensure_ascii=False)
    for key in ("clause_kind.", "effect.", "met.", "answer.", "knows.", "assumed_kind.", "said.", "status."):
        assert f'"{key}' not in text
    assert json.loads(text)["demonstration"]


def test_equal_moments_are_the_same_text_whatever_their_zone(small_catalogue, small, fax):
    moment = datetime(2026, 6, 3, 2, 10, tzinfo=TOKYO)
    one, other = (decide(fax.terms, {"found_at": Known(each)}, small) for each in (moment, moment.astimezone(UTC)))
    assert one.facts == other.facts
    assert decision_bytes(one, small_catalogue.words, "ja") == decision_bytes(other, small_catalogue.words, "ja")
