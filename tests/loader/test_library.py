"""The programs in docs/guide/library.md run as they stand there, one after another, and print what is printed there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("docs/guide/library.md", "docs/method/clocks.md")
GUIDE = (ROOT / PAGES[0]).read_text(encoding="utf-8")
PROGRAMS = re.findall(r"```python\n(.*?)```.*?```\n(.*?)```", GUIDE, re.DOTALL)


def test_the_programs_of_the_guide_print_what_the_guide_says():
    assert len(PROGRAMS) == 3
    program, printed = ("".join(one) for one in zip(*PROGRAMS, strict=True))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == printed


@pytest.mark.parametrize("page", PAGES)
def test_the_programs_of_a_page_are_right_by_their_types(page, tmp_path):
    program = tmp_path / "program.py"
    programs = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    program.write_text("".join(programs), encoding="utf-8")
    checker = [sys.executable, "-m", "mypy", "--strict", str(program)]
    done = subprocess.run(checker, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout
