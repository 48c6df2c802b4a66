"""What does a corrected event add to what is owed? What it added before, and the price of what is now otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sonae.core.enrolment import State, folded
from sonae.core.enrolment_events import Event
from sonae.core.enrolment_history import Price
from sonae.core.moments import TOKYO, Term, whole_months
from sonae.core.money import Rounding, rounded

YEAR = 12


def repriced(known: Sequence[Event], term: Term, rounding: Rounding) -> Price:
    """The price of an event that stands for one known: equal facilities from an equal moment cost what they cost."""
    steps = {
        one.number: step
        for place, one in enumerate(known, start=1)
        for step in folded(known[:place], as_known=one.recorded_at, term=term)
        if step.event.number == one.number
    }

    def price(before: State, event: Event, after: State) -> int:
        was = steps[event.corrects or event.reapplies or 0]
        added = _worth(after, event.valid_from) - _worth(before, event.valid_from)
        had = _worth(was.after, was.event.valid_from) - _worth(was.before, was.event.valid_from)
        return was.event.premium_yen + added - had

    def _worth(state: State, start: datetime) -> int:
        months = whole_months(start.astimezone(TOKYO), term.end.astimezone(TOKYO))
        return sum(
            one.annual_yen if months == YEAR else rounded(one.annual_yen * months, YEAR, rounding)
            for one in state.facilities
        )

    return price
