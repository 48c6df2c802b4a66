"""`make test` may leave out what a machine cannot run; with SONAE_REQUIRE_ALL=1 that is a failure."""

import os
import subprocess
import sys

import pytest

from tests.conventions.conftest import ROOT
from tests.support import lock, postgres

STORY = "tests/journeys/test_furniture.py::test_a_missing_page_says_so_in_the_house_design"


@pytest.mark.parametrize(("required", "status", "words"), [("", 0, "1 skipped"), ("1", 1, "SONAE_REQUIRE_ALL=1, but")])
def test_a_story_without_a_browser(tmp_path, required, status, words):
    variables = {"SONAE_REQUIRE_ALL": required, "SONAE_CHROMIUM": str(tmp_path / "none"), "DATABASE_URL": ""}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", STORY]
    ended = subprocess.run(command, cwd=ROOT, env=os.environ | variables, capture_output=True, text=True, check=False)
    assert (ended.returncode, words in ended.stdout) == (status, True), ended.stdout


@pytest.mark.parametrize(("required", "status"), [("", 0), ("1", 1)])
def test_a_machine_without_postgresql(monkeypatch, capsys, required, status):
    monkeypatch.setenv("SONAE_REQUIRE_ALL", required)
    monkeypatch.setattr(postgres, "binaries", _none)
    assert postgres.main(["pytest", "-m", "postgres"]) == status
    assert "not run: pytest -m postgres" in capsys.readouterr().err


def _none():
    raise postgres.MissingError("no PostgreSQL server binaries")


def test_the_locks_answer_to_the_project_file():
    assert lock.stale() == []


def test_a_lock_of_other_dependencies_is_stale(monkeypatch):
    monkeypatch.setitem(lock.EXTRAS, "requirements.lock", ("build", "dev"))
    assert lock.stale() == ["requirements.lock"]
