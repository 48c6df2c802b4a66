"""The clock of payment and the wording's rule of payment say one day for one case."""

from datetime import datetime

import pytest

from sonae.core.clock_reading import read_switches
from sonae.core.moments import TOKYO
from sonae.core.payment_day import payment_day
from sonae.core.problems import Refusal
from sonae.core.switches import assumed_in
from sonae.loader import BUILT_IN, load_catalogue
from sonae.loader.case_files import read_case
from sonae.loader.clock_cases import answer_case, read_clock_case
from sonae.loader.notices import PAYMENT, notices_of, obstructions_of
from sonae.loader.problems import Log

CATALOGUE = load_catalogue()
EDITION = CATALOGUE.clocks_called()
WORDING = CATALOGUE.wordings["sompo-medical-cyber-2025"]
CLOCK_CASES = sorted((BUILT_IN / "clocks" / EDITION.code / "cases").glob("*.yaml"))
PAID_CASES = sorted((BUILT_IN / "wordings" / WORDING.code / "cases").glob("paid-*.yaml"))
FIRST_DAY = WORDING.papers.first_day


def payment_of(path, at=None):
    """What the clocks say of the payment in a case file, and when they say it; None where they refuse the case."""
    log = Log()
    case = read_clock_case(path, path.name, log)
    assert log.problems == []
    answer = answer_case(case, EDITION, CATALOGUE, at or case.at)
    if isinstance(answer, Refusal):
        return case, None
    return case, next(one for one in answer.states if one.clock.id == PAYMENT)


def test_the_grounds_and_the_switch_are_the_same():
    clock = EDITION.clocks[PAYMENT]
    assert {one.id: (one.number, one.days) for one in WORDING.papers.grounds} == {
        one.id: (one.number, one.days) for one in clock.extension.grounds.values()
    }
    assert clock.extension.obstruction
    assert clock.counting.first_day == FIRST_DAY
    for name in (FIRST_DAY, *(one.days for one in WORDING.papers.grounds)):
        assert EDITION.switches[name].value == WORDING.switches[name].value
    assert [one.longest for one in clock.rules] == [WORDING.papers.days]


@pytest.mark.parametrize("path", CLOCK_CASES, ids=lambda path: path.stem)
def test_the_wording_gives_the_day_of_every_worked_clock(path, now):
    case, state = payment_of(path, now if "at:" not in path.read_text(encoding="utf-8") else None)
    if state is None or state.started_at is None:
        assert "payment: {due_on" not in path.read_text(encoding="utf-8")
        return
    filled = read_switches(EDITION, case.values["switches"])
    switches = {**{name: one.value for name, one in WORDING.switches.items()}, **filled}
    given = [one for one in notices_of(case.values, case.event, clock=PAYMENT) if one.given_at <= case.at]
    hindered, assumed = obstructions_of(case.values, case.event), assumed_in(WORDING.switches, filled)
    found = payment_day(WORDING.papers, state.started_at, switches, given, hindered, assumed=assumed)
    assert found.last_day == state.ends.due_on
    assert [one.key for one in found.course.problems] == [one.key for one in state.ends.problems]


@pytest.mark.parametrize("path", PAID_CASES, ids=lambda path: path.stem)
def test_the_clock_gives_the_day_of_every_worked_payment_from_the_same_file(path):
    case = read_case(path, path.name, CATALOGUE, Log(), wording=WORDING.code)
    told, state = payment_of(path, datetime(2030, 1, 1, tzinfo=TOKYO))
    assert case.expect["pay_by"]
    assert state.ends.due_on == case.expect["pay_by"][told.event]
