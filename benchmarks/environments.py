"""Which other programs are compared with, and where are they installed?

Each has a virtual environment of its own below ``.tools/benchmarks`` (not in the repository), made from a lock
file with hashes. None of them is a dependency of Sonae; OpenFisca-core is AGPL and is only timed beside it.
``fast`` is what the bulk benchmarks need of Sonae's own dependencies, with numba.
``python -m benchmarks.environments`` installs what is missing; what cannot be had is said and skipped later.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.workers import ENVIRONMENTS, OTHERS

NAMES = ("openfisca", "tables", "fast", "oasis")
UV = Path(__file__).resolve().parent.parent / ".tools" / "bin" / "uv"


def main() -> None:
    """Install every environment that is missing or out of date."""
    for name in NAMES:
        try:
            install(name)
        except (subprocess.CalledProcessError, OSError) as fault:
            shutil.rmtree(ENVIRONMENTS / name, ignore_errors=True)
            print(f"{name}: could not be installed and is left out ({fault})", file=sys.stderr)


def install(name: str) -> None:
    """Make the environment from its lock file, unless it was made from this very file."""
    lock, folder = OTHERS / f"{name}.lock", ENVIRONMENTS / name
    digest, made_from = hashlib.sha256(lock.read_bytes()).hexdigest(), folder / "made-from"
    if made_from.exists() and made_from.read_text(encoding="ascii") == digest:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    python, uv = folder / "bin" / "python", str(UV) if UV.exists() else shutil.which("uv")
    if uv:
        _run([uv, "venv", "--quiet", "--python", sys.executable, str(folder)])
        _run([uv, "pip", "install", "--quiet", "--python", str(python), "--require-hashes", "-r", str(lock)])
    else:
        _run([sys.executable, "-m", "venv", str(folder)])
        _run([str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(lock)])
    made_from.write_text(digest, encoding="ascii")


def _run(command: list[str]) -> None:
    # uv reads neither pip's settings nor the system's certificates: hand on the index a person configured
    settings = {"UV_SYSTEM_CERTS": "1", "UV_PYTHON_DOWNLOADS": "never"}
    if index := os.environ.get("PIP_INDEX_URL"):
        settings["UV_DEFAULT_INDEX"] = index
    subprocess.run(command, check=True, env={**settings, **os.environ})  # noqa: S603 - uv or pip


if __name__ == "__main__":
    main()
