"""Does a name stand for something that exists?"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sonae.core.problems import nearest
from sonae.loader.problems import Log, Place
from sonae.loader.shapes import Values


def check_known(found: str, known: Collection[str], at: Place, key: str, log: Log) -> None:
    """Note a name that is none of the known ones, with those nearest to it."""
    if found not in known:
        log.add(at, key, "unknown_reference", found=found, known=nearest(found, known))


def check_filters(one: Values, filters: Mapping[str, Collection[str]], log: Log) -> None:
    """Note each unknown name among those a record (with an ``id``) is limited to: its kinds, families or plans."""
    for name, known in filters.items():
        for found in one[name]:
            check_known(found, known, one.place(name), f"{one['id']}.{name}", log)
