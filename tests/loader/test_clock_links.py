"""What a case tells to its wording counts for the clocks, and what it tells to the clocks for the wording."""

from datetime import datetime
from pathlib import Path

import pytest

from sonae.core.fact_reading import Said
from sonae.core.moments import TOKYO
from sonae.core.problems import Refusal
from sonae.loader import BUILT_IN, load_catalogue
from sonae.loader.case_facts import facts_of_case
from sonae.loader.clock_cases import answer_case, read_clock_case
from sonae.loader.clock_links import read_link
from sonae.loader.problems import Log

CATALOGUE = load_catalogue()
EDITION = CATALOGUE.clocks["jp-medical-2025"]
WORDING = CATALOGUE.wordings["sompo-medical-cyber-2025"]
AT = datetime(2025, 9, 2, 8, tzinfo=TOKYO)
KNOWN = {"known_at": "2025-09-01T08:10+09:00", "discovered_at": "2025-09-01T08:10+09:00"}
HELD = "cover: {scheme: fukuoka-2025, kind: clinic, plan: S3}"


@pytest.fixture
def asked(tmp_path):
    """What the clocks answer to a case that says these facts."""

    def answer(cover=HELD, **facts):
        path = tmp_path / "case.yaml"
        told = "".join(f'  {name}: "{text}"\n' for name, text in {**KNOWN, **facts}.items())
        path.write_text(f"{cover}\nfacts:\n{told}", encoding="utf-8")
        log = Log()
        case = read_clock_case(path, "case.yaml", log)
        assert log.problems == []
        return answer_case(case, EDITION, CATALOGUE, AT)

    return answer


def applies(answer):
    return {state.clock.id: state.applies for state in answer.states}


def test_a_ransom_attack_on_a_clinic_is_told_once(asked):
    found = asked(what_happened="ransomware", information_leak="yes", whose_data="personal", leak_excepted="no")
    told = applies(found)
    reports = ("mhlw", "prefecture", "police", "ppc_preliminary", "ppc_final", "persons")
    assert {name: told[name] for name in reports} == dict.fromkeys(reports, True)
    assert not {"attack", "personal_information", "medical_institution"} & {
        name for state in found.states for name in state.asks
    }
    assert found.unread == ()


def test_patients_data_are_sensitive_and_other_personal_data_are_not_known_to_be(asked):
    data = {name: asked(what_happened="misdirected", whose_data=name).values for name in ("patients", "personal")}
    assert [data[name]["sensitive_information"] for name in data] == [True, None]
    assert [data[name]["personal_information"] for name in data] == [True, True]


@pytest.mark.parametrize(
    ("cover", "runs"),
    [
        ("cover: {scheme: jhef-2025, kind: hospital}", True),
        ("cover: {scheme: jhef-2025, kind: service_operator}", False),
        ("cover: {scheme: jhef-2025}", None),
        ("wording: tokio-cyber", None),
    ],
)
def test_the_kind_of_facility_says_whether_the_ministry_is_told(asked, cover, runs):
    assert asked(cover).values["medical_institution"] is runs


def test_another_wording_has_its_own_words_for_an_attack(asked):
    values = [asked("wording: tokio-cyber", attack_found=one).values for one in ("confirmed", "disproved", "none")]
    assert [(one["attack"], one["attack_suspected"]) for one in values] == [(True, True), (False, True), (False, False)]


def test_who_noticed_first_starts_the_clocks_unless_another_moment_of_knowing_is_said(asked):
    noticed = {"known_at": "unknown", "discovered_at": "2025-09-01T06:00+09:00", "stop_cause": "attack"}
    values = asked("wording: tokio-cyber", **noticed).values
    assert (values["known_at"], values["attack"]) == (datetime(2025, 9, 1, 6, tzinfo=TOKYO), True)
    later = asked("wording: tokio-cyber", **{**noticed, "known_at": KNOWN["known_at"]})
    assert later.values["known_at"] == datetime(2025, 9, 1, 8, 10, tzinfo=TOKYO)
    never = asked("wording: tokio-cyber", **{**noticed, "discovered_at": "never"})
    assert never.values["known_at"] is None


def test_what_only_other_questions_read_is_still_named(asked):
    assert asked(what_happened="ransomware", duties="all_kept").unread == ("duties",)


