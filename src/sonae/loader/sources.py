"""Does every figure point at a source that the edition declares?"""

from __future__ import annotations

from collections.abc import Iterable

from sonae.core.problems import nearest
from sonae.core.scheme import Text
from sonae.loader.problems import Log, Place
from sonae.loader.shapes import MapOf
from sonae.loader.vocabulary import WORDS

SOURCES = MapOf(WORDS)


def check_sources(found: Iterable[str], declared: dict[str, Text], at: Place, log: Log) -> None:
    """Note each source whose file is not declared; web addresses and docs/ need no declaration."""
    for source in found:
        file = source.split(":", 1)[0]
        if source.startswith(("http://", "https://", "docs/")) or file in declared:
            continue
        log.add(at, "source", "unknown_source", found=source, known=nearest(file, declared) or "-")
