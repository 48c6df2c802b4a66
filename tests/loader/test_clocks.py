"""An edition of clocks is read strictly, answers its own cases, and each mistake is told where it stands."""

import csv
import re
import shutil
import subprocess
import sys
from datetime import date, datetime

import pytest

from sonae.core.moments import TOKYO
from sonae.loader import CatalogueError, load_catalogue
from sonae.loader.clock_cases import answer_case, read_clock_case
from sonae.loader.clock_examples import run_clock_cases
from sonae.loader.load import BUILT_IN, read_folders
from sonae.loader.problems import Log

CODE = "jp-medical-2025"
EDITION = BUILT_IN / "clocks" / CODE
NOW = datetime(2026, 11, 21, 12, tzinfo=TOKYO)


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


@pytest.fixture
def changed(tmp_path):
    """Read the packaged clocks with one passage of one file changed; give all that is told of them."""

    def changed(file, old, new):
        folder = tmp_path / "clocks" / CODE
        shutil.copytree(EDITION, folder)
        shutil.copytree(BUILT_IN / "calendars", tmp_path / "calendars")
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        log = Log()
        catalogue = read_folders([tmp_path], log)
        if file.startswith("cases/"):
            run_clock_cases(folder, tmp_path, catalogue, NOW, log)
        return [problem.say() for problem in CatalogueError(log.problems).problems]

    return changed


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "clocks.yaml",
            "clocks: jp-medical-2025",
            "clocks: jp",
            "clocks: is 'jp', but the folder is 'jp-medical-2025'",
        ),
        (
            "clocks.yaml",
            "to: ppc\n",
            "to: pcc\n",
            "ppc_preliminary.to: names 'pcc', which does not exist; nearest: ppc",
        ),
        ("clocks.yaml", "start: known_at", "start: knwn_at", "ppc_preliminary.start: names 'knwn_at'"),
        ("clocks.yaml", "start: known_at", "start: attack", "ppc_preliminary.start: attack is of the type `yes_no`"),
        ("clocks.yaml", "counting: ppc_about", "counting: ppc_abut", "ppc_preliminary.counting: names 'ppc_abut'"),
        (
            "clocks.yaml",
            "usual: 3, longest: 5",
            "usual: 3, longest: 2",
            "ppc_preliminary.rules[0].longest: ends before it",
        ),
        ("clocks.yaml", "longest: 5}", "longest: 0}", "rules[0].longest: is '0'; write a whole number from 1"),
        (
            "clocks.yaml",
            "target: target_persons",
            "target: target_pearsons",
            "persons.rules[0].target: names 'target_pear",
        ),
        ("clocks.yaml", "when: reportable\n", "when: reprtable\n", "ppc_preliminary.when: names 'reprtable'"),
        (
            "clocks.yaml",
            "when: other_insurance",
            "when: {in_term: known_at}",
            "other_insurance.when.in_term: names 'term_start'",
        ),
        (
            "clocks.yaml",
            "first_day: ppc_first_day",
            "first_day: target_now",
            "countings.ppc_about.first_day: names 'target",
        ),
        ("clocks.yaml", 'value: "true"', "value: maybe", "ppc_first_day.value: is 'maybe'; write yes or no"),
        ("clocks.yaml", "basis: law", "basis: habit", "basis: is 'habit'; write one of: law, contract"),
        ("clocks.yaml", "    checked_on: 2026-11-21\n", "", "recipients[0].checked_on: missing key"),
        (
            "clocks.yaml",
            "fact: public_report_at",
            "fact: malicious",
            "ppc_preliminary.feeds[0].fact: malicious is of the type",
        ),
        (
            "clocks.yaml",
            "moment: client_notified_at",
            "moment: clint",
            "ppc_preliminary.client_told.moment: names 'clint'",
        ),
        ("clocks.yaml", "  002_ddd17cbf1aa71dae.txt:\n", "  003_other.txt:\n", "source '002_ddd17cbf1aa71dae.txt"),
        ("facts.yaml", "then: {malicious:", "then: {malice:", "attack-is-malicious.then.malice: names 'malice'"),
        ("facts.yaml", "  - id: discovered_at\n", "  - id: known_at\n", "known_at: same key as line 5; keep one"),
        (
            "cases/persons-1001.yaml",
            "applies: yes, usual",
            "applies: no, usual",
            "persons-1001.ppc_preliminary.applies: expected no, got yes",
        ),
        (
            "cases/persons-1001.yaml",
            "due_on: 2025-06-07",
            "due_on: 2025-06-08",
            "due_on: expected 2025-06-08, got 2025-06-07",
        ),
        (
            "cases/persons-1001.yaml",
            "    ppc_final:",
            "    ppc_finale:",
            "expect.clocks.ppc_finale: names 'ppc_finale'",
        ),
        ("cases/persons-1001.yaml", "leak_excepted:", "leak_expected:", "facts.leak_expected:"),
        (
            "cases/persons-1001.yaml",
            "at: 2025-06-04T09:00+09:00",
            "at: 2025-06-04T09:00",
            "at: is '2025-06-04T09:00'; write a moment with its zone",
        ),
        (
            "cases/wrong-words.yaml",
            "refused: [affected_persons, ",
            "refused: [",
            "wrong-words.refused: expected attak, known_at, got",
        ),
        (
            "cases/first-filing-counts.yaml",
            "public_report_at: 2025-06-04T10:00",
            "public_report_at: 2025-06-04T11:00",
            "fed.public_report_at",
        ),
    ],
)
def test_what_is_wrong_is_told_with_file_line_and_key(changed, file, old, new, told):
    problems = changed(file, old, new)
    assert [one for one in problems if told in one], problems
    assert all(one.startswith("clocks/jp-medical-2025/") for one in problems)


