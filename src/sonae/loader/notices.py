"""Which notices that more time is needed, and which days of obstruction, does a CASE.yaml tell?"""

from __future__ import annotations

from sonae.core.extensions import Notice, Obstruction
from sonae.loader.shapes import ListOf, Opt, Record, Values, Word
from sonae.loader.vocabulary import CODE, DAY, TEXT, ZONED

FIRST_EVENT = "e1"
EVENT = Opt(CODE, FIRST_EVENT)
# the clock that runs from a complete claim
PAYMENT = "payment"
MAYBE = Word("text, which may be empty", str, {"type": "string"})
NOTICE = Record(
    {
        "clock": CODE,
        "ground": CODE,
        "given_at": ZONED,
        "text": Opt(MAYBE, ""),
        "items": Opt(ListOf(TEXT), ()),
        "expected_on": Opt(DAY),
        "by": Opt(TEXT, ""),
        "agreed_with": Opt(TEXT, ""),
        "event": EVENT,
    }
)
OBSTRUCTION = Record({"since": DAY, "until": DAY, "what": TEXT, "event": EVENT})
MORE_TIME = {"extensions": Opt(ListOf(NOTICE), ()), "obstructions": Opt(ListOf(OBSTRUCTION), ())}


def notices_of(case: Values, event: str, *, clock: str = "") -> tuple[Notice, ...]:
    """Return the notices for one event, for one clock where it is named."""
    mine = (one for one in case["extensions"] if one["event"] == event and clock in {"", one["clock"]})
    return tuple(Notice(**{name: one[name] for name in NOTICE.fields if name != "event"}) for one in mine)


def obstructions_of(case: Values, event: str) -> tuple[Obstruction, ...]:
    """Return the days on which inquiries into one event were hindered."""
    mine = (one for one in case["obstructions"] if one["event"] == event)
    return tuple(Obstruction(one["since"], one["until"], one["what"]) for one in mine)
