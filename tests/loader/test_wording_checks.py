"""A clause that can decide nothing is told, and none is where there are too many answers to be sure."""

import shutil
from pathlib import Path

import pytest

from sonae.loader.load import BUILT_IN, read_folders
from sonae.loader.problems import Log

SMALL = Path(__file__).parents[1] / "support" / "small" / "wordings" / "small-2026"
FACT = (
    "  - {{id: {0}, type: yes_no, question: {{ja: {0}, en: {0}}}, status: example, source: docs/method/coverage.md}}\n"
)
CLAUSE = """\
  - {id: wide, kind: exclusion, number: "9", heading: {ja: a, en: a}, text: {ja: a, en: a}, when: %s,
     status: example, source: docs/x.md}
"""


@pytest.fixture
def told(tmp_path):
    """What is told of the small wording with one more clause over these facts."""

    def told(names, when, after=""):
        folder = tmp_path / "wordings" / "small-2026"
        shutil.copytree(SMALL, folder)
        facts = (folder / "facts.yaml").read_text(encoding="utf-8")
        more = "".join(map(FACT.format, names)).replace(
            "type: yes_no", f"type: yes_no, after: {after}" if after else "type: yes_no", 1
        )
        (folder / "facts.yaml").write_text(facts.replace("implications:", f"{more}implications:"), encoding="utf-8")
        with (folder / "clauses.yaml").open("a", encoding="utf-8") as file:
            file.write(CLAUSE % when)
        log = Log()
        read_folders([BUILT_IN, tmp_path], log)
        return [one.say().split(": ", 1)[1] for one in log.problems]

    return told


def test_a_clause_over_many_facts_is_not_called_unreachable_without_looking_at_every_answer(told):
    names = [f"f{number}" for number in range(16)]
    assert told(names, f"{{all: [{{not: f0}}, {', '.join(names[1:])}]}}") == []


def test_a_clause_that_contradicts_itself_is_never_met(told):
    (problem,) = told(["f0", "f1"], "{all: [f0, f1, {not: f0}]}")
    assert problem.startswith("wide: can decide nothing (never met")


@pytest.mark.parametrize(("after", "wrong"), [("leak", 0), ("later", 1), ("sooner", 1), ("{any: [leak, later]}", 1)])
def test_a_question_hangs_on_what_stands_above_it(told, after, wrong):
    found = told(("sooner", "later"), "{any: [sooner, later]}", after)
    assert len([one for one in found if "sooner.after" in one]) == wrong
