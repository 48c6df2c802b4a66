import pytest

from sonae.core.coverage import decide
from sonae.core.problems import Refusal
from sonae.loader import BUILT_IN, load_catalogue
from sonae.loader.case_files import read_case
from sonae.loader.problems import Log

CATALOGUE = load_catalogue()
WORDINGS = sorted(CATALOGUE.wordings)


def cases_of(code):
    """Every worked case of a wording as read, none with anything wrong in its file."""
    log = Log()
    paths = sorted((BUILT_IN / "wordings" / code / "cases").glob("*.yaml"))
    cases = [read_case(path, path.name, CATALOGUE, log, wording=code) for path in paths]
    assert log.problems == []
    return cases


def decided(code):
    """The decisions of a wording's cases, without those that are refused."""
    answers = [
        decide(one.terms, one.facts, one.wording) for one in cases_of(code) if not isinstance(one.facts, Refusal)
    ]
    return [one for one in answers if not isinstance(one, Refusal)]


@pytest.mark.parametrize("code", WORDINGS)
def test_every_clause_is_met_and_missed_by_some_case(code):
    found = {(name, met) for decision in decided(code) for name, met in decision.met.items()}
    wanted = {(name, met) for name in CATALOGUE.wordings[code].clauses for met in (True, False)}
    assert wanted - found == set()


@pytest.mark.parametrize("code", WORDINGS)
def test_every_part_is_paid_by_one_case_and_not_by_another(code):
    found = {(one.part, one.answer) for decision in decided(code) for one in decision.outcomes}
    wanted = {(part, answer) for part in CATALOGUE.wordings[code].parts for answer in ("covered", "not_covered")}
    assert wanted - found == set()


def test_the_first_wording_has_sixty_cases_and_more_that_a_lawyer_can_read():
    cases = cases_of("sompo-medical-cyber-2025")
    assert len(cases) >= 60
    assert [one.code for one in cases if not (one.values["title"] and one.values["story"])] == []


@pytest.mark.parametrize("code", WORDINGS)
def test_every_case_expects_an_answer(code):
    assert [one.code for one in cases_of(code) if not one.expect] == []
