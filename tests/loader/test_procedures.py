"""Every way to write a procedure wrongly is told with file, line, key and what would be right."""

import pytest

from sonae.core.procedure import APPROVERS, FIRST, PROOFS, REFERRED, REFUSED, SAME, WAYS
from sonae.loader.load import BUILT_IN, read_editions, read_folders
from sonae.loader.problems import Log
from sonae.loader.procedures import read_procedure

PACKAGED = BUILT_IN / "procedures" / "group-2025"


@pytest.fixture
def changed(tmp_path):
    """Read the packaged procedure with one passage changed; give what was told."""

    def changed(old, new, *, folder="group-2025"):
        text = (PACKAGED / "procedure.yaml").read_text(encoding="utf-8")
        assert old in text
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "procedure.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
        log = Log()
        read_procedure(tmp_path / folder, tmp_path, log)
        return [problem.say() for problem in log.problems]

    return changed


@pytest.fixture
def beside(tmp_path):
    """Read the packaged catalogue with a procedure of our own for Kagoshima alone; give what was told of it."""

    def beside(old="", new=""):
        served = "[fukuoka-2025, mie-2025, kagoshima-2025, dental-2025, jhef-2025, example]"
        text = (PACKAGED / "procedure.yaml").read_text(encoding="utf-8").replace("group-2025", "own-2025", 1)
        text = text.replace(f"schemes: {served}", "schemes: [kagoshima-2025]", 1).replace(old, new, 1)
        folder = tmp_path / "procedures" / "own-2025"
        folder.mkdir(parents=True)
        (folder / "procedure.yaml").write_text(text, encoding="utf-8")
        log = Log()
        catalogue = read_folders([BUILT_IN, tmp_path], log)
        return catalogue, [problem.say().split(": ", 1)[1] for problem in log.problems]

    return beside


def test_the_packaged_one_reads_without_a_problem_and_every_line_has_a_source():
    log = Log()
    procedure = read_procedure(PACKAGED, BUILT_IN, log).procedure
    assert not log.problems
    assert procedure.digest.startswith("sha256:")
    lists = (procedure.order.steps, procedure.reasons.values(), procedure.proofs, procedure.explanations)
    assert all(one.said.sources and one.said.status for several in lists for one in several)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("procedure: group-2025", "procedure: group-2026", "procedure: is 'group-2026', but the folder is"),
        ("      by: agency\n", "      by: bank\n", "order.steps[0].by: is 'bank'; write one of: agency, association"),
        ("      days: 3\n", "      days: 0\n", "order.steps[0].days: is '0'; write a whole number from 1"),
        ("after_return: first", "after_return: last", "order.after_return: is 'last'; write one of: first, same"),
        ("    moves_receipt: true\n", "", "send_back[0].moves_receipt: missing key; write true or false"),
        ("  - id: unreadable\n", "  - id: missing_item\n", "missing_item: same key as line"),
        ("    without: refused\n", "    without: ignored\n", "without: is 'ignored'; write one of: refused, referred"),
        ("  lowest: -0.30", "  lowest: 0.40", "factor.highest: ends before it begins"),
        ("  step: 0.01", "  step: 0", "factor.step: is '0'; write an exact number above 0"),
        ("000_08903b71db7b864c.txt:9,795", "009_unknown.txt:9", "source: source '009_unknown.txt:9' is not in"),
        ("      evidence: nothing\n", "      evidence: seal\n", "evidence: is 'seal'; write one of: nothing, paper"),
        ("  liability_limit_yen: 100_000_000\n", "", "alone.liability_limit_yen: missing key; write whole yen"),
        ("until_accepted:\n", "until_accept:\n", "until_accept: unknown key; nearest known: until_accepted"),
        ("  no_incident:\n", "  no_accident:\n", "declaration.no_accident: unknown key; nearest known: no_incident"),
        (
            "  - id: e_signature\n    evidence: reference\n    text: {ja: 外部の電子署名サービスで署名されました",
            "  - id: letter\n    evidence: reference\n    text: {ja: 外部の電子署名サービスで署名されました",
            "accepting[1].id: is 'letter'; write one of: paper, e_signature, phone",
        ),
        ("quotation:\n", "quotations:\n", "quotations: unknown key; nearest known: quotation"),
    ],
)
def test_what_is_wrong_is_told_with_file_line_and_key(changed, old, new, told):
    problems = changed(old, new)
    assert problems[0].startswith("group-2025/procedure.yaml:")
    assert any(told in one for one in problems), problems


