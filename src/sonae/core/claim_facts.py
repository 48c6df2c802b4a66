"""Can a cost be as it is claimed, beside what is known of the event?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from sonae.core.claims import Claim, ClaimLine, parts_with
from sonae.core.moments import day_of, earliest, has_come, latest
from sonae.core.problems import Problem
from sonae.core.wording import Part, Wording

HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)


def beside_facts(wording: Wording, claim: Claim, line: ClaimLine, where: str) -> Iterator[Problem]:
    """Yield why a line cannot be: paid before any cost can have arisen, or of other hours than the facts tell.

    Only what both the line and the facts say is compared, hours to less than one.
    """
    parts = [part for part in parts_with(wording, line.item) if line.part in {"", part.id}]
    yield from _too_early(wording, claim, line, parts, where)
    yield from _other_hours(wording, claim, line, parts, where)


def _too_early(wording: Wording, claim: Claim, line: ClaimLine, parts: list[Part], where: str) -> Iterator[Problem]:
    since = _known(claim, wording.allocation.costs_since)
    if since and line.paid_on and any(part.side == "cost" for part in parts):
        first_on = day_of(since)
        if line.paid_on < first_on:
            about = (("typed", line.paid_on), ("day", first_on))
            yield Problem(f"{where}.paid_on", "problem.cost_too_early", about)


def _other_hours(wording: Wording, claim: Claim, line: ClaimLine, parts: list[Part], where: str) -> Iterator[Problem]:
    if isinstance(line.hours, bool) or not isinstance(line.hours, int | Fraction):
        return
    spans = {one.lasts for one in wording.levels if not one.parts or any(part.id in one.parts for part in parts)}
    for start, end in sorted(filter(None, spans)):
        since, until = _known(claim, start), _known(claim, end)
        if not since or not until:
            continue
        shortest, longest = earliest(until) - latest(since), latest(until) - earliest(since)
        if not _hours(shortest) - 1 < line.hours < _hours(longest) + 1:
            about = (("typed", str(line.hours)), ("since", since), ("until", until))
            yield Problem(f"{where}.hours", "problem.hours_differ", about)


def _hours(length: timedelta) -> Fraction:
    return Fraction(length // MOMENT, HOUR // MOMENT)


def _known(claim: Claim, name: str) -> date | None:
    """Return the moment of a fact that has come, or its day; None for any other."""
    value = claim.facts.get(name)
    return value if has_come(value) else None
