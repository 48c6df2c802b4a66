"""Where does each figure and sentence of a paper stand? Short references and their list."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from sonae.core.scheme import Text
from sonae.core.words import EN
from sonae.documents.labels import labels

_AT_LINES = re.compile(r"(?P<file>[^\s:]+\.\w+):(?P<lines>[\d,-]+)")


class References:
    """Numbers the sources of one paper in the order they are first named: ``[1] 466行``."""

    def __init__(self, titles: Mapping[str, Text], language: str) -> None:
        self._titles = titles
        self._language = language
        self._numbers: dict[str, int] = {}

    def cite(self, sources: Iterable[str]) -> str:
        """Return the short references of ``sources`` (file and lines, web address or page)."""
        return ", ".join(self._one(source) for source in sources if source)

    def name(self, sources: Iterable[str], known: Collection[str] = ()) -> str:
        """Return the references without lines, each once; of sources in ``known`` files only these, if there are any.

        A reader holds the brochure itself, whose pages our lines are not, and of several the one of his own scheme.
        """
        files = [match["file"] if (match := _AT_LINES.fullmatch(one)) else one for one in sources]
        own = [one for one in files if one in known]
        return ", ".join(dict.fromkeys(self._number(one) for one in own or files))

    def listed(self) -> list[dict[str, object]]:
        """Return every source cited so far with its number, title and file."""
        return [{"number": number, "title": self._title(file), "file": file} for file, number in self._numbers.items()]

    def _one(self, source: str) -> str:
        match = _AT_LINES.fullmatch(source)
        if match is None:
            return self._number(source)
        lines = match["lines"].replace("-", "–").replace(",", ", ")
        many = "lines" if re.search(r"[-,]", match["lines"]) else "line"
        said = f"{many} {lines}" if self._language == EN else f"{lines}行"
        return f"{self._number(match['file'])} {said}"

    def _number(self, file: str) -> str:
        return f"[{self._numbers.setdefault(file, len(self._numbers) + 1)}]"

    def _title(self, file: str) -> str:
        title = self._titles.get(file)
        if title is None:
            return labels(self._language)["source.method"] if file.startswith("docs/") else ""
        return title.say(self._language)
