"""Has a published edition changed? A digest over its files, kept beside them, and those of what it rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from sonae.loader.problems import Log, Place, name_of

PUBLISHED = "published.digest"


def digest_of(*folders: Path) -> str:
    """Return ``sha256:…`` over the names and contents of an edition's files.

    An example that borrows another edition's tables is the sum of both folders.

    Line ends are read as line feeds, so that a checkout on another system has the same digest.
    """
    total = hashlib.sha256()
    for folder in folders:
        for name, path in sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*")):
            if not path.is_file() or path.name == PUBLISHED:
                continue
            content = path.read_bytes().replace(b"\r\n", b"\n")
            total.update(len(name.encode()).to_bytes(4, "big") + name.encode())
            total.update(len(content).to_bytes(8, "big") + content)
    return f"sha256:{total.hexdigest()}"


def publish(folder: Path, needs: Mapping[str, Path] | None = None) -> str:
    """Freeze an edition: write its digest beside it, and a line for each published edition it rests on.

    Raises FileExistsError if it is frozen.
    """
    digest = digest_of(folder)
    lines = [digest, *(f"{name} {published_as(path)}" for name, path in (needs or {}).items())]
    with (folder / PUBLISHED).open("x", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return digest


def published_as(folder: Path) -> str:
    """Return the digest with which an edition was published, or nothing."""
    return next(iter(_lines(folder)), "")


def find_editions(names: Iterable[str], roots: Iterable[Path]) -> dict[str, Path]:
    """Return the folder of each edition (``tariffs/a-2025``) that one of the catalogue's folders has."""
    # the first of several is the one that is read
    places = [(name, root / name) for root in reversed(list(roots)) for name in names]
    return {name: folder for name, folder in places if folder.is_dir()}


def check_frozen(folder: Path, root: Path, log: Log) -> None:
    """Note a published edition whose files are no longer those that were published."""
    if (folder / PUBLISHED).exists():
        known, found = published_as(folder), digest_of(folder)
        if known != found:
            log.add(Place(name_of(folder / PUBLISHED, root), 1), folder.name, "frozen", known=known, found=found)


def check_needs(folder: Path, root: Path, needs: Mapping[str, Path], log: Log) -> None:
    """Note what a published edition rests on and is not published, or no longer what it was published with."""
    if not (folder / PUBLISHED).exists():
        return
    at = Place(name_of(folder / PUBLISHED, root), 1)
    recorded = dict(line.split(" ", 1) for line in _lines(folder)[1:] if " " in line)
    for name, path in needs.items():
        known, found = recorded.get(name, "-"), published_as(path)
        if not found:
            log.add(at, name, "unpublished", edition=path.name)
        elif known != found:
            log.add(at, name, "frozen", known=known, found=found)


def _lines(folder: Path) -> list[str]:
    file = folder / PUBLISHED
    return file.read_text(encoding="utf-8", errors="replace").split("\n") if file.is_file() else []
