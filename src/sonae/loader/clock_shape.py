"""What may stand in the files of an edition of clocks?"""

from __future__ import annotations

from sonae.core.calendars import BUSINESS, CALENDAR, CLOSED, MOVES, STAYS
from sonae.core.clocks import BASES, WHO
from sonae.loader.conditions import CONDITION
from sonae.loader.facts import FACT, IMPLICATION
from sonae.loader.shapes import Choice, ListOf, MapOf, Opt, Record
from sonae.loader.sources import SOURCES
from sonae.loader.vocabulary import BOOL, CODE, DAY, POSITIVE, TEXT, WORDS
from sonae.loader.wording_shape import GROUND, SOURCED

RECIPIENT = Record(
    {
        "id": CODE,
        "name": WORDS,
        "phone": Opt(TEXT, ""),
        "hours": Opt(WORDS),
        "link": Opt(TEXT, ""),
        "about": Opt(WORDS),
        "checked_on": DAY,
        **SOURCED,
    }
)
SWITCH = Record(
    {
        "id": CODE,
        "type": Choice(("yes_no", "count")),
        "text": WORDS,
        "value": Opt(TEXT),
        **SOURCED,
    }
)
RULE = Record(
    {
        "text": WORDS,
        "usual": Opt(POSITIVE),
        "longest": Opt(POSITIVE),
        "target": Opt(CODE, ""),
        "when": Opt(CONDITION),
    }
)
COUNTING = Record(
    {
        "unit": Choice((CALENDAR, BUSINESS)),
        "first_day": CODE,
        "last_day": Choice((STAYS, MOVES)),
        "closed": Opt(ListOf(Choice(CLOSED)), ()),
        **SOURCED,
    }
)
RELEASE = Record({"id": CODE, "moment": CODE, "when": Opt(CONDITION), "text": WORDS, **SOURCED})
FEED = Record({"fact": CODE, "moment": CODE, "when": Opt(CONDITION), "text": WORDS, **SOURCED})
EXTENSION = Record({"text": WORDS, "grounds": ListOf(GROUND), "obstruction": Opt(BOOL, False), **SOURCED})
CLOCK = Record(
    {
        "id": CODE,
        "text": WORDS,
        "about": Opt(WORDS),
        "who": Choice(WHO),
        "to": CODE,
        "basis": Choice(BASES),
        "law": Record({"text": WORDS, "edition": WORDS}),
        "when": CONDITION,
        "start": CODE,
        "rules": ListOf(RULE),
        "counting": CODE,
        "done": CODE,
        "evidence": ListOf(WORDS),
        "releases": Opt(ListOf(RELEASE), ()),
        "extension": Opt(EXTENSION),
        "feeds": Opt(ListOf(FEED), ()),
        **SOURCED,
    }
)
CLOCKS = Record(
    {
        "clocks": CODE,
        "name": WORDS,
        "edition": WORDS,
        "sources": SOURCES,
        "recipients": ListOf(RECIPIENT),
        "switches": ListOf(SWITCH),
        "countings": MapOf(COUNTING),
        "predicates": Opt(MapOf(CONDITION), {}),
        "list": ListOf(CLOCK),
        "remarks": Opt(ListOf(Record({"id": CODE, "text": WORDS, "when": Opt(CONDITION), **SOURCED})), ()),
    }
)
CLOCK_FACTS = Record({"facts": ListOf(FACT), "implications": Opt(ListOf(IMPLICATION), ())})
