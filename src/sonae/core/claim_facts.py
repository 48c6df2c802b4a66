"""Can a cost be as it is claimed, beside what is known of the event?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction

from sonae.core.claims import Claim, ClaimLine, parts_with
from sonae.core.conditions import Values
from sonae.core.coverage import Decision, bearing
from sonae.core.moments import day_of, earliest, has_come, latest
from sonae.core.problems import Problem
from sonae.core.wording import DUTY, Part, Wording

HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)


def beside_facts(wording: Wording, claim: Claim, line: ClaimLine, where: str) -> Iterator[Problem]:
    """Yield why a line cannot be: paid before any cost can have arisen, or of other hours than the facts tell.

    Only what both the line and the facts say is compared, hours to less than one.
    """
    parts = [part for part in parts_with(wording, line.item) if line.part in {"", part.id}]
    yield from _too_early(wording, claim, line, parts, where)
    yield from _other_hours(wording, claim, line, parts, where)


def needless_reductions(decision: Decision, claims: Iterable[Claim]) -> Iterator[Problem]:
    """Yield each reduction for a breach of duty where every duty of the cover is known to have been kept.

    Where the wording's data has no duty, a reduction may rest on terms that the data lacks.
    """
    duties = [one.id for one in bearing(decision) if one.kind == DUTY]
    if duties and all(decision.met[name] for name in duties):
        for claim in claims:
            for one in claim.reductions:
                yield Problem(
                    f"claims.{claim.id}.reductions.{one.id}", "problem.reduction_needless", (("typed", one.id),)
                )


def money_beside_facts(wording: Wording, claim: Claim, where: str) -> Iterator[Problem]:
    """Yield what was received, decided or paid on a claim before its event was noticed."""
    for paid in claim.payments:
        yield from before_notice(wording, claim.facts, paid.paid_on, f"{where}.payments.{paid.id}.paid_on")
    for one in claim.received:
        yield from before_notice(wording, claim.facts, one.received_on, f"{where}.received.{one.id}.received_on")
    for cut in claim.reductions:
        yield from before_notice(wording, claim.facts, cut.decided_at, f"{where}.reductions.{cut.id}.decided_at")


def before_notice(wording: Wording, facts: Values, moment: date | None, where: str) -> Iterator[Problem]:
    """Yield why a day, or a moment with its zone, cannot be: nothing follows an event before its first notice."""
    since = _known(facts, wording.allocation.costs_since)
    if since and moment and not _is_naive(moment) and day_of(moment) < day_of(since):
        yield Problem(where, "problem.before_notice", (("typed", day_of(moment)), ("day", day_of(since))))


def _is_naive(moment: date) -> bool:
    return isinstance(moment, datetime) and moment.utcoffset() is None


def _too_early(wording: Wording, claim: Claim, line: ClaimLine, parts: list[Part], where: str) -> Iterator[Problem]:
    since = _known(claim.facts, wording.allocation.costs_since)
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
        since, until = _known(claim.facts, start), _known(claim.facts, end)
        if not since or not until:
            continue
        shortest, longest = earliest(until) - latest(since), latest(until) - earliest(since)
        if not _hours(shortest) - 1 < line.hours < _hours(longest) + 1:
            about = (("typed", str(line.hours)), ("since", since), ("until", until))
            yield Problem(f"{where}.hours", "problem.hours_differ", about)


def _hours(length: timedelta) -> Fraction:
    return Fraction(length // MOMENT, HOUR // MOMENT)


def _known(values: Values, name: str) -> date | None:
    """Return the moment of a fact that has come, or its day; None for any other."""
    value = values.get(name)
    return value if has_come(value) else None
