"""Which row names the columns, and which column means what? English and Japanese, however typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from sonae.core.catalogue import Catalogue
from sonae.exchange.faults import FileError
from sonae.exchange.labels import plain
from sonae.exchange.rows import Cell, Row, text_of

LABELS: Mapping[str, Mapping[str, str]] = {
    "ja": {
        "member": "会員番号",
        "facility": "施設名",
        "scheme": "制度",
        "kind": "施設種別",
        "size": "病床数・定員",
        "family": "補償区分",
        "plan": "加入タイプ",
        "received": "受付日",
    },
    "en": {
        "member": "Member no.",
        "facility": "Facility",
        "scheme": "Scheme",
        "kind": "Kind of facility",
        "size": "Beds or capacity",
        "family": "Plan family",
        "plan": "Plan",
        "received": "Received on",
    },
}
FIELDS: Mapping[str, tuple[str, ...]] = {
    "scheme": ("制度コード", "団体制度"),
    "kind": ("施設の種類", "施設種類", "施設区分", "種別"),
    "size": ("規模", "病床数/定員", "病床数または定員", "定員・病床数"),
    "family": ("補償プラン", "プラン区分", "補償の種類"),
    "plan": ("タイプ", "加入プラン"),
    "received": ("受付日時", "受領日", "date received"),
}
SIZES: Mapping[str, tuple[str, ...]] = {
    "beds": ("病床数", "許可病床数", "ベッド数", "number of beds"),
    "capacity": ("定員", "入所定員"),
}
RESULTS = ("annual_yen", "status", "binding", "payable_yen", "start", "end", "problem", "assumed")
SEARCHED_ROWS = 30
FEWEST = 2
MISSPELT = 0.8  # タイムスタンプ is a column of one's own, 加入タイブ is none
SEPARATORS = {"\t": "tabs", ";": "semicolons"}
_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]|【.*?】")
_MARKS = re.compile(r"[※*:.。]")


@dataclass(frozen=True, slots=True)
class Heading:
    """The row of headings: labels as written, and the place of each column that has a meaning.

    ``results`` are the places of columns that an earlier rating added; they are written anew.
    """

    number: int
    labels: tuple[Cell, ...]
    columns: Mapping[str, int]
    results: frozenset[int]


class Vocabulary:
    """Every heading that means something for this catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._names: dict[str, str] = {}
        for field, labels in FIELDS.items():
            self._learn(field, (field, *(own[field] for own in LABELS.values()), *labels))
        for field, labels in SIZES.items():
            self._learn(field, (field, *labels))
        for scheme in catalogue.schemes.values():
            for rule in scheme.kinds.values():
                for measure in rule.measures:
                    self._learn(measure.name, (measure.name, measure.label.ja, measure.label.en))
        self._results = {plain(name): name for name in RESULTS}

    def _learn(self, field: str, labels: Iterable[str]) -> None:
        for label in labels:
            self._names.setdefault(plain(label), field)

    def meaning(self, cell: Cell) -> str:
        """Return the field that a heading names, or "" where it names none."""
        text = _MARKS.sub("", plain(text_of(cell)))
        return self._names.get(text) or self._names.get(_BRACKETS.sub("", text)) or ""

    def is_result(self, cell: Cell) -> bool:
        """Return whether the heading is one that a rating adds."""
        return plain(text_of(cell)) in self._results

    def nearest(self, cell: Cell, missing: Iterable[str], alike: float = 0.6) -> str:
        """Return the missing field that a heading without meaning was perhaps meant to name, at least so ``alike``."""
        wanted = [name for name, field in self._names.items() if field in missing]
        close = get_close_matches(plain(text_of(cell)), wanted, n=1, cutoff=alike)
        return self._names[close[0]] if close else ""


def read_heading(
    file: str,
    first: list[Row],
    words: Vocabulary,
    needed: tuple[str, ...],
    expected: tuple[str, ...],
    fewest: int,
) -> Heading | FileError:
    """Find the headings among a sheet's first rows, below whatever title stands above them.

    A row with fewer than ``fewest`` words that mean something names no columns. ``expected`` ones may be left out,
    unless a heading looks like one of them misspelt. Returns the fault (missing, duplicate or no headings) instead of
    raising it: another sheet may have what this one lacks.
    """
    scored = [({words.meaning(cell) for cell in row.cells} - {""}, row) for row in first]
    best, row = max(scored, key=lambda one: len(one[0]), default=(set[str](), None))
    if row is None or len(best) < fewest:
        if separator := _separator(first):
            return FileError("separator", file=file, found=FileError(SEPARATORS[separator]))
        return _missing(file, _widest(first), words, (*needed, *expected), "headings")
    columns: dict[str, int] = {}
    twice = []
    for at, cell in enumerate(row.cells):
        field = words.meaning(cell)
        if field and field in columns:
            twice.append(f"{text_of(row.cells[columns[field]])} / {text_of(cell)}")
        elif field:
            columns[field] = at
    if twice:
        return FileError("duplicate_headings", file=file, row=row.number, found=", ".join(twice))
    absent = [name for name in (*needed, *expected) if name not in columns]
    misspelt = any(words.nearest(cell, absent, MISSPELT) for cell in row.cells if not words.meaning(cell))
    if not set(needed) <= columns.keys() or (absent and misspelt):
        return _missing(file, row, words, absent, "headings_missing")
    results = frozenset(at for at, cell in enumerate(row.cells) if words.is_result(cell))
    return Heading(row.number, row.cells, columns, results)


def repeats(row: Row, heading: Heading, words: Vocabulary) -> bool:
    """Return whether a row only says the headings again, as a template's hidden row of names does."""
    here = {words.meaning(cell): at for at, cell in enumerate(row.cells)}
    return all(here.get(field) == at for field, at in heading.columns.items())


def _separator(rows: list[Row]) -> str:
    """Return what separates the columns instead of a comma, where every row came out as a single cell; else ""."""
    cells = [[text_of(cell) for cell in row.cells if text_of(cell).strip()] for row in rows]
    if not cells or any(len(row) > 1 for row in cells):
        return ""
    return next((mark for mark in SEPARATORS if any(mark in row[0] for row in cells if row)), "")


def _widest(rows: list[Row]) -> Row | None:
    return max(rows, key=lambda row: sum(1 for cell in row.cells if text_of(cell).strip()), default=None)


def _missing(file: str, row: Row | None, words: Vocabulary, missing: Iterable[str], key: str) -> FileError:
    """Say what is missing, what was found, and which of the found was perhaps meant."""
    missing = list(missing)
    cells = [cell for cell in (row.cells if row else ()) if text_of(cell).strip()]
    near = [(text_of(cell), words.nearest(cell, missing)) for cell in cells if not words.meaning(cell)]
    pairs = ", ".join(f"{found} → {field}" for found, field in near if field)
    return FileError(
        key,
        file=file,
        row=row.number if row else 1,
        missing=", ".join(f"{name} ({LABELS['ja'][name]})" for name in missing),
        found=", ".join(text_of(cell) for cell in cells) or FileError("nothing"),
        nearest=FileError("nearest", pairs=pairs) if pairs else "",
    )
