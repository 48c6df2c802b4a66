"""One deliberately wrong catalogue for each message: told with file, line, key and what would be right."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from sonae.core.moments import TOKYO
from sonae.loader.cases import run_cases
from sonae.loader.clock_examples import run_clock_cases
from sonae.loader.load import BUILT_IN, read_folders
from sonae.loader.messages import MESSAGES
from sonae.loader.problems import CatalogueError, Log
from sonae.loader.procedure_cases import run_procedure_cases
from sonae.loader.wording_cases import run_wording_cases

WRONG = Path(__file__).parent / "wrong"
UNFILLED = re.compile(r"\{\w*[!}]")
NOW = datetime(2026, 11, 21, 12, tzinfo=TOKYO)


def problems_of(folder):
    log = Log()
    # what refers to the built-in schemes, or is told in the built-in words; and a code can only stand twice beside it
    beside = (
        folder.name in {"duplicate_code", "problem", "scheme_claimed", "scheme_served"} or (folder / "schemes").exists()
    )
    catalogue = read_folders([BUILT_IN, folder] if beside else [folder], log)
    for scheme in sorted((folder / "schemes").glob("*")):
        run_cases(scheme, folder, catalogue, NOW, log)
    for wording in sorted((folder / "wordings").glob("*")):
        run_wording_cases(wording, folder, catalogue, log)
    for procedure in sorted((folder / "procedures").glob("*")):
        run_procedure_cases(procedure, folder, catalogue, NOW, log)
    for clocks in sorted((folder / "clocks").glob("*")):
        run_clock_cases(clocks, folder, catalogue, NOW, log)
    return CatalogueError(log.problems).problems


def test_every_message_has_a_wrong_catalogue():
    assert {folder.name for folder in WRONG.iterdir()} == set(MESSAGES)


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_wrong_catalogue_is_told_exactly(code):
    found = problems_of(WRONG / code)
    expected = (WRONG / code / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert [problem.say().replace(WRONG.as_posix(), "") for problem in found] == expected
    assert code in {problem.code for problem in found}
    assert not [problem.say("ja") for problem in found if UNFILLED.search(problem.say("ja"))]


def test_all_problems_of_several_folders_are_told_at_once():
    log = Log()
    read_folders([WRONG / code for code in ("missing_status", "missing_words", "order")], log)
    assert {problem.code for problem in log.problems} >= {"missing_status", "missing_words", "order"}
