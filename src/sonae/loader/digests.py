"""Has a published edition changed? A digest over its files, kept beside them."""

from __future__ import annotations

import hashlib
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


def publish(folder: Path) -> str:
    """Freeze an edition: write its digest beside it. Raises FileExistsError if it is frozen."""
    digest = digest_of(folder)
    with (folder / PUBLISHED).open("x", encoding="utf-8") as file:
        file.write(digest + "\n")
    return digest


def check_frozen(folder: Path, root: Path, log: Log) -> None:
    """Note a published edition whose files are no longer those that were published."""
    file = folder / PUBLISHED
    if file.exists():
        known, found = file.read_text(encoding="utf-8").strip(), digest_of(folder)
        if known != found:
            log.add(Place(name_of(file, root), 1), folder.name, "frozen", known=known, found=found)
