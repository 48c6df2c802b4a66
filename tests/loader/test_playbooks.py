import pytest

from sonae.loader.load import BUILT_IN, read_folders
from sonae.loader.playbooks import read_playbook
from sonae.loader.problems import Log

PLAYBOOKS = sorted((BUILT_IN / "playbooks").iterdir())
FIRST_HOUR = BUILT_IN / "playbooks" / "first-hour"


@pytest.fixture
def changed(tmp_path):
    """Read the packaged playbook with one passage changed; give what was read, and what was told."""

    def changed(old, new, *, folder="first-hour"):
        text = (FIRST_HOUR / "playbook.yaml").read_text(encoding="utf-8")
        assert old in text
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "playbook.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
        log = Log()
        return read_playbook(tmp_path / folder, tmp_path, log), [problem.say() for problem in log.problems]

    return changed


@pytest.mark.parametrize("folder", PLAYBOOKS, ids=lambda folder: folder.name)
def test_each_packaged_playbook_reads_without_a_problem(folder):
    log = Log()
    playbook = read_playbook(folder, BUILT_IN, log).playbook
    assert not log.problems
    assert [door.id for door in playbook.doors] == ["now", "suspicion", "advice"]
    assert len(playbook.notes) == 8
    assert all(point.sources for point in (*playbook.steps, *playbook.donts, *playbook.notes))


def test_a_folder_without_its_file_is_told(tmp_path):
    (tmp_path / "empty").mkdir()
    log = Log()
    assert read_playbook(tmp_path / "empty", tmp_path, log) is None
    assert [problem.code for problem in log.problems] == ["missing_file"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("playbook: first-hour", "playbook: first-day", "playbook: is 'first-day', but the folder is 'first-hour'"),
        ("    contact: desk\n", "    contact: deck\n", "steps[3].contact: is 'deck'; write one of: desk, agency"),
        ("    status: printed\n", "", "steps[3].status: has no status"),
        ("trades: medical", "trades: []", "trades: missing key; write the trade of the schemes"),
        ("checked_on: 2026-11-21", "checked_on: yesterday", "checked_on: is 'yesterday'; write a day"),
        ("002_ddd17cbf1aa71dae.txt:775-789", "003_unknown.txt:775-789", "source: source '003_unknown.txt:775-789"),
        (
            "    kinds: [clinic, hospital,",
            "    kinds: [Clinic, hospital,",
            "calls[8].kinds[0]: is 'Clinic'; write a code",
        ),
        (
            '    name: {ja: 警察(サイバー犯罪相談窓口), en: "Police (cybercrime desk)"}\n',
            "",
            "calls.police.name: missing key",
        ),
    ],
)
def test_what_is_wrong_is_told_with_file_line_and_key(changed, old, new, told):
    _playbook, problems = changed(old, new)
    assert len(problems) == 1, problems
    assert problems[0].startswith("first-hour/playbook.yaml:")
    assert told in problems[0]


@pytest.mark.parametrize("section", ["steps", "donts", "calls", "duties", "notes"])
def test_a_kind_that_no_scheme_of_the_trade_has_is_told_where_it_stands(tmp_path, section):
    text = (FIRST_HOUR / "playbook.yaml").read_text(encoding="utf-8").replace("first-hour", "own-hour", 1)
    before, after = text.split(f"\n{section}:\n", 1)
    first = after.index("    status:")
    changed = f"{before}\n{section}:\n{after[:first]}    kinds: [clinic, hospitals]\n{after[first:]}"
    folder = tmp_path / "playbooks" / "own-hour"
    folder.mkdir(parents=True)
    (folder / "playbook.yaml").write_text(changed, encoding="utf-8")
    log = Log()
    read_folders([BUILT_IN, tmp_path], log)
    line = changed[: changed.index("kinds: [clinic, hospitals]")].count("\n") + 1
    (told,) = [problem.say() for problem in log.problems]
    assert told.startswith(f"playbooks/own-hour/playbook.yaml:{line}: {section}.")
    assert told.endswith(".kinds: names 'hospitals', which does not exist; nearest: hospital, care_hospital")


def test_kinds_are_not_called_unknown_where_a_scheme_could_not_be_read(tmp_path):
    """The scheme that could not be read may have had the kind."""
    text = (FIRST_HOUR / "playbook.yaml").read_text(encoding="utf-8")
    own = text.replace("first-hour", "own-hour", 1).replace("trades: medical", "trades: commerce", 1)
    for name, words in (("playbooks/own-hour/playbook.yaml", own), ("schemes/own-2026/scheme.yaml", "a: [")):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(words, encoding="utf-8")
    log = Log()
    read_folders([BUILT_IN, tmp_path], log)
    assert {problem.file.split("/")[0] for problem in log.problems} == {"schemes"}
