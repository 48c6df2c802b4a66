"""To which day is a deadline put off: by a lawful notice, and by days on which its inquiries were obstructed?

The last day of payment under a wording and the clocks of an edition are both put off here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sonae.core.calendars import ONE_DAY
from sonae.core.conditions import FactValue
from sonae.core.cover_terms import SwitchValue
from sonae.core.moments import end_of
from sonae.core.papers import Ground
from sonae.core.problems import Problem, nearest, without_zone
from sonae.core.reading import RECEIPT_YEARS
from sonae.core.trace import Line

# says that payment may then come later, not by how much
OBSTRUCTION_SOURCE = "002_ddd17cbf1aa71dae.txt:1494-1495"

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that more time is needed: what was written, which items must still be confirmed, until when.

    ``clock`` is the deadline it puts off. A further notice needs who agreed to it (``agreed_with``) after consultation.
    """

    clock: str
    ground: str
    given_at: datetime
    text: str
    items: tuple[str, ...]
    expected_on: date | None
    by: str = ""
    agreed_with: str = ""


@dataclass(frozen=True, slots=True)
class Obstruction:
    """Days, both included, on which the insured hindered the confirmation without good reason."""

    since: date
    until: date
    what: str


class Length(NamedTuple):
    """How many days a ground allows in all from the first day; None where nothing bounds it.

    It is ``assumed`` where nobody who knows has said it.
    """

    days: int | None
    assumed: bool = False


def lengths_of(
    grounds: Iterable[Ground], values: Mapping[str, SwitchValue | FactValue | None], assumed: Collection[str]
) -> dict[str, Length]:
    """Return how long each ground allows: ``values`` are those of the switches, ``assumed`` those nobody filled in."""
    days = {ground.id: values.get(ground.days) for ground in grounds}
    named = {ground.id: ground.days in assumed for ground in grounds}
    return {name: Length(one if isinstance(one, int) else None, named[name]) for name, one in days.items()}


@dataclass(frozen=True, slots=True)
class Period:
    """A period that may be put off: its first and last day, the grounds for it, and the field that problems name."""

    first_on: date
    due_on: date
    grounds: Mapping[str, Length]
    field: str = "extensions"


@dataclass(frozen=True, slots=True)
class Course:
    """Where a deadline ends up: its last day, how many days of obstruction did not count, and the notices that held.

    ``hindered`` are the obstructions that fell into the period; ``problems`` say why other notices and obstructions did
    not hold: they change nothing.
    """

    last_day: date
    lost: int = 0
    taken: tuple[Notice, ...] = ()
    hindered: tuple[Obstruction, ...] = ()
    problems: tuple[Problem, ...] = ()


def put_off(period: Period, notices: Iterable[Notice], obstructions: Sequence[Obstruction] = ()) -> Course:
    """Return where the period ends: each notice that holds moves its end, in the order given.

    A notice needs its text, the items still to be confirmed and the day on which that will end; it must be given
    before the end it puts off, on a ground of the period, and for no longer than the ground allows, counted from the
    first day. A further one needs consultation, and may go beyond the ground. Days of obstruction are made up for at
    the end (assumed: one day for each). Sources:
    ``002_ddd17cbf1aa71dae.txt:1489-1495``; of the notice https://soudanguide.sonpo.or.jp/basic/5_1_q2.html.
    """
    spans = _merged(obstructions)
    course = _moved(Course(period.due_on), period.first_on, spans)
    for notice in sorted(notices, key=lambda one: one.given_at):
        problems = _incomplete(notice, period.field) + _untimely(notice, period, course, spans)
        if problems or notice.expected_on is None:
            course = replace(course, problems=(*course.problems, *problems))
        else:
            longer = replace(course, last_day=notice.expected_on, taken=(*course.taken, notice))
            course = _moved(longer, course.last_day + ONE_DAY, spans)
    hindered = [one for one in obstructions if one.until >= period.first_on and one.since <= course.last_day]
    outside = (_outside(one, period.first_on, course.last_day) for one in obstructions if one not in hindered)
    return replace(course, hindered=tuple(hindered), problems=(*course.problems, *outside))


def _outside(one: Obstruction, first: date, last: date) -> Problem:
    about = (("since", one.since), ("until", one.until), ("first", first), ("last", last), ("typed", one.what))
    return Problem("obstructions", "problem.obstruction_outside", about)


def _incomplete(notice: Notice, field: str) -> list[Problem]:
    missing = (
        ("text", not notice.text.strip(), "problem.extension_no_text"),
        ("items", not any(item.strip() for item in notice.items), "problem.extension_no_items"),
        ("expected_on", notice.expected_on is None, "problem.extension_no_end"),
    )
    return [Problem(f"{field}.{name}", key) for name, absent, key in missing if absent]


