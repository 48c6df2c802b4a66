from datetime import datetime

import pytest

from sonae.core.coverage import decide
from sonae.core.fact_reading import Said
from sonae.core.moments import TOKYO
from sonae.core.problems import Refusal
from sonae.loader import BUILT_IN, load_catalogue
from sonae.loader.case_facts import facts_of_case
from sonae.loader.case_files import read_case
from sonae.loader.problems import Log

CATALOGUE = load_catalogue()
WORDING = CATALOGUE.wordings["sompo-medical-cyber-2025"]
CASES = BUILT_IN / "wordings" / WORDING.code / "cases"


@pytest.fixture
def facts_of():
    """What is known where these facts are said."""
    return lambda **said: facts_of_case({name: Said(text, "file 7") for name, text in said.items()}, WORDING, CATALOGUE)


def test_a_report_to_the_commission_is_the_fourth_act_that_makes_a_leak_manifest():
    log = Log()
    case = read_case(CASES / "leak-only-fax.yaml", "x", CATALOGUE, log)
    acts = ("public_report_at", "published_at", "persons_notified_at", "public_notice_at")
    kept = {name: one.said for name, one in case.values["facts"].items() if name not in acts}
    nothing = {**kept, **{name: Said("never") for name in acts[1:]}}
    filed = {**nothing, "ppc_preliminary_at": Said("2025-09-04T09:00+09:00")}
    before, after = (
        decide(case.terms, facts_of_case(said, WORDING, CATALOGUE), WORDING)
        for said in ({**nothing, "public_report_at": Said("never")}, filed)
    )
    assert (before.answers["leak_response"], after.answers["leak_response"]) == ("not_covered", "covered")


def test_a_notice_is_the_first_route_of_discovery_if_it_came_in_the_term_and_before_it_was_known():
    log = Log()
    case = read_case(CASES / "false-alarm-own-staff.yaml", "x", CATALOGUE, log)
    said = {name: one.said for name, one in case.values["facts"].items() if name != "public_notice_at"}

    def told(at, known):
        moments = {"jpcert_notice_at": at, "known_at": known, "discovered_at": min(at, known)}
        facts = facts_of_case({**said, **{name: Said(text) for name, text in moments.items()}}, WORDING, CATALOGUE)
        return decide(case.terms, facts, WORDING).met["attack-route"]

    notice = "2025-09-02T09:00+09:00"
    assert told(notice, known=notice) is True
    assert told(notice, known="2025-09-02T08:59+09:00") is False
    assert told("2027-09-02T09:00+09:00", known="2027-09-02T09:00+09:00") is False


def test_what_is_fed_says_from_which_clock_and_from_which_paper(facts_of):
    fed = facts_of(known_at="2025-06-03T02:10+09:00", ppc_preliminary_at="2025-06-05T09:00+09:00")["public_report_at"]
    assert (fed.value, fed.source, fed.rule) == (
        datetime(2025, 6, 5, 9, tzinfo=TOKYO),
        "file 7",
        "clock.ppc_preliminary",
    )


def test_everything_wrong_with_both_kinds_of_facts_is_told_at_once(facts_of):
    found = facts_of(ppc_preliminary_at="2025-06-05T09:00", attack="perhaps", no_such_fact="yes")
    assert isinstance(found, Refusal)
    assert {error.field for error in found.errors} == {"ppc_preliminary_at", "attack", "no_such_fact"}


def test_a_first_report_said_to_be_later_than_one_on_record_is_a_contradiction(facts_of):
    found = facts_of(public_report_at="2025-07-01T09:00+09:00", ppc_preliminary_at="2025-06-05T09:00+09:00")
    assert isinstance(found, Refusal)
    assert [error.key for error in found.errors] == ["problem.facts_contradict"]


def test_facts_that_only_clauses_ask_for_need_no_clocks(facts_of):
    assert set(facts_of(attack="no")) == {"attack"}
