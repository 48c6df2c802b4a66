"""How does a folder with calendar.yaml and holidays.csv become a core Calendar?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sonae.core.calendars import Calendar, Span
from sonae.core.scheme import Text
from sonae.loader.editions import check_code, read_edition_file
from sonae.loader.problems import Log, name_of
from sonae.loader.shapes import BAD, Record
from sonae.loader.sources import SOURCES, check_sources
from sonae.loader.tables import read_table
from sonae.loader.vocabulary import CODE, DAY, SOURCE, TEXT, WORDS

CALENDAR = Record(
    {
        "calendar": CODE,
        "name": WORDS,
        "covers": Record({"first": DAY, "last": DAY}),
        "checked_on": DAY,
        "sources": SOURCES,
    }
)
HOLIDAY = Record({"day": DAY, "ja": TEXT, "en": TEXT, "source": SOURCE})


def read_calendar(folder: Path, root: Path, log: Log) -> Calendar | None:
    """Return the holidays in ``folder``, or None after noting what is wrong with them."""
    values = read_edition_file(folder / "calendar.yaml", root, CALENDAR, log)
    if values is BAD:
        return None
    check_code(values, "calendar", folder, log)
    span = Span(values["covers"]["first"], values["covers"]["last"])
    if span.last < span.first:
        log.add(values["covers"].place("last"), "covers.last", "order")
    table = folder / "holidays.csv"
    holidays: dict[date, Text] = {}
    for row in read_table(table, name_of(table, root), HOLIDAY, log):
        if row["day"] in holidays:
            log.add(row.at, str(row["day"]), "duplicate_key")
        if not span.first <= row["day"] <= span.last:
            log.add(row.at, "day", "outside_span", found=row["day"], low=span.first, high=span.last)
        check_sources(row["source"], values["sources"], row.at, log)
        holidays[row["day"]] = Text(row["ja"], row["en"])
    return Calendar((span,), holidays)
