"""Which words does the catalogue hold for each key, and which eras does it know?"""

from __future__ import annotations

from pathlib import Path

from sonae.core.moments import Era
from sonae.core.scheme import Text
from sonae.loader.nodes import read_yaml
from sonae.loader.problems import Log, name_of
from sonae.loader.shapes import BAD, MapOf, Record
from sonae.loader.tables import read_table
from sonae.loader.vocabulary import DAY, TEXT, WORDS

TEXTS = MapOf(WORDS)
ERAS = Record({"name": TEXT, "letter": TEXT, "romaji": TEXT, "starts_on": DAY})


def read_texts(folder: Path, root: Path, log: Log) -> tuple[dict[str, Text], tuple[Era, ...]]:
    """Return all texts of a folder by key, and the rows of ``eras.csv`` if it is there."""
    texts: dict[str, Text] = {}
    for path in sorted(folder.glob("*.yaml")):
        tree = read_yaml(path, name_of(path, root), log)
        values = TEXTS.read(tree, "", log) if tree else BAD
        if values is not BAD:
            texts.update(values)
    eras: tuple[Era, ...] = ()
    table = folder / "eras.csv"
    if table.exists():
        rows = read_table(table, name_of(table, root), ERAS, log)
        eras = tuple(Era(r["name"], r["letter"], r["romaji"], r["starts_on"]) for r in rows)
    return texts, eras
