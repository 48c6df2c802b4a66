"""What do the smaller XML parts of a workbook say about its sheets, number formats and texts?"""

from __future__ import annotations

import re
from typing import Protocol
from xml.parsers.expat import XMLParserType

from sonae.exchange.faults import FileError
from sonae.exchange.limits import Limits

_ZEROS = re.compile(r'"?(0{2,})"?(?:;.*)?')
Attributes = dict[str, str]


class Part(Protocol):
    """A listener to one XML part."""

    def attach(self, parser: XMLParserType) -> None:
        """Take the parser, to listen to more than the starts of elements."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Hear of an element's start; ValueError means that the part is not as it must be."""


def local(name: str) -> str:
    """Return an element's or attribute's name without its prefix."""
    return name.rpartition(":")[2]


class BookPart:
    """Hears workbook.xml and its relationships: which part holds which sheet."""

    def __init__(self) -> None:
        self._sheets: dict[str, str] = {}
        self._targets: dict[str, str] = {}

    def attach(self, parser: XMLParserType) -> None:
        """Nothing more to listen to."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Note sheets by title and relationships by id; whatever could mean two parts is refused."""
        if local(name) == "sheet":
            (link,) = (value for key, value in attributes.items() if key.endswith(":id"))
            _once(self._sheets, attributes.get("name", ""), link)
        elif local(name) == "Relationship":
            _once(self._targets, attributes.get("Id", ""), attributes.get("Target", ""))

    def parts(self) -> dict[str, str]:
        """Return the part of each sheet by its title, lower-case as archives are searched."""
        return {title: self._part(link) for title, link in self._sheets.items()}

    def _part(self, link: str) -> str:
        target = self._targets.get(link, "").lower()
        if target.startswith("/"):
            return target[1:]
        return target if target.startswith("xl/") else f"xl/{target}"


def _once(known: dict[str, str], key: str, value: str) -> None:
    if key in known:
        raise ValueError(key)
    known[key] = value


class StylesPart:
    """Hears styles.xml: which cell formats show a number with leading zeros."""

    def __init__(self) -> None:
        self._formats: dict[str, int] = {}
        self._cells: list[str] = []
        self._listening = False

    def attach(self, parser: XMLParserType) -> None:
        """Listen for the end of the list of cell formats too."""
        parser.EndElementHandler = self._end

    def start(self, name: str, attributes: Attributes) -> None:
        """Note number formats made of zeros, and the format number of each cell style."""
        part = local(name)
        if part == "numFmt" and (zeros := _ZEROS.fullmatch(attributes.get("formatCode", ""))):
            self._formats[attributes.get("numFmtId", "")] = len(zeros[1])
        elif part == "cellXfs":
            self._listening = True
        elif part == "xf" and self._listening:
            self._cells.append(attributes.get("numFmtId", ""))

    def _end(self, name: str) -> None:
        if local(name) == "cellXfs":
            self._listening = False

    def widths(self) -> dict[str, int]:
        """Return the least number of digits by the style that a cell names."""
        return {str(at): self._formats[number] for at, number in enumerate(self._cells) if number in self._formats}


class StringsPart:
    """Hears any other part, and counts the texts that sheets share."""

    def __init__(self, file: str, limits: Limits) -> None:
        self._file, self._limit = file, limits.strings
        self._strings = 0

    def attach(self, parser: XMLParserType) -> None:
        """Nothing more to listen to."""

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002 - a listener's signature
        """Count one shared text."""
        if local(name) == "si":
            self._strings += 1
            if self._strings > self._limit:
                raise FileError("too_many_texts", file=self._file, limit=self._limit)
