"""Another insurer's terms are data: no Python knows them, and their cases tell what they say."""

import shutil
from pathlib import Path

import pytest

from sonae.core.coverage import decide
from sonae.core.problems import Refusal
from sonae.loader import BUILT_IN, load_catalogue
from sonae.loader.case_files import read_case
from sonae.loader.load import read_folders
from sonae.loader.problems import Log
from sonae.loader.wording_cases import run_wording_cases

CHAMBER = Path(__file__).parent / "other_trade"
HOMES = {"sompo-medical-leak": BUILT_IN, "tokio-cyber": BUILT_IN, "chamber-wording-2026": CHAMBER}
LEAST = {"sompo-medical-leak": 7, "tokio-cyber": 10, "chamber-wording-2026": 5}


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue([CHAMBER])


@pytest.fixture(scope="module")
def cases(catalogue):
    def of(code):
        log = Log()
        paths = sorted((HOMES[code] / "wordings" / code / "cases").glob("*.yaml"))
        read = [read_case(path, path.name, catalogue, log, wording=code) for path in paths]
        assert log.problems == []
        return read

    return of


@pytest.fixture
def problems(tmp_path):
    """What is told of the chamber's folder with some of its wording's files changed."""

    def told(*changes):
        home = tmp_path / "chamber"
        shutil.copytree(CHAMBER, home)
        folder = home / "wordings" / "chamber-wording-2026"
        for name, old, new in changes:
            text = (folder / name).read_text(encoding="utf-8")
            assert text.count(old) == 1, old
            (folder / name).write_text(text.replace(old, new), encoding="utf-8")
        log = Log()
        run_wording_cases(folder, home, read_folders([BUILT_IN, home], log), log)
        return [problem.say().removeprefix("wordings/chamber-wording-2026/") for problem in log.problems]

    return told


@pytest.mark.parametrize("code", HOMES)
def test_every_case_comes_out_as_written(catalogue, code):
    log = Log()
    folder = HOMES[code] / "wordings" / code
    assert run_wording_cases(folder, HOMES[code], catalogue, log) >= LEAST[code]
    assert [problem.say() for problem in log.problems] == []


@pytest.mark.parametrize("code", HOMES)
def test_every_clause_is_both_met_and_not_met_over_the_cases(catalogue, cases, code):
    wording = catalogue.wordings[code]
    told = [case for case in cases(code) if not isinstance(case.facts, Refusal)]
    decisions = [decide(case.terms, case.facts, wording) for case in told]
    seen = {name: {one.met[name] for one in decisions} for name in wording.clauses}
    assert [name for name, met in seen.items() if not {True, False} <= met] == []


@pytest.mark.parametrize("code", HOMES)
def test_every_case_tells_its_story_in_both_languages(cases, code):
    assert [case.code for case in cases(code) if not (case.values["title"] and case.values["story"])] == []


@pytest.mark.parametrize("code", ["sompo-medical-leak", "tokio-cyber"])
def test_no_scheme_stands_on_terms_pieced_together_from_public_pages(catalogue, code):
    wording = catalogue.wordings[code]
    assert wording.schemes == ()
    assert all(catalogue.wording_of(scheme) is not wording for scheme in catalogue.schemes.values())
    assert wording.notes


def test_no_python_knows_an_insurers_terms(root):
    words = ("sompo-medical-leak", "tokio-cyber", "waiting_hours", "gift_per_victim", "apologised_at")
    texts = {path: path.read_text(encoding="utf-8") for path in (root / "src").rglob("*.py")}
    assert [(path, word) for path, text in texts.items() for word in words if word in text] == []


def test_another_trade_finds_its_wording_through_its_scheme(catalogue):
    assert catalogue.wording_of(catalogue.schemes["chamber-2026"]).code == "chamber-wording-2026"


def test_the_order_of_deductible_and_ratio_is_data(catalogue):
    order = {
        code: [level.kind for level in catalogue.wordings[code].levels if level.kind in {"ratio", "deductible"}]
        for code in ("sompo-medical-leak", "chamber-wording-2026")
    }
    assert order == {"sompo-medical-leak": ["ratio", "deductible"], "chamber-wording-2026": ["deductible", "ratio"]}


def test_a_length_of_time_may_be_a_term_of_the_contract(cases):
    answers = {case.code: decide(case.terms, case.facts, case.wording) for case in cases("chamber-wording-2026")}
    assert not any(isinstance(one, Refusal) for one in answers.values())
    assert answers["attacked-and-late"].met["reported-soon"] is False
    assert answers["thirty-days-agreed"].met["reported-soon"] is True


GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "adding-a-wording.md"
LATE = ("cases/attacked-and-late.yaml", "incident_response: covered", "incident_response: not_covered")
MISTAKES = {
    "names_and_bounds": (
        ("clauses.yaml", "days: report_days", "days: report_dais"),
        ("limits.yaml", "{of: deductible}", "{of: deductable}"),
        ("wording.yaml", 'value: "10"', 'value: "31"'),
    ),
    "no_use": (
        ("clauses.yaml", "{all: [supplier_failed, line_stopped]}", "{any: [line_stopped, {not: line_stopped}]}"),
    ),
    "cases": (
        LATE,
        ("cases/supplier-down.yaml", "found_at: 2026-06-01T00:00+09:00", "found_at: 2026-06-01T00:00"),
        ("cases/supplier-down.yaml", "machines_stopped: 1", "machines_stopped: 1.5"),
    ),
}


@pytest.mark.parametrize("kind", MISTAKES)
def test_the_guide_shows_what_mistakes_look_like_all_at_once(problems, kind):
    blocks = GUIDE.read_text(encoding="utf-8").split("```")
    assert "\n" + "\n".join(sorted(problems(*MISTAKES[kind]))) + "\n" in blocks


def test_the_facts_shown_in_the_guide_fit_the_example(problems):
    (shown,) = (block for block in GUIDE.read_text(encoding="utf-8").split("```") if block.startswith("yaml\nfacts:"))
    fact, rules = shown.removeprefix("yaml\n").split("menus:\n")
    last = 'source: "chamber-2026.txt:214"}\n'
    assert problems(("facts.yaml", "facts:\n", fact), ("facts.yaml", last, f"{last}menus:\n{rules}")) == []


def test_bounds_are_only_for_numbers(problems):
    (found,) = problems(("wording.yaml", 'value: "0.8", text', 'value: "0.8", lowest: 0, text'))
    assert found.endswith("cost_ratio.type: is 'rate'; write lowest and highest only for the types count and yen")


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ("1.5", "is '1.5'; write a whole number"),
        ("cost_ratio", "cost_ratio is of the type `rate`; here a fact of the type count is needed"),
    ],
)
def test_a_length_of_time_is_a_whole_number_or_a_count(problems, days, told):
    (found,) = problems(("clauses.yaml", "days: report_days", f"days: {days}"))
    assert found.split(": ", 2)[2] == told


def test_a_case_is_refused_a_term_beyond_its_bounds(problems):
    (found,) = problems(("cases/thirty-days-agreed.yaml", '"30"', '"31"'))
    assert found.endswith("cover.switches.report_days: is '31'; write a whole number from 1 to 30")


def test_a_clause_whose_condition_is_wrong_is_not_called_unknown_as_well(problems):
    found = problems(("facts.yaml", "id: supplier_failed", "id: supplier_stopped"))
    assert [one.split(": ")[1] for one in found] == ["supply_chain.when.all[0]"]
