"""Why does a clock stand where it stands? Law, edition, start, counting, extension and evidence, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sonae.core.clock_ends import Ends, first_counts
from sonae.core.clocks import Clock, ClockEdition, Release
from sonae.core.conditions import Truth, Values
from sonae.core.extensions import course_lines
from sonae.core.moments import end_of, has_come
from sonae.core.trace import Line

APPLIES = {True: "clock.applies", False: "clock.applies_not", None: "clock.applies_unknown"}


def clock_line(
    edition: ClockEdition,
    clock: Clock,
    values: Values,
    *,
    applies: Truth,
    phase: str,
    ends: Ends,
    at: datetime,
    released: Release | None,
) -> Line:
    """Return the reason of a clock's state; its value is the next day to aim at."""
    source = clock.sources[0]
    children = [
        Line(edition.text_key(clock.id, "law"), source=source, status=clock.status),
        Line(APPLIES[applies], facts=clock.when.facts),
        _moment("started", values, clock.start),
        *_ends(edition, clock, values, ends),
        _moment("done", values, clock.done),
        *_released(edition, clock, values, released),
        *_feeds(edition, clock, values),
    ]
    value = next_day(ends, at) if applies is not False else None
    key = edition.text_key(clock.id)
    return Line(key, value, rule=phase, source=source, status=clock.status, children=tuple(children))


def next_day(ends: Ends, at: datetime) -> date | None:
    """Return the first day to aim at that has not passed, else the last one."""
    return next((day for day in ends.days if at < end_of(day)), ends.days[-1] if ends.days else None)


def _moment(what: str, values: Values, fact: str) -> Line:
    """Return when something happened; that it is known never to, or not yet known, is said too."""
    moment = values[fact]
    if has_come(moment):
        return Line(f"clock.{what}", moment, facts=(fact,))
    return Line(f"clock.{what}_{'unknown' if moment is None else 'never'}", facts=(fact,))


def _ends(edition: ClockEdition, clock: Clock, values: Values, ends: Ends) -> Iterable[Line]:
    counting, first = clock.counting, first_counts(clock, values)
    for place in ends.rules:
        rule = clock.rules[place]
        yield Line(edition.text_key(clock.id, "rule", str(place)), facts=rule.when.facts if rule.when else ())
    if ends.days:
        key = f"clock.counted_{counting.unit}_{'first' if first else 'next'}"
        switch = edition.switches[counting.first_day]
        yield Line(key, status=switch.status, source=switch.sources[0])
    if ends.usual_on:
        yield Line("clock.usual_on", ends.usual_on)
    if ends.target_on:
        yield Line("clock.target_on", ends.target_on, status="assumed")
    if ends.due_on and not ends.course:
        moved = (("counted", ends.moved_from),) if ends.moved_from else ()
        status, source = (counting.status, counting.sources[0]) if moved else ("", "")
        yield Line("clock.moved" if moved else "clock.due_on", ends.due_on, params=moved, status=status, source=source)
    if ends.later_on:
        yield Line("clock.later_on", ends.later_on)
    if ends.course and clock.extension:
        yield Line("clock.put_off", ends.due_on)
        key = edition.text_key(clock.id, "ground")
        yield from course_lines(ends.course, clock.extension.grounds, key)
    for problem in ends.problems:
        yield Line(problem.key, params=problem.params, facts=(problem.field,))


def _released(edition: ClockEdition, clock: Clock, values: Values, released: Release | None) -> Iterable[Line]:
    if released:
        moment, key = values[released.moment], edition.text_key(clock.id, "release", released.id)
        value = moment if isinstance(moment, date) else None
        yield Line(key, value, status=released.status, source=released.sources[0], facts=(released.moment,))


def _feeds(edition: ClockEdition, clock: Clock, values: Values) -> Iterable[Line]:
    for feed in clock.feeds:
        moment = values[feed.moment]
        if has_come(moment) and (feed.when is None or feed.when.test(values)):
            key = edition.text_key(clock.id, "feed", feed.moment, feed.fact)
            yield Line(key, moment, status=feed.status, source=feed.sources[0], facts=(feed.fact,))
