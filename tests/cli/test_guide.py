"""Every example of docs/guide/command-line.md is run: what is printed there is what comes out."""

import re
import shlex
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "command-line.md"
BLOCKS = re.findall(r"```console\n\$ sonae (.*?)\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
CASES = re.findall(r"```yaml\n# (\S+\.yaml)\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
ROSTER = re.search(r"```csv\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_guide_has_examples_of_every_command_that_answers():
    commands = {"quote", "compare", "simulate-cost", "rate", "decide", "settle", "wording", "clocks"}
    commands |= {"procedure", "catalogue"}
    assert {command.split()[0] for command, _ in BLOCKS} == commands


@pytest.mark.parametrize(("command", "printed"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_an_example_of_the_guide_comes_out_as_printed(sonae, tmp_path, monkeypatch, command, printed):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "members.csv").write_text(ROSTER[1], encoding="utf-8")
    for name, text in CASES:
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = sonae(*shlex.split(command))
    pattern = "".join("(?:.*\n)*?" if line == "…" else re.escape(line) + "\n" for line in printed.splitlines())
    assert re.fullmatch(pattern, done.out or done.err), done.out + done.err
