"""How does a wording's clocks.yaml, where it has one, become a core ClockLink?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sonae.core.clock_links import ClockLink, LinkedMoment
from sonae.core.clocks import ClockEdition
from sonae.core.wording import Wording
from sonae.loader.conditions import Conditions
from sonae.loader.editions import read_edition_file
from sonae.loader.facts import IMPLICATION, implications, names_of
from sonae.loader.problems import Log
from sonae.loader.references import check_known
from sonae.loader.shapes import BAD, ListOf, Opt, Record, Values
from sonae.loader.sources import check_sources
from sonae.loader.unique import check_unique
from sonae.loader.vocabulary import CODE, SOURCE, STATUS, WORDS

MOMENT = Record({"id": CODE, "fact": CODE, "from": CODE, "text": WORDS, "status": STATUS, "source": SOURCE})
LINK = Record(
    {
        "clocks": CODE,
        "tells": Opt(ListOf(IMPLICATION), ()),
        "hears": Opt(ListOf(IMPLICATION), ()),
        "moments": Opt(ListOf(MOMENT), ()),
    }
)


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
    for name in ("tells", "hears", "moments"):
        check_unique(values[name], "id", log)
        for one in values[name]:
            check_sources(one["source"], dict(wording.sources), one.place("source"), log)
    read = []
    for name, asked, concluded in (("tells", wording, edition), ("hears", edition, wording)):
        conditions = Conditions(names_of(asked.facts), {}, log)
        read.append(implications(values[name], concluded.facts, conditions, log))
    tells, hears = read
    moments = tuple(_moment(one, wording, edition, log) for one in values["moments"])
    return ClockLink(edition.code, tells, hears, moments)


def _moment(one: Values, wording: Wording, edition: ClockEdition, log: Log) -> LinkedMoment:
    """Return a moment that is taken over; what is no moment on either side is noted."""
    for key, facts in (("from", wording.facts), ("fact", edition.facts)):
        moments = [name for name, fact in facts.items() if fact.type == "moment"]
        check_known(one[key], moments, one.place(key), f"{one['id']}.{key}", log)
    return LinkedMoment(one["id"], one["fact"], one["from"], one["text"], one["status"], one["source"])
