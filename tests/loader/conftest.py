import shutil
from datetime import datetime
from pathlib import Path

import pytest

from sonae.core.moments import TOKYO
from sonae.loader.cases import run_cases
from sonae.loader.load import BUILT_IN, read_folders
from sonae.loader.problems import CatalogueError, Log

TRADE = Path(__file__).parent / "other_trade"
NOW = datetime(2026, 6, 1, tzinfo=TOKYO)


@pytest.fixture
def told(tmp_path):
    """What is told of the chamber's catalogue with one passage changed, without the places."""

    def told(file, old, new):
        for section in ("schemes", "tariffs", "texts"):
            shutil.copytree(TRADE / section, tmp_path / section)
        text = (tmp_path / file).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        log = Log()
        catalogue = read_folders([BUILT_IN, tmp_path], log)
        run_cases(tmp_path / "schemes/chamber-2026", tmp_path, catalogue, NOW, log)
        problems = CatalogueError(log.problems).problems
        assert {one.file for one in problems} <= {file}
        return [one.say().split(": ", 1)[1] for one in problems]

    return told
