"""Where does each clock stand at a moment: does it apply, since when, until when, is it done, and who says so?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sonae.core.calendars import Calendar
from sonae.core.clock_ends import Ends, ends_of, put_off_by
from sonae.core.clock_trace import clock_line
from sonae.core.clocks import BASES, Asked, Clock, ClockEdition, Feed, Release
from sonae.core.conditions import Condition, FactValue, Truth, Values, live_in
from sonae.core.extensions import check_given
from sonae.core.fact_reading import check_facts, derive
from sonae.core.facts import Facts, Known
from sonae.core.moments import NEVER, comes_after, day_of, end_of, has_come
from sonae.core.problems import Problem, Refusal, nearest, without_zone
from sonae.core.switches import assumed_in, can_be, read_switch
from sonae.core.trace import Line
from sonae.core.wording import Switch

OVERDUE, PAST_USUAL, DUE_SOON, UNKNOWN = "overdue", "past_usual", "due_soon", "unknown"
WAITING, DONE, RELEASED, NOT_APPLICABLE = "waiting", "done", "released", "not_applicable"
# the most urgent first: what may apply stands before what can wait
PHASES = (OVERDUE, PAST_USUAL, DUE_SOON, UNKNOWN, WAITING, DONE, RELEASED, NOT_APPLICABLE)
SOON = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Fed:
    """What a clock's evidence gives to the coverage decision: a moment, or its day; NEVER for what never comes."""

    feed: Feed
    at: date
    known: Known


@dataclass(frozen=True, slots=True)
class ClockState:
    """One clock at one moment.

    ``applies`` is None while that is not yet known; ``ends`` are then those it would have. ``asks`` are the facts not
    yet known that matter to it. ``started_at`` and ``done_at`` are days where no more is known. ``proof`` is who says,
    by which document, that it is done; ``late`` that it was done after its end.
    """

    clock: Clock
    applies: Truth
    phase: str
    asks: tuple[str, ...]
    started_at: date | None
    ends: Ends
    done_at: date | None
    proof: Known | None
    released: Release | None
    late: bool
    fed: tuple[Fed, ...]
    line: Line

    @property
    def next_on(self) -> date | None:
        """The next day to aim at; the last one where all have passed. None where nothing names one."""
        return self.line.value if isinstance(self.line.value, date) else None


def read_clocks(
    edition: ClockEdition,
    facts: Facts,
    calendar: Calendar,
    *,
    at: datetime,
    asked: Asked | None = None,
    soon: timedelta = SOON,
) -> tuple[ClockState, ...] | Refusal:
    """Return every clock of an edition as it stands at ``at``, the most urgent first; or what is wrong.

    What happened after ``at`` is not known at ``at``. A fact that is not known is neither true nor false: whatever
    hangs on it is ``unknown``, with the questions that would tell. A notice of extension that does not hold changes
    nothing and is told in the state. ``soon`` is how long before its end a clock is due soon.
    """
    asked = asked or Asked()
    problems = _wrong_names(edition, asked) + check_given(asked.notices, asked.obstructions)
    unreadable = check_facts(edition.facts, facts)
    if at.utcoffset() is None:
        unreadable.append(without_zone("at", at))
    known = {} if unreadable else facts_as_of(edition, facts, at)
    if isinstance(known, Refusal):
        return Refusal((*problems, *known.errors))
    if problems or unreadable:
        return Refusal((*problems, *unreadable))
    values = values_of(edition, known, asked.switches)
    states = [_state(edition, one, known, values, calendar, at, asked, soon) for one in edition.clocks.values()]
    return tuple(sorted(states, key=_urgency))


def facts_as_of(edition: ClockEdition, facts: Facts, at: datetime) -> dict[str, Known] | Refusal:
    """Return what was known at ``at``: no moment after it, and nothing that only follows from such a moment."""
    own = {one.id for one in edition.implications}
    said = {name: one for name, one in facts.items() if one.rule not in own and not comes_after(one.value, at)}
    return derive(said, dict.fromkeys(edition.facts), edition.implications)


def values_of(edition: ClockEdition, facts: Facts, switches: Mapping[str, FactValue | None]) -> Values:
    """Return the value of every fact and switch that a condition may name; None where it is not known."""
    assumed = {name: one.value for name, one in edition.switches.items()}
    plain = {name: value for name, value in assumed.items() if isinstance(value, bool | int) or value is None}
    return {**dict.fromkeys(edition.facts), **plain, **switches, **{name: one.value for name, one in facts.items()}}


def read_switches(edition: ClockEdition, said: Mapping[str, str]) -> dict[str, FactValue | None] | Refusal:
    """Return the switches that somebody filled in, or everything wrong with them; ``none`` takes a number away."""
    values: dict[str, FactValue | None] = {}
    problems = []
    for name, text in said.items():
        switch = edition.switches.get(name)
        if switch is None:
            problems.append(_no_switch(edition, name))
            continue
        try:
            value = read_switch(_in_days(switch), text)
        except ValueError:
            problems.append(_no_value(name, text))
            continue
        values[name] = value if isinstance(value, bool | int) else None
    return Refusal(tuple(problems)) if problems else values


