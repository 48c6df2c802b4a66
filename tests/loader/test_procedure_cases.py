"""A procedure's worked examples come out, and one that does not is told where it stands."""

import shutil
from datetime import datetime

import pytest

from sonae.core.moments import TOKYO
from sonae.loader.load import BUILT_IN, read_folders
from sonae.loader.problems import Log
from sonae.loader.procedure_cases import run_procedure_cases

NOW = datetime(2026, 11, 21, 12, tzinfo=TOKYO)
SERVED = ("fukuoka-2025", "mie-2025")
PACKAGED = BUILT_IN / "procedures" / "group-2025"


@pytest.fixture(scope="module")
def catalogue():
    return read_folders([BUILT_IN], Log())


@pytest.fixture
def ran(catalogue, tmp_path):
    """Run the packaged cases with one passage changed; give how many ran, and what was told."""

    def ran(old="", new=""):
        folder = tmp_path / "group-2025"
        shutil.copytree(PACKAGED, folder)
        text = (folder / "cases.yaml").read_text(encoding="utf-8")
        assert old in text
        (folder / "cases.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
        log = Log()
        count = run_procedure_cases(folder, tmp_path, catalogue, NOW, log)
        return count, [problem.say() for problem in log.problems]

    return ran


def test_the_packaged_cases_come_out(ran):
    count, told = ran()
    assert count > 15
    assert told == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("waits_for: agency, due_on: 2025-03-17", "waits_for: insurer", "the-agency-is-first.waits_for: expected ins"),
        ("annual_yen: 128_610", "annual_yen: 128_620", "an-offer-ten-percent-below.annual_yen: expected 128620, got"),
        ("four_eyes: false", "four_eyes: true", "an-offer-ten-percent-below.four_eyes: expected True, got False"),
        ("      - medical-2025.patches\n", "", "a-hospital-discloses-and-is-referred-for-every-reason.referral"),
        ("      - warning_read\n", "", "a-first-draft-wants-everything.wanting: expected"),
        ("scheme: mie-2025", "scheme: mie-2026", "a-first-draft-wants-everything.scheme: names 'mie-2026', which does"),
        ("[name_or_address, missing_item]", "[missing_itme]", ".reasons: names 'missing_itme', which does not exist"),
        ("{step: agency, at: 2025-03-11", "{step: agent, at: 2025-03-11", "step: names 'agent', which does not exist"),
        ("factor: factor_range", "factor: factor_step", "a-factor-beyond-the-range.factor: expected factor_step, got"),
    ],
)
def test_a_case_that_comes_out_otherwise_is_told(ran, old, new, expected):
    _, told = ran(old, new)
    assert len(told) == 1
    assert told[0].startswith("group-2025/cases.yaml:")
    assert expected in told[0]


@pytest.mark.parametrize("unsound", [*(f"schemes/{one}" for one in SERVED), "disclosures/medical-2025"])
def test_a_case_is_left_out_where_what_it_rests_on_is_wrong(catalogue, unsound, tmp_path):
    folder = tmp_path / "group-2025"
    shutil.copytree(PACKAGED, folder)
    text = (folder / "cases.yaml").read_text(encoding="utf-8")
    (folder / "cases.yaml").write_text(text.replace("{waits_for: member}", "{waits_for: agency}"), encoding="utf-8")
    log = Log(unsound={unsound})
    run_procedure_cases(folder, tmp_path, catalogue, NOW, log)
    assert bool(log.problems) == (unsound not in {"schemes/fukuoka-2025", "disclosures/medical-2025"})


def test_nothing_runs_where_the_procedure_itself_is_wrong(catalogue):
    log = Log(unsound={"procedures/group-2025"})
    assert run_procedure_cases(PACKAGED, BUILT_IN, catalogue, NOW, log) == 0
