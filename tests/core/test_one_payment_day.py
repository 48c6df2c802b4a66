"""The clock of payment and the wording's rule of payment say one day for one case."""

import pytest

from sonae.core.clock_reading import read_clocks
from sonae.core.clocks import Asked, Notice
from sonae.core.facts import Known
from sonae.core.payment_day import Extension, payment_day
from sonae.core.problems import Refusal
from sonae.loader import BUILT_IN, load_catalogue
from sonae.loader.case_claims import papers_of
from sonae.loader.case_files import read_case
from sonae.loader.clock_cases import answer_case, read_clock_case
from sonae.loader.problems import Log

CATALOGUE = load_catalogue()
EDITION = CATALOGUE.clocks_called()
WORDING = CATALOGUE.wordings["sompo-medical-cyber-2025"]
CLOCK_CASES = sorted((BUILT_IN / "clocks" / EDITION.code / "cases").glob("*.yaml"))
PAID_CASES = sorted((BUILT_IN / "wordings" / WORDING.code / "cases").glob("paid-*.yaml"))
FIRST_DAY = WORDING.papers.first_day


def of_payment(states):
    return next(one for one in states if one.clock.id == "payment")


def test_the_grounds_and_the_switch_are_the_same():
    clock = EDITION.clocks["payment"]
    assert {one.id: (one.number, one.days) for one in WORDING.papers.grounds} == {
        one.id: (one.number, one.days) for one in clock.extension.grounds.values()
    }
    assert clock.counting.first_day == FIRST_DAY
    assert EDITION.switches[FIRST_DAY].value == WORDING.switches[FIRST_DAY].value
    assert [one.longest for one in clock.rules] == [WORDING.papers.days]


@pytest.mark.parametrize("path", CLOCK_CASES, ids=lambda path: path.stem)
def test_the_wording_gives_the_day_of_every_worked_clock(path, now):
    log = Log()
    case = read_clock_case(path, path.name, log)
    assert log.problems == []
    answer = answer_case(case, EDITION, CATALOGUE, case.at or now)
    state = None if isinstance(answer, Refusal) else of_payment(answer.states)
    if state is None or state.started_at is None:
        assert "payment: {due_on" not in path.read_text(encoding="utf-8")
        return
    notices = sorted((one for one in case.notices if one.clock == "payment"), key=lambda one: one.given_at)
    given = [
        Extension(one.ground, one.text and ", ".join(one.items), one.expected_on, one.given_at, one.agreed_with)
        for one in notices
    ]
    switches = {FIRST_DAY: case.values["switches"].get(FIRST_DAY, "yes") not in {"no", "いいえ"}}
    known = [one for one, notice in zip(given, notices, strict=True) if notice.given_at <= answer.at]
    found = payment_day(WORDING.papers, state.started_at, switches, known)
    assert isinstance(found, Refusal) == bool(state.ends.problems)
    if isinstance(found, Refusal):
        kept = [one for one, notice in zip(given, notices, strict=True) if notice in state.ends.extended]
        found = payment_day(WORDING.papers, state.started_at, switches, kept)
    assert found.last_day == state.ends.due_on


def clock_of(papers, longer):
    """The day of the clock of payment for these papers and notices."""
    complete_at = max(one.received_at for one in papers)
    notices = tuple(
        Notice("payment", one.ground, one.notified_at, "t", (one.to_confirm,), one.expected_on, "", one.agreed_with)
        for one in longer
    )
    at = max([complete_at, *(one.given_at for one in notices)])
    known = {"claim_complete_at": Known(complete_at)}
    states = read_clocks(EDITION, known, CATALOGUE.calendar, at=at, asked=Asked(notices))
    return of_payment(states).ends.due_on


@pytest.mark.parametrize("path", PAID_CASES, ids=lambda path: path.stem)
def test_the_clock_gives_the_day_of_every_worked_payment(path):
    case = read_case(path, path.name, CATALOGUE, Log(), wording=WORDING.code)
    papers = {event: papers_of(case.values["papers"][event]) for event in case.expect["pay_by"]}
    days = {event: clock_of(came, longer) for event, (came, longer, _) in papers.items()}
    assert days
    assert days == case.expect["pay_by"]
