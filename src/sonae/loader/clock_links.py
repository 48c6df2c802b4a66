"""How does a wording's clocks.yaml, where it has one, become a core ClockLink?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sonae.core.clock_links import ClockLink
from sonae.core.clocks import ClockEdition
from sonae.core.wording import Wording
from sonae.loader.conditions import Conditions
from sonae.loader.editions import read_edition_file
from sonae.loader.facts import IMPLICATION, implications, names_of
from sonae.loader.problems import Log
from sonae.loader.references import check_known
from sonae.loader.shapes import BAD, ListOf, Opt, Record
from sonae.loader.sources import check_sources
from sonae.loader.unique import check_unique
from sonae.loader.vocabulary import CODE

LINK = Record({"clocks": CODE, "tells": Opt(ListOf(IMPLICATION), ()), "hears": Opt(ListOf(IMPLICATION), ())})


def read_link(
    wording: Wording, folder: Path, root: Path, clocks: Mapping[str, ClockEdition], log: Log
) -> ClockLink | None:
    """Return what a wording tells the clocks and hears of them; None where it says nothing, or after noting errors."""
    path = folder / "clocks.yaml"
    values = read_edition_file(path, root, LINK, log) if path.exists() else BAD
    if values is BAD:
        return None
    check_known(values["clocks"], clocks, values.place("clocks"), "clocks", log)
    edition = clocks.get(values["clocks"])
    if edition is None:
        return None
    read = []
    for name, asked, concluded in (("tells", wording, edition), ("hears", edition, wording)):
        check_unique(values[name], "id", log)
        for one in values[name]:
            check_sources(one["source"], dict(wording.sources), one.place("source"), log)
        conditions = Conditions(names_of(asked.facts), {}, log)
        read.append(implications(values[name], concluded.facts, conditions, log))
    return ClockLink(edition.code, *read)
