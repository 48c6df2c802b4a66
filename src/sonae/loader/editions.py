"""What does a YAML file of an edition hold, and does the edition stand in the folder that bears its code?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sonae.loader.nodes import read_yaml
from sonae.loader.problems import Log, Place, name_of
from sonae.loader.shapes import BAD, Record, Values


def read_edition_file(path: Path, root: Path, shape: Record, log: Log) -> Any:
    """Return a file's values, or ``BAD`` after noting why there are none: it is not there, or not of this shape."""
    name = name_of(path, root)
    if not path.exists():
        log.add(Place(name, 1), "-", "missing_file")
        return BAD
    tree = read_yaml(path, name, log)
    return shape.read(tree, "", log) if tree else BAD


def check_code(values: Values, key: str, folder: Path, log: Log) -> None:
    """Note where the code under ``key`` is not the name of the edition's folder."""
    if values[key] != folder.name:
        log.add(values.place(key), key, "code_folder", found=values[key], known=folder.name)