def test_a_folder_without_its_files_is_told(tmp_path):
    for name in ("clocks/empty", "calendars/empty"):
        (tmp_path / name).mkdir(parents=True)
    log = Log()
    read_folders([tmp_path], log)
    assert sorted(problem.file for problem in log.problems) == [
        "calendars/empty/calendar.yaml",
        "clocks/empty/clocks.yaml",
        "clocks/empty/facts.yaml",
    ]


def test_the_edition_covers_every_threshold_and_every_clock_in_both_ways(catalogue):
    """Each clock is shown to apply in one case at least, and not to apply in another."""
    edition = catalogue.clocks[CODE]
    seen = {}
    for path in sorted((EDITION / "cases").glob("*.yaml")):
        case = read_clock_case(path, path.name, Log())
        answer = answer_case(case, edition, catalogue, case.at)
        for state in getattr(answer, "states", ()):
            seen.setdefault(state.clock.id, set()).add(state.applies)
    assert len(list((EDITION / "cases").glob("*.yaml"))) >= 20
    assert {name: found >= {True, False} for name, found in seen.items()} == dict.fromkeys(edition.clocks, True)


def test_every_phase_basis_and_counting_has_words(catalogue):
    edition = catalogue.clocks[CODE]
    keys = {f"basis.{one.basis}" for one in edition.clocks.values()} | {
        f"who.{one.who}" for one in edition.clocks.values()
    }
    keys |= {f"clock.counted_{unit}_{first}" for unit in ("calendar", "business") for first in ("first", "next")}
    assert not {key for key in keys | edition.texts().keys() if not catalogue.words.has(key)}


def test_what_is_not_verified_is_assumed(catalogue):
    edition = catalogue.clocks[CODE]
    assumed = {name for name, one in edition.switches.items() if one.status == "assumed"}
    assert assumed == edition.switches.keys() - {"civil_first_day"}
    assert {ground.days in assumed for ground in edition.clocks["payment"].extension.grounds.values()} == {True}
    assert {feed.status for name in ("ipa", "jpcert") for feed in edition.clocks[name].feeds[:1]} == {"assumed"}


def test_the_facts_shared_with_wordings_are_of_the_same_type(catalogue):
    mine = catalogue.clocks[CODE].facts
    for wording in catalogue.wordings.values():
        both = mine.keys() & wording.facts.keys()
        assert {name: mine[name].type for name in both} == {name: wording.facts[name].type for name in both}
    assert {"known_at", "information_leak", "public_report_at", "public_notice_at"} <= mine.keys()


def test_a_fact_that_only_a_wording_asks_for_is_named_and_not_refused(catalogue, tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text(
        "case: a\nwording: x\ncosts: []\nfacts:\n  known_at: 2025-06-03T02:10+09:00\n  attack:\n", encoding="utf-8"
    )
    told = read_clock_case(case, case.name, Log())
    answer = answer_case(told, catalogue.clocks[CODE], catalogue, NOW)
    assert answer.unread == ("wording", "costs")
    assert answer.values["attack"] is None


def test_a_case_file_is_refused_with_every_line_that_cannot_be_read(tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text("facts: {known_at: [1]}\ncolour: red\nat: 2025-06-03\n", encoding="utf-8")
    log = Log()
    assert read_clock_case(case, case.name, log) is None
    assert [(one.line, one.code) for one in CatalogueError(log.problems).problems] == [
        (1, "wrong_type"),
        (2, "unknown_key"),
        (3, "wrong_type"),
    ]


def nth_monday(year, month, n):
    first = date(year, month, 1)
    return date(year, month, 1 + (-first.weekday()) % 7 + 7 * (n - 1))


def test_the_holidays_are_those_of_the_act():
    """Fixed days, the Mondays, the equinoxes as announced, then substitute and citizens' holidays by article 3."""
    with (BUILT_IN / "calendars/jp-2025/holidays.csv").open(encoding="utf-8") as file:
        rows = {date.fromisoformat(row["day"]): row["ja"] for row in csv.DictReader(file)}
    wanted = set()
    for year, spring, autumn in ((2025, 20, 23), (2026, 20, 23), (2027, 21, 23)):
        fixed = [
            (1, 1),
            (2, 11),
            (2, 23),
            (4, 29),
            (5, 3),
            (5, 4),
            (5, 5),
            (8, 11),
            (11, 3),
            (11, 23),
            (3, spring),
            (9, autumn),
        ]
        named = {date(year, *day) for day in fixed}
        named |= {nth_monday(year, month, n) for month, n in ((1, 2), (7, 3), (9, 3), (10, 2))}
        substitutes = set()
        for day in sorted(one for one in named if one.weekday() == 6):
            while day in named:
                day = day.fromordinal(day.toordinal() + 1)  # noqa: PLW2901 - the next day that is none
            substitutes.add(day)
        between = {
            day.fromordinal(day.toordinal() + 1) for day in named if day.fromordinal(day.toordinal() + 2) in named
        }
        wanted |= named | substitutes | {day for day in between - named if day.weekday() != 6}
    assert rows.keys() == wanted
    assert rows[date(2026, 9, 22)] == "国民の休日"


def test_the_library_example_of_the_method_page_answers():
    """It needs no database, no file of one's own and no clock."""
    page = (BUILT_IN.parents[2] / "docs/method/clocks.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, encoding="utf-8", check=True)
    *lines, fed = done.stdout.splitlines()
    assert [line.split()[1] for line in lines if line.startswith("ppc_preliminary ")] == ["done"]
    assert fed == "2025-06-05 09:00:00+09:00"
