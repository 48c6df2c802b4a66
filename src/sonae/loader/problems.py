"""What is wrong in a folder of data: file, line, key, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sonae.core.problems import Problem
from sonae.core.words import EN, JA, Words
from sonae.loader.messages import MESSAGES, NEAREST, NOTHING
from sonae.loader.shape_words import in_japanese

# what is wrong only because something else is: not told of a name that stands in what was refused
FOLLOWS = frozenset({"unknown_reference", "unknown_source", "missing_section", "missing_text"})
# a file of which nothing, or not all, could be read
UNREAD = frozenset({"missing_file", "encoding", "csv", "yaml", "alias"})
# params that say what would be right, or what is wrong; what somebody typed is none of them
SHAPES_SAID = ("shape", "why", "kind")
# what changes no price, so that the worked examples can come out all the same
HARMLESS = frozenset({"missing_section", "missing_text", "unknown_source"})


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
        params, i = dict(self.params), 1 if language == "ja" else 0
        if i:
            params |= {name: in_japanese(params[name]) for name in SHAPES_SAID if name in params}
        params.setdefault("found", params.get("kind", ""))
        nearest = "" if params.get("known", "") in NOTHING else NEAREST[i].format(**params)
        text = MESSAGES[self.code][i].format(**params, key=self.key, nearest=nearest)
        return f"{self.file}:{self.line}: {self.key}: {text}"


class CatalogueError(Exception):
    """The data cannot be used; ``problems`` holds every problem found, in order of place."""

    def __init__(self, problems: Iterable[DataProblem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(problem.say() for problem in self.problems))


@dataclass(slots=True)
class Log:
    """Collects problems of one load, so that all of them are told at once, and none that only follows from another.

    ``refused`` holds every word of what was left out: what it would have named is not called unknown. ``unsound``
    names the editions (``tariffs/a-2025``) whose prices cannot be worked out as meant.
    """

    problems: list[DataProblem] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    unsound: set[str] = field(default_factory=set)

    def add(self, at: Place, key: str, code: str, **params: object) -> None:
        """Note one problem at a place, unless it only follows from something refused."""
        if code in FOLLOWS and self.was_refused(str(params.get("found", key)).split(":", 1)[0]):
            return
        texts = tuple((name, str(value)) for name, value in params.items())
        self.problems.append(DataProblem(at.file, at.line, key, code, texts))

    def note(self, problem: Problem, at: Place, key: str, words: Words) -> None:
        """Note a problem that the core found, in both languages."""
        self.add(at, key, "problem", en=words.problem(problem, EN), ja=words.problem(problem, JA))

    def refuse(self, words: Iterable[str]) -> None:
        """Remember the words of what is left out, in any case."""
        self.refused.update(word.strip().casefold() for word in words)

    def was_refused(self, name: str) -> bool:
        """Return whether a name stands in something that was left out."""
        return name.casefold() in self.refused

    def unread_since(self, count: int) -> bool:
        """Return whether a file could not be read since there were ``count`` problems."""
        return any(problem.code in UNREAD for problem in self.problems[count:])

    def unsound_since(self, count: int) -> bool:
        """Return whether anything was noted since then that may change a price."""
        return any(problem.code not in HARMLESS for problem in self.problems[count:])


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, the file named from the catalogue's folder on."""

    file: str
    line: int


def name_of(path: Path, root: Path) -> str:
    """Return ``path`` from the catalogue's folder on, with forward slashes."""
    return path.relative_to(root).as_posix()
