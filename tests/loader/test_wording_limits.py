"""What limits.yaml says beside the levels: when something is deducted, and how claims share what is left."""

import shutil
from pathlib import Path

import pytest

from sonae.core.deductions import ASSUMED_DEDUCTIONS
from sonae.loader import load_catalogue
from sonae.loader.load import read_folders
from sonae.loader.problems import Log

SMALL = Path(__file__).parents[1] / "support" / "small"


@pytest.fixture
def small(tmp_path):
    """Read the small wording with these deductions: the wording, and every problem met."""

    def read(*rows):
        folder = tmp_path / "small"
        shutil.copytree(SMALL, folder)
        limits = folder / "wordings" / "small-2026" / "limits.yaml"
        text = "deductions:\n" + "".join(f"  - {{{row}, status: example, source: docs/x.md}}\n" for row in rows)
        limits.write_text(limits.read_text(encoding="utf-8") + (text if rows else ""), encoding="utf-8")
        log = Log()
        catalogue = read_folders([folder], log)
        return catalogue.wordings.get("small-2026"), [(one.key, one.code) for one in log.problems]

    return read


def test_deductions_are_those_of_the_wording_in_its_order(small):
    wording, _ = small("kind: reduction, stage: before_limits", "kind: recovery, stage: after_limits")
    assert [(one.kind, one.stage, one.status) for one in wording.deductions] == [
        ("reduction", "before_limits", "example"),
        ("recovery", "after_limits", "example"),
    ]


def test_a_wording_that_says_nothing_has_the_assumed_ones_by_our_own_source(small):
    assert small()[0].deductions == ASSUMED_DEDUCTIONS
    assert {one.sources for one in ASSUMED_DEDUCTIONS} == {("docs/method/limits.md",)}


def test_the_packaged_wording_names_its_own_sources():
    wording = load_catalogue().wordings["sompo-medical-cyber-2025"]
    assert wording.deductions[2].sources[0] == "002_ddd17cbf1aa71dae.txt:1353-1354"
    assert (wording.sharing.status, wording.sharing.sources) == ("assumed", ("docs/method/coverage.md",))


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        (["kind: recovery, stage: before_limits, switch: deducted"], "recovery.switch"),
        (["kind: recovery, stage: between"], "deductions[0].stage"),
        (["kind: refund, stage: after_limits"], "deductions[0].kind"),
        (["kind: recovery, stage: after_limits"] * 2, "recovery"),
    ],
)
def test_a_deduction_that_cannot_be_is_told(small, rows, key):
    assert key in [name for name, _ in small(*rows)[1]]
