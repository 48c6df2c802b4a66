"""What is owed for an enrolment, and by which event? The sum of what each one added, to the yen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sonae.core.enrolment_events import Event
from sonae.core.trace import Line, Params


class Owed(NamedTuple):
    """Whole yen owed for the term, negative where more is to be returned, with a line for each event."""

    yen: int
    line: Line


def owed(events: Sequence[Event], *, as_known: datetime) -> Owed:
    """Return what was owed as known at ``as_known``: the sum of all events known then, reversals included."""
    lines = tuple(event_line(one) for one in events if one.recorded_at <= as_known)
    yen = sum(one.premium_yen for one in events if one.recorded_at <= as_known)
    return Owed(yen, Line("enrolment.owed", yen, "yen", params=(("as_known", as_known),), children=lines))


def event_line(event: Event) -> Line:
    """Return what one event adds, and which other one it reverses, stands for or corrects."""
    said, of = next(
        (
            (said, of)
            for said, of in (
                ("reversal", event.reverses),
                ("reapplied", event.reapplies),
                ("correction", event.corrects),
            )
            if of is not None
        ),
        ("event", None),
    )
    params: Params = (
        ("number", event.number),
        ("event", event.kind),
        ("valid_from", event.valid_from),
        ("recorded_at", event.recorded_at),
        ("of", of),
    )
    return Line(f"enrolment.{said}", event.premium_yen, "yen", params=params)
