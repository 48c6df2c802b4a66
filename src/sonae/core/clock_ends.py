"""On which day does a clock end: by its rule, moved from a closed day, or extended by a lawful notice?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sonae.core.calendars import BUSINESS, ONE_DAY, Calendar, OutsideCalendarError, last_day, without_gaps
from sonae.core.clocks import Clock, Rule
from sonae.core.conditions import FactValue, Values
from sonae.core.extensions import Course, Notice, Obstruction, Period, lengths_of, put_off
from sonae.core.problems import Problem


@dataclass(frozen=True, slots=True)
class Ends:
    """The days by which a clock should, must, or as a working target is to be done.

    ``later_on`` is where ``due_on`` would lie if what is not yet known comes out otherwise. ``moved_from`` is the last
    day counted where a closed day moved it; ``course`` what put the end off, None where nothing did. ``problems`` say
    why a day could not be found or not be put off.
    """

    usual_on: date | None = None
    due_on: date | None = None
    target_on: date | None = None
    later_on: date | None = None
    moved_from: date | None = None
    rules: tuple[int, ...] = ()
    course: Course | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """All that it is to be done by, the earliest first."""
        return tuple(sorted(one for one in (self.usual_on, self.target_on, self.due_on) if one))


def possible_rules(clock: Clock, values: Values) -> tuple[int, ...]:
    """Return the places of the rules that may be the clock's: one where that is settled, never none."""
    found = []
    for place, rule in enumerate(clock.rules):
        holds = rule.when.test(values) if rule.when else True
        if holds is not False:
            found.append(place)
        if holds:
            break
    return tuple(found)


def ends_of(clock: Clock, started_on: date, values: Values, calendar: Calendar) -> Ends:
    """Return when the clock ends; while several rules are possible, the earliest of their ends.

    A day that hangs on holidays the calendar does not know of is told as a problem: days of which it knows nothing then
    count as no holidays, which is never too late.
    """
    places = possible_rules(clock, values)
    problems: list[Problem] = []
    found = [_days_of(clock, clock.rules[place], started_on, values, calendar, problems) for place in places]
    dues = sorted(one.due_on for one in found if one.due_on)
    usuals = [one.usual_on for one in found if one.usual_on]
    targets = [one.target_on for one in found if one.target_on]
    first = next((one for one in found if dues and one.due_on == dues[0]), Ends())
    return Ends(
        usual_on=min(usuals, default=None),
        due_on=dues[0] if dues else None,
        target_on=min(targets, default=None),
        later_on=dues[-1] if dues and dues[-1] > dues[0] else None,
        moved_from=first.moved_from,
        rules=places,
        problems=tuple(dict.fromkeys(problems)),
    )


def _days_of(
    clock: Clock, rule: Rule, started_on: date, values: Values, calendar: Calendar, problems: list[Problem]
) -> Ends:
    counting, first = clock.counting, first_counts(clock, values)

    def end(days: FactValue | None) -> date | None:
        if not isinstance(days, int):
            return None
        try:
            return last_day(started_on, days, counting, calendar, first_counts=first)
        except OutsideCalendarError as error:
            problems.append(Problem(clock.start, "problem.day_outside_calendar", (("day", error.day),)))
        return last_day(started_on, days, counting, without_gaps(calendar), first_counts=first)

    def plain(days: int) -> date:
        return started_on + timedelta(days=days - 1 if first else days)

    due = end(rule.longest)
    moved = due and rule.longest and counting.unit != BUSINESS and plain(rule.longest) != due
    return Ends(
        usual_on=end(rule.usual),
        due_on=due,
        target_on=end(values[rule.target]) if rule.target else None,
        moved_from=plain(rule.longest) if moved and rule.longest else None,
    )


def first_counts(clock: Clock, values: Values) -> bool:
    """Return whether the day on which it starts is day 1; so it is while the switch is not filled in."""
    return values[clock.counting.first_day] is not False


def put_off_by(
    clock: Clock,
    ends: Ends,
    started_on: date | None,
    values: Values,
    notices: Sequence[Notice],
    obstructions: Sequence[Obstruction],
    assumed: Collection[str] = (),
) -> Ends:
    """Return the ends as notices and obstruction put them off; what does not hold changes nothing and is told.

    ``assumed`` are switches that nobody filled in.
    """
    field = f"extensions.{clock.id}"
    if clock.extension is None:
        none = tuple(Problem(field, "problem.extension_none") for _ in notices)
        return replace(ends, problems=(*ends.problems, *none))
    if ends.due_on is None or started_on is None:
        not_running = tuple(Problem(field, "problem.extension_not_running") for _ in notices)
        return replace(ends, problems=(*ends.problems, *not_running))
    first_on = started_on if first_counts(clock, values) else started_on + ONE_DAY
    hindered = obstructions if clock.extension.obstruction else ()
    lengths = lengths_of(clock.extension.grounds.values(), values, assumed)
    course = put_off(Period(first_on, ends.due_on, lengths, field), notices, hindered)
    ends = replace(ends, problems=(*ends.problems, *course.problems))
    if course.last_day == ends.due_on:
        return ends
    return replace(ends, due_on=course.last_day, later_on=None, moved_from=None, course=replace(course, problems=()))
