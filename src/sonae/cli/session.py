"""In which language, shape and catalogue does this run answer, and as of which moment?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TextIO

from rich.console import Console, RenderableType

from sonae.cli import words
from sonae.cli.language import Language
from sonae.core.answer import error_answer
from sonae.core.catalogue import Catalogue
from sonae.core.moments import TOKYO
from sonae.core.problems import Problem
from sonae.core.reading import not_a_moment, read_receipt
from sonae.core.trace import Params
from sonae.loader import BUILT_IN, load_catalogue

UNWRAPPED = 10_000
Error = dict[str, str]


class RefusedError(Exception):
    """What was asked cannot be answered: every error, as field and message, and the exit code."""

    def __init__(self, errors: Sequence[Error], code: int = 2) -> None:
        self.errors = list(errors)
        self.code = code
        super().__init__("; ".join(error["message"] for error in errors))


@cache
def read_once(folders: tuple[Path, ...]) -> Catalogue:
    """Return the packaged catalogue with these folders, read once a process."""
    return load_catalogue(folders)


class Session:
    """One run of the command line: what its common options say, and where its answers go."""

    def __init__(self, language: Language, *, as_json: bool) -> None:
        self.language = language
        self.as_json = as_json
        self.folders: list[Path] = []
        self.now_text = ""

    @cached_property
    def catalogue(self) -> Catalogue:
        """The packaged catalogue with the folders given. Raises CatalogueError."""
        return read_once(tuple(self.own_folders))

    @property
    def own_folders(self) -> list[Path]:
        """The folders given, each once, without the packaged one."""
        places = {folder.resolve(): folder for folder in self.folders}
        places.pop(BUILT_IN.resolve(), None)
        return list(places.values())

    @cached_property
    def now(self) -> datetime:
        """The moment asked about; the clock's where none was given. Raises RefusedError."""
        if not self.now_text:
            return datetime.now(TOKYO).replace(microsecond=0)
        try:
            return read_receipt(self.now_text, self.catalogue.words.eras)
        except ValueError as error:
            raise RefusedError(self.errors([not_a_moment("now", self.now_text, error)])) from None

    def say(self, key: str, **params: object) -> str:
        """Return words of the command line."""
        return words.say(key, self.language, **params)

    def word(self, key: str, params: Params = ()) -> str:
        """Return words of the catalogue."""
        return self.catalogue.words.say(key, self.language, params)

    def yen(self, yen: int) -> str:
        """Return an amount as people read it."""
        return self.say("yen", yen=yen)

    def error(self, field: str, key: str, **params: object) -> Error:
        """Return one error of the command line's own."""
        return {"field": field, "message": self.say(key, **params), "key": key}

    def errors(self, problems: Iterable[Problem]) -> list[Error]:
        """Return core's problems as errors."""
        return [error_answer(one, self.catalogue.words, self.language) for one in problems]

    def give(self, answer: object) -> None:
        """Print an answer as JSON; escaped where the stream is not Unicode."""
        unicode = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "").startswith("utf")
        sys.stdout.write(json.dumps(answer, ensure_ascii=not unicode, indent=2) + "\n")

    def show(self, *parts: RenderableType) -> None:
        """Print parts of a text answer; where no terminal reads them, nothing is wrapped or padded."""
        out = console(sys.stdout)
        if out.is_terminal:
            for part in parts:
                out.print(part)
            return
        with out.capture() as captured:
            for part in parts:
                out.print(part)
        sys.stdout.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))

    def tell(self, text: str) -> None:
        """Print one line to whoever watches, beside the answer."""
        console(sys.stderr).print(text, soft_wrap=True)


def console(stream: TextIO) -> Console:
    """Return a plain console on a stream: nothing in a text is read as markup."""
    width = None if stream.isatty() else UNWRAPPED
    return Console(file=stream, markup=False, highlight=False, emoji=False, width=width)