def _in_days(switch: Switch) -> Switch:
    """Return a switch of an edition of clocks, of which a number of days is at least one."""
    return replace(switch, lowest=switch.lowest or 1)


def _wrong_names(edition: ClockEdition, asked: Asked) -> list[Problem]:
    """Return the switches and clocks that the edition does not have, and the values that a switch cannot have."""
    problems = []
    for name, value in asked.switches.items():
        switch = edition.switches.get(name)
        if switch is None:
            problems.append(_no_switch(edition, name))
        elif not can_be(_in_days(switch), value):
            problems.append(_no_value(name, str(value)))
    for notice in asked.notices:
        if notice.clock not in edition.clocks:
            about = (("typed", notice.clock), ("nearest", nearest(notice.clock, edition.clocks)))
            problems.append(Problem("extensions", "problem.clock_unknown", about))
    return problems


def _no_value(name: str, typed: str) -> Problem:
    return Problem(f"switches.{name}", "problem.switch_value", (("typed", typed),))


def _no_switch(edition: ClockEdition, name: str) -> Problem:
    about = (("typed", name), ("nearest", nearest(name, edition.switches)))
    return Problem(f"switches.{name}", "problem.switch_unknown", about)


def _state(
    edition: ClockEdition,
    clock: Clock,
    known: Facts,
    values: Values,
    calendar: Calendar,
    at: datetime,
    asked: Asked,
    soon: timedelta,
) -> ClockState:
    started = values[clock.start]
    applies = False if started == NEVER else clock.when.test(values)
    started_at = started if has_come(started) else None
    ends = Ends()
    if applies is not False and started_at:
        ends = ends_of(clock, day_of(started_at), values, calendar)
    notices = [one for one in asked.notices if one.clock == clock.id and one.given_at <= at]
    hindered = [replace(one, until=min(one.until, day_of(at))) for one in asked.obstructions if one.since <= day_of(at)]
    assumed = assumed_in(edition.switches, asked.switches)
    ends = put_off_by(clock, ends, started_at and day_of(started_at), values, notices, hindered, assumed)
    done = values[clock.done]
    done_at = done if has_come(done) else None
    released = next((way for way in clock.releases if _released(way, values)), None)
    asks = _asks(edition, clock, applies, started, values)
    phase = _phase(applies, done_at, released, started_at, ends, at, soon)
    late = bool(done_at and ends.due_on and day_of(done_at) > ends.due_on)
    fed = tuple(_fed(clock, known, values))
    line = clock_line(edition, clock, values, applies=applies, phase=phase, ends=ends, at=at, released=released)
    proof = known[clock.done] if done_at else None
    return ClockState(clock, applies, phase, asks, started_at, ends, done_at, proof, released, late, fed, line)


def _released(way: Release, values: Values) -> bool:
    moment = values[way.moment]
    holds = way.when.test(values) if way.when else True
    return has_come(moment) and holds is True


def _phase(
    applies: Truth,
    done_at: date | None,
    released: Release | None,
    started_at: date | None,
    ends: Ends,
    at: datetime,
    soon: timedelta,
) -> str:
    if done_at:
        return DONE
    if applies is False:
        return NOT_APPLICABLE
    if released:
        return RELEASED
    if applies is None or started_at is None:
        return UNKNOWN
    if ends.due_on and at >= end_of(ends.due_on):
        return OVERDUE
    if ends.days and at >= end_of(ends.days[0]):
        return PAST_USUAL
    return DUE_SOON if ends.days and end_of(ends.days[0]) - at <= soon else WAITING


def _asks(
    edition: ClockEdition, clock: Clock, applies: Truth, started: FactValue | None, values: Values
) -> tuple[str, ...]:
    """Return the facts that nobody has told and that matter to the clock, in the order they are declared."""
    if applies is False:
        return ()
    conditions: list[Condition] = [clock.when]
    conditions += [rule.when for rule in clock.rules if rule.when]
    hanging = [(way.moment, way.when) for way in clock.releases] + [(one.moment, one.when) for one in clock.feeds]
    for fact, when in hanging:
        moment = values[fact]
        if when and has_come(moment):
            conditions.append(when)
    open_facts = live_in(tuple(conditions), values)
    if started is None:
        open_facts |= {clock.start}
    return tuple(name for name in edition.facts if name in open_facts)


def _fed(clock: Clock, known: Facts, values: Values) -> Iterable[Fed]:
    """Yield what the evidence gives; a filing that was not in writing is none."""
    for feed in clock.feeds:
        moment = values[feed.moment]
        holds = feed.when.test(values) if feed.when else True
        if isinstance(moment, date) and (holds is not None or moment == NEVER):
            yield Fed(feed, moment if holds else NEVER, known[feed.moment])


def _urgency(state: ClockState) -> tuple[int, date, int]:
    """Return its place: the most urgent first, then the earliest day, then law before good sense."""
    return PHASES.index(state.phase), state.next_on or date.max, BASES.index(state.clock.basis)
