"""The programs in docs/guide/library.md run as they stand there, one after another, and print what is printed there."""

import re
import subprocess
import sys
from pathlib import Path

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "library.md").read_text(encoding="utf-8")


PROGRAMS = re.findall(r"```python\n(.*?)```.*?```\n(.*?)```", GUIDE, re.DOTALL)


def test_the_programs_of_the_guide_print_what_the_guide_says():
    assert len(PROGRAMS) == 2
    program, printed = ("".join(one) for one in zip(*PROGRAMS, strict=True))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == printed