def _untimely(notice: Notice, period: Period, course: Course, spans: Sequence[Span]) -> list[Problem]:
    """Return why a notice does not move the end as far as the course has come."""
    field, due_on, further, problems = period.field, course.last_day, bool(course.taken), []
    if notice.given_at >= end_of(due_on):
        about = (("given", notice.given_at), ("due", due_on))
        problems.append(Problem(f"{field}.given_at", "problem.extension_late", about))
    if notice.expected_on and notice.expected_on <= due_on:
        about_end = (("expected", notice.expected_on), ("due", due_on))
        problems.append(Problem(f"{field}.expected_on", "problem.extension_no_longer", about_end))
    if further and not notice.agreed_with.strip():
        problems.append(Problem(f"{field}.agreed_with", "problem.extension_no_agreement"))
    ground = period.grounds.get(notice.ground)
    if ground is None:
        near = (("typed", notice.ground), ("nearest", nearest(notice.ground, period.grounds)))
        problems.append(Problem(f"{field}.ground", "problem.extension_ground", near))
    elif ground.days and notice.expected_on and not further:
        plain = Course(period.first_on + timedelta(days=ground.days - 1))
        last = _moved(plain, period.first_on, spans).last_day
        if notice.expected_on > last:
            limit = (("expected", notice.expected_on), ("days", ground.days), ("last", last))
            key = "problem.extension_too_long_assumed" if ground.assumed else "problem.extension_too_long"
            problems.append(Problem(f"{field}.expected_on", key, limit))
    return problems


def _merged(obstructions: Iterable[Obstruction]) -> list[Span]:
    """Return the days of obstruction as spans that do not touch, in order."""
    spans: list[Span] = []
    for since, until in sorted((one.since, one.until) for one in obstructions):
        if spans and since <= spans[-1][1] + ONE_DAY:
            spans[-1] = (spans[-1][0], max(until, spans[-1][1]))
        else:
            spans.append((since, until))
    return spans


def _moved(course: Course, first: date, spans: Iterable[Span]) -> Course:
    """Return the course with each day of obstruction from ``first`` to its last day made up for at the end."""
    last_day, lost = course.last_day, course.lost
    for since, until in spans:
        since = max(since, first)  # noqa: PLW2901  only the part that counts
        if since <= min(until, last_day):
            days = (until - since).days + 1
            last_day += timedelta(days=days)
            lost += days
    return replace(course, last_day=last_day, lost=lost)


def check_given(notices: Iterable[Notice], obstructions: Iterable[Obstruction]) -> list[Problem]:
    """Return what no notice and no obstruction can be.

    A moment without zone, days that run backwards or lie in no year that is meant (``reading.RECEIPT_YEARS``), nothing
    said.
    """
    notices, obstructions = tuple(notices), tuple(obstructions)
    problems = [without_zone("extensions", one.given_at) for one in notices if one.given_at.utcoffset() is None]
    days = [("extensions", one.expected_on) for one in notices if one.expected_on]
    days += [("obstructions", day) for one in obstructions for day in (one.since, one.until)]
    problems += [day_beyond(field, day) for field, day in days if day.year not in RECEIPT_YEARS]
    for one in obstructions:
        if one.until < one.since:
            about = (("since", one.since), ("until", one.until))
            problems.append(Problem("obstructions", "problem.obstruction_backwards", about))
        if not one.what.strip():
            problems.append(Problem("obstructions", "problem.obstruction_what"))
    return problems


def day_beyond(field: str, day: date) -> Problem:
    """Return the problem of a day, or a moment, in no year that is meant."""
    years = (("first", str(RECEIPT_YEARS[0])), ("last", str(RECEIPT_YEARS[-1])))
    return Problem(field, "problem.day_beyond", (("typed", day.isoformat()), *years))


def course_lines(course: Course, grounds: Mapping[str, Ground], key: str) -> Iterable[Line]:
    """Yield what put the deadline off, what did not count, and which notice changed nothing.

    ``key`` is what the words of the grounds are called: ``KEY.GROUND``.
    """
    for place, one in enumerate(course.taken):
        ground = grounds[one.ground]
        about = (
            ("number", ground.number),
            ("given", one.given_at),
            ("typed", "; ".join(one.items)),
            ("other", one.agreed_with),
        )
        yield Line(
            "extension.further" if place else "extension.notice",
            one.expected_on,
            params=about,
            rule=one.ground,
            source=ground.sources[0] if ground.sources else "",
            status=ground.status,
            children=(Line(f"{key}.{one.ground}"),),
        )
    for hindered in course.hindered:
        span = (("since", hindered.since), ("until", hindered.until), ("typed", hindered.what))
        yield Line("extension.obstruction", params=span, source=OBSTRUCTION_SOURCE, status="assumed")
    for problem in course.problems:
        yield Line(problem.key, params=problem.params, facts=(problem.field,))
