"""What is wrong in a folder of data: file, line, key, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sonae.loader.messages import MESSAGES


@dataclass(frozen=True, slots=True, order=True)
class DataProblem:
    """One thing wrong in one place; ``code`` is its kind, one test file for each."""

    file: str
    line: int
    key: str
    code: str
    params: tuple[tuple[str, str], ...] = ()

    def say(self, language: str = "en") -> str:
        """Return ``file:line: key: what is wrong, and what would be right``."""
        text = MESSAGES[self.code][1 if language == "ja" else 0].format(**dict(self.params))
        return f"{self.file}:{self.line}: {self.key}: {text}"


class CatalogueError(Exception):
    """The data cannot be used; ``problems`` holds every problem found, in order of place."""

    def __init__(self, problems: Iterable[DataProblem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(problem.say() for problem in self.problems))


@dataclass(slots=True)
class Log:
    """Collects problems of one load, so that all of them are told at once."""

    problems: list[DataProblem] = field(default_factory=list)

    def add(self, at: Place, key: str, code: str, **params: object) -> None:
        """Note one problem at a place."""
        texts = tuple((name, str(value)) for name, value in params.items())
        self.problems.append(DataProblem(at.file, at.line, key, code, texts))


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, the file named from the catalogue's folder on."""

    file: str
    line: int


def name_of(path: Path, root: Path) -> str:
    """Return ``path`` from the catalogue's folder on, with forward slashes."""
    return path.relative_to(root).as_posix()