def test_a_procedure_of_nobody_is_told(changed):
    served = "[fukuoka-2025, mie-2025, kagoshima-2025, dental-2025, jhef-2025, example]"
    (told,) = changed(f"schemes: {served}", "schemes: []")
    assert told.endswith("schemes: missing key; write at least one")


def test_a_scheme_served_twice_and_lines_that_wait_for_nobody_are_told(beside):
    _, told = beside()
    assert "schemes: applications to kagoshima-2025 are already taken by the procedure group-2025; name the " in told[0]
    unknown = [one for one in told if "does not exist" in one]
    assert any(one.startswith("proofs.member_number.schemes: names 'fukuoka-2025'") for one in unknown)
    assert any(one.startswith("needs.leak_only.families: names 'leak_only'") for one in unknown)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "kinds: [hospital, care_facility]",
            "kinds: [hospital]",
            "disclosures: kagoshima-2025 wants a disclosure of each care_facility, but no question set is for it",
        ),
        (
            "kinds: [hospital, care_facility]",
            "kinds: [hospital, care_facilities]",
            "disclosures.medical-2025.kinds: names 'care_facilities', which does not exist; nearest: care_facility",
        ),
        (
            "questions: medical-2025",
            "questions: medical-2024",
            "disclosures.questions: names 'medical-2024', which does not exist; nearest: medical-2025",
        ),
        (
            "schemes: [kagoshima-2025]",
            "schemes: [kagoshima-2026]",
            "schemes: names 'kagoshima-2026', which does not exist; nearest: kagoshima-2025",
        ),
    ],
)
def test_what_does_not_fit_the_schemes_is_told(beside, old, new, expected):
    _, told = beside(old, new)
    assert any(one.startswith(expected) for one in told), told


def test_lines_are_not_called_useless_where_a_scheme_is_not_there(beside):
    """What could not be read may have had the kind."""
    _, told = beside("schemes: [kagoshima-2025]", "schemes: [kagoshima-2026]")
    assert len(told) == 1


@pytest.mark.parametrize("name", ["ways", "capacities"])
def test_a_declaration_that_nobody_can_make_is_told(changed, name):
    text = (PACKAGED / "procedure.yaml").read_text(encoding="utf-8")
    start = text.index(f"  {name}:\n")
    end = text.index("  capacities:\n" if name == "ways" else "  for_all:\n")
    (told,) = changed(text[start:end], f"  {name}: []\n")
    assert told.endswith(f"declaration.{name}: missing key; write at least one")


def test_a_procedure_need_not_ask_for_a_word_of_incidents_before_the_declaration(beside):
    text = (PACKAGED / "procedure.yaml").read_text(encoding="utf-8")
    asked = text[text.index("  no_incident:\n") : text.index("\nquotation:\n")]
    catalogue, _ = beside(asked, "")
    assert catalogue.procedures["own-2025"].declaration.no_incident is None
    assert catalogue.procedures["group-2025"].declaration.no_incident.status == "assumed"


def test_a_published_procedure_rests_on_its_question_sets():
    _, rests_on = read_editions([BUILT_IN], Log())
    assert rests_on["procedures/group-2025"] == ("disclosures/medical-2025",)


def test_every_code_of_a_procedure_has_words(beside):
    catalogue, _ = beside()
    codes = {f"organisation.{one}" for one in APPROVERS} | {f"proof_way.{one}" for one in PROOFS}
    codes |= {f"declaration_way.{one}" for one in WAYS} | {f"without.{one}" for one in (REFUSED, REFERRED)}
    codes |= {f"after_return.{one}" for one in (FIRST, SAME)}
    assert not {one for one in codes if not catalogue.words.has(one)}
