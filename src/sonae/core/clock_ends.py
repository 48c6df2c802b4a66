"""On which day does a clock end: by its rule, moved from a closed day, or extended by a lawful notice?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sonae.core.calendars import BUSINESS, Calendar, OutsideCalendarError, last_day
from sonae.core.clocks import Clock, Notice, Rule
from sonae.core.conditions import FactValue, Values
from sonae.core.moments import end_of
from sonae.core.problems import Problem, Refusal, nearest


@dataclass(frozen=True, slots=True)
class Ends:
    """The days by which a clock should, must, or as a working target is to be done.

    ``later_on`` is where ``due_on`` would lie if what is not yet known comes out otherwise. ``moved_from`` is the last
    day counted where a closed day moved it. ``problems`` say why a day could not be found or not be put off.
    """

    usual_on: date | None = None
    due_on: date | None = None
    target_on: date | None = None
    later_on: date | None = None
    moved_from: date | None = None
    rules: tuple[int, ...] = ()
    extended: tuple[Notice, ...] = ()
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

    A day that hangs on holidays the calendar does not know of is told as a problem: the last day counted then stands
    unmoved, which is never too late.
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
        return None if counting.unit == BUSINESS else plain(days)

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


def extend(
    clock: Clock, notice: Notice, *, started_on: date, due_on: date | None, first: bool, further: bool = False
) -> date | Refusal:
    """Return the day to which a notice puts off the end, or everything for which it does not.

    It needs its text, the items still to be confirmed and the day on which that will end; it must be given before the
    end it puts off (``due_on``), on a ground of the clock, and for no longer than the ground allows, counted from
    ``started_on``. A ``further`` one, after another, needs consultation, and may go beyond the ground: so does
    ``payment_day``, by ``002_ddd17cbf1aa71dae.txt:1493``. Source of the notice:
    https://soudanguide.sonpo.or.jp/basic/5_1_q2.html for the payment of insurance money.
    """
    field = f"extensions.{clock.id}"
    if clock.extension is None:
        return Refusal((Problem(field, "problem.extension_none"),))
    if due_on is None:
        return Refusal((Problem(field, "problem.extension_not_running"),))
    problems = _incomplete(notice, field)
    if notice.given_at >= end_of(due_on):
        about = (("given", notice.given_at), ("due", due_on))
        problems.append(Problem(f"{field}.given_at", "problem.extension_late", about))
    if notice.expected_on and notice.expected_on <= due_on:
        about_end = (("expected", notice.expected_on), ("due", due_on))
        problems.append(Problem(f"{field}.expected_on", "problem.extension_no_longer", about_end))
    if further and not notice.agreed_with.strip():
        problems.append(Problem(f"{field}.agreed_with", "problem.extension_no_agreement"))
    grounds = clock.extension.grounds
    ground = grounds.get(notice.ground)
    if ground is None:
        near = (("typed", notice.ground), ("nearest", nearest(notice.ground, grounds)))
        problems.append(Problem(f"{field}.ground", "problem.extension_ground", near))
    elif ground.days and notice.expected_on and not further:
        last = started_on + timedelta(days=ground.days - 1 if first else ground.days)
        if notice.expected_on > last:
            limit = (("expected", notice.expected_on), ("days", ground.days), ("last", last))
            problems.append(Problem(f"{field}.expected_on", "problem.extension_too_long", limit))
    if problems or notice.expected_on is None:
        return Refusal(tuple(problems))
    return notice.expected_on


def _incomplete(notice: Notice, field: str) -> list[Problem]:
    missing = (
        ("text", not notice.text.strip(), "problem.extension_no_text"),
        ("items", not any(item.strip() for item in notice.items), "problem.extension_no_items"),
        ("expected_on", notice.expected_on is None, "problem.extension_no_end"),
    )
    return [Problem(f"{field}.{name}", key) for name, absent, key in missing if absent]
