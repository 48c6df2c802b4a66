"""Do the lock files answer to pyproject.toml? Told without a network, by a digest in each lock's last line.

`make lock` resolves anew and writes it; `python -m tests.support.lock` compares.
"""

import hashlib
import json
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXTRAS = {"requirements.lock": ("build",), "requirements-dev.lock": ("build", "dev")}
MARK = "# sha256 of what pyproject.toml asks for: "


def digest(extras: tuple[str, ...]) -> str:
    """The digest of everything a resolution depends on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = [project["requires-python"], sorted(project["dependencies"])]
    asked += [sorted(project["optional-dependencies"][extra]) for extra in extras]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def stale() -> list[str]:
    """The lock files made for other dependencies than pyproject.toml has now."""
    return [name for name, extras in EXTRAS.items() if not _text(name).endswith(f"{MARK}{digest(extras)}\n")]


def stamp() -> None:
    """Write the digests of today's pyproject.toml behind freshly resolved locks."""
    for name, extras in EXTRAS.items():
        (ROOT / name).write_text(_text(name).split(MARK)[0] + f"{MARK}{digest(extras)}\n")


def _text(name: str) -> str:
    return (ROOT / name).read_text()


if __name__ == "__main__":
    if sys.argv[1:] == ["stamp"]:
        stamp()
    for name in stale():
        print(f"{name} was not made from today's pyproject.toml: run `make lock`")
    sys.exit(bool(stale()))
