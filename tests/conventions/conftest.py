"""What do the conventions look at? The files of the project: those of tools, caches and environments are not."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = ("src", "tests", "benchmarks", "docs", "changelog.d", ".ci")


def files(*suffixes, under=OURS):
    """The project's files that end so, in order."""
    gone = [folder for folder in under if not (ROOT / folder).is_dir()]
    assert not gone, "a convention looks into folders that are not there"
    found = (path for folder in under for path in (ROOT / folder).rglob("*") if path.is_file())
    return sorted(path for path in found if path.name.endswith(suffixes) and "__pycache__" not in path.parts)


def line_of(path, text, position):
    return f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, position) + 1}"


@pytest.fixture
def offences():
    """`offences(pattern, files)` lists where a pattern stands, as file:line: what is there."""

    def find(pattern, paths):
        assert paths, "there is nothing to look at"
        found = []
        for path in paths:
            text = path.read_text()
            found += [f"{line_of(path, text, match.start())}: {match[0].strip()}" for match in pattern.finditer(text)]
        return found

    return find