def test_a_case_without_a_wording_tells_the_clocks_nothing_more(asked):
    found = asked("clocks: jp-medical-2025", what_happened="ransomware")
    assert (found.values["attack"], found.unread) == (None, ("what_happened",))


def test_what_comes_after_the_moment_asked_about_tells_nothing_yet(asked):
    values = asked("wording: sompo-medical-leak", personal_data_leaked="yes", apologised_at="2025-10-01T09:00+09:00")
    assert values.values["information_leak"] is True


def test_facts_that_cannot_all_be_are_refused_whoever_asks(asked):
    other = asked(what_happened="misdirected", attack="yes")
    assert isinstance(other, Refusal)
    assert {error.field for error in other.errors} == {"attack"}
    kind = asked(what_happened="ransomware", medical_institution="no")
    assert [(error.field, error.key) for error in kind.errors] == [("medical_institution", "problem.facts_contradict")]
    wrong = asked(what_happened="something")
    assert [error.field for error in wrong.errors] == ["what_happened"]


def facts_of(**said):
    told = {name: Said(text, "receipt 7") for name, text in {**KNOWN, **said}.items()}
    return facts_of_case(told, WORDING, CATALOGUE)


@pytest.mark.parametrize("report", ["ppc_preliminary_at", "ppc_final_at"])
def test_a_report_to_the_commission_is_a_regulatory_procedure(report):
    found = facts_of(**{report: "2025-09-04T09:00+09:00"})["legal_step"]
    assert (found.value, found.source, found.rule) == ("procedure", "receipt 7", "link.a-report-is-a-procedure")


def test_a_report_that_never_came_says_nothing_of_procedures():
    assert "legal_step" not in facts_of(ppc_preliminary_at="never")


def test_no_procedure_beside_a_report_is_a_contradiction():
    found = facts_of(ppc_preliminary_at="2025-09-04T09:00+09:00", legal_step="none")
    assert isinstance(found, Refusal)
    assert [error.field for error in found.errors] == ["legal_step"]


def test_every_wrong_name_in_a_link_is_told(tmp_path):
    folder = tmp_path / "wordings" / "x"
    folder.mkdir(parents=True)
    text = (BUILT_IN / "wordings" / WORDING.code / "clocks.yaml").read_text(encoding="utf-8")
    text = text.replace("{whose_data: patients}", "{whose_datum: patients}").replace("{legal_step:", "{legal_stop:")
    (folder / "clocks.yaml").write_text(text, encoding="utf-8")
    log = Log()
    read_link(WORDING, folder, tmp_path, CATALOGUE.clocks, log)
    assert [(one.key, one.code) for one in log.problems] == [
        ("patients-data-are-sensitive.when.is", "unknown_reference"),
        ("a-report-is-a-procedure.then.legal_stop", "unknown_reference"),
    ]


def test_a_moment_is_taken_over_from_one_to_another_only(tmp_path):
    wording = CATALOGUE.wordings["tokio-cyber"]
    text = (BUILT_IN / "wordings" / wording.code / "clocks.yaml").read_text(encoding="utf-8")
    text = text.replace("from: discovered_at", "from: stop_cause").replace("fact: known_at", "fact: attack")
    (tmp_path / "clocks.yaml").write_text(text, encoding="utf-8")
    log = Log()
    read_link(wording, tmp_path, tmp_path, CATALOGUE.clocks, log)
    assert [(one.key, one.code) for one in log.problems if one.code == "unknown_reference"] == [
        ("known-when-noticed.from", "unknown_reference"),
        ("known-when-noticed.fact", "unknown_reference"),
    ]


def test_a_wording_without_a_link_and_one_to_unknown_clocks_tell_nothing(tmp_path):
    log = Log()
    assert read_link(WORDING, Path(tmp_path), tmp_path, CATALOGUE.clocks, log) is None
    assert log.problems == []
    (tmp_path / "clocks.yaml").write_text("clocks: jp-medical-2024\n", encoding="utf-8")
    assert read_link(WORDING, Path(tmp_path), tmp_path, CATALOGUE.clocks, log) is None
    assert [one.code for one in log.problems] == ["unknown_reference"]
