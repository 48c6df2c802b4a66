"""Every way to write a question set wrongly is told with file, line, key and what would be right."""

import pytest

from sonae.loader.disclosures import read_questions
from sonae.loader.load import BUILT_IN
from sonae.loader.problems import Log

PACKAGED = BUILT_IN / "disclosures" / "medical-2025"


@pytest.fixture
def changed(tmp_path):
    """Read the packaged questions with one passage changed; give the set, and what was told."""

    def changed(old, new):
        text = (PACKAGED / "questions.yaml").read_text(encoding="utf-8")
        assert old in text
        folder = tmp_path / "medical-2025"
        folder.mkdir()
        (folder / "questions.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
        log = Log()
        return read_questions(folder, tmp_path, log), [problem.say() for problem in log.problems]

    return changed


def test_the_packaged_one_reads_without_a_problem_and_says_whose_it_is():
    log = Log()
    questions = read_questions(PACKAGED, BUILT_IN, log)
    assert not log.problems
    assert "Sonae" in questions.note.en
    assert "Sonae" in questions.note.ja
    assert all(one.sources for one in questions.questions.values())
    assert all(one.about.ja and one.about.en for one in questions.questions.values())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("questions: medical-2025", "questions: medical-2024", "questions: is 'medical-2024', but the folder is"),
        ("    type: yes_no\n", "    type: maybe\n", "list[0].type: is 'maybe'; write one of: yes_no, choice, count"),
        ("    section: organisation\n", "    section: organization\n", "systems_used.section: names 'organization'"),
        ("    when: systems_used\n", "    when: system_used\n", "responsible.when: names 'system_used', which does"),
        ("    when: systems_used\n", "    when: incidents\n", "responsible.when: names 'incidents', which does not"),
        ("      when: {not: patches}", "      when: {not: passwords}", "patches.refers.when.not: names 'passwords'"),
        ("{is: {two_factor: neither}}", "{is: {two_factor: never}}", "two_factor: is 'never'; write one of: used"),
        ("{not: patches}", "{at_least: {patches: 1}}", "patches is of the type `yes_no`; here a fact of the type"),
        ("    type: choice\n", "    type: yes_no\n", "two_factor.choices: is 'used, planned, neither', which nothing"),
        ("    type: text\n", "    type: choice\n", "incident_story.choices: missing key; write each choice with its"),
        ("    highest: 1000\n", "", "incident_count.highest: ends before it begins"),
        ("  - id: ledger\n", "  - id: responsible\n", "responsible: same key as line"),
        ("    about: {ja: 何が", "    abuot: {ja: 何が", "abuot: unknown key; nearest known: about"),
        ("002_ddd17cbf1aa71dae.txt:1364", "003_unknown.txt:1364", "source: source '003_unknown.txt:1364-1367'"),
    ],
)
def test_what_is_wrong_is_told_with_file_line_and_key(changed, old, new, told):
    questions, problems = changed(old, new)
    assert questions is None
    assert all(one.startswith("medical-2025/questions.yaml:") for one in problems)
    assert any(told in one for one in problems), problems
