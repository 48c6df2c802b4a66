"""The program in docs/guide/library.md runs as it stands there, and prints what is printed there."""

import re
import subprocess
import sys
from pathlib import Path

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "library.md").read_text(encoding="utf-8")


def test_the_program_of_the_guide_prints_what_the_guide_says():
    program, printed = re.search(r"```python\n(.*?)```.*?```\n(.*?)```", GUIDE, re.DOTALL).groups()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == printed
