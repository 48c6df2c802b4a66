"""By which day must a complete claim be paid, and what may move that day?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sonae.core.cover_terms import SwitchValue
from sonae.core.moments import TOKYO, end_of
from sonae.core.papers import Ground, PaperRules
from sonae.core.problems import Problem, Refusal, nearest
from sonae.core.trace import Line, Value

# market practice and the law on delay; neither stands in a brochure
FIRST_DAY_SOURCE = "https://soudanguide.sonpo.or.jp/basic/5_1_q2.html"
DELAY_SOURCE = "https://mikio-tsujita.hatenadiary.org/entry/20091024/1256396379"
# says that payment may then come later, not by how much
OBSTRUCTION_SOURCE = "002_ddd17cbf1aa71dae.txt:1494-1495"
DAY = timedelta(days=1)

Span = tuple[date, date]


class Says(NamedTuple):
    """Where it is said whether the day of completion is the first: status and source; both empty where it was told."""

    status: str
    source: str


ASSUMED = Says("assumed", FIRST_DAY_SOURCE)


@dataclass(frozen=True, slots=True)
class Extension:
    """More time on one ground, and the notice of it: what is to be confirmed, its expected end, and when it was given.

    A further extension needs who agreed to it (``agreed_with``) after consultation.
    """

    ground: str
    to_confirm: str
    expected_on: date | None
    notified_at: datetime | None
    agreed_with: str = ""


@dataclass(frozen=True, slots=True)
class Obstruction:
    """Days, both included, on which the insured hindered the confirmation without good reason."""

    since: date
    until: date
    what: str


@dataclass(frozen=True, slots=True)
class PaymentDay:
    """The last day on which payment is in time; ``deadline`` is the first moment that is too late.

    Interest for delay runs from ``interest_from``; its rate is the law's and not ours. ``days_lost`` are days of
    obstruction that are not counted.
    """

    last_day: date
    deadline: datetime
    interest_from: date
    extended: bool
    days_lost: int
    line: Line


@dataclass(frozen=True, slots=True)
class _Course:
    """The last day as far as it is reckoned, the days of obstruction met, and the lines told on the way."""

    last_day: date
    lost: int
    lines: tuple[Line, ...]


def payment_day(
    rules: PaperRules,
    complete_at: datetime,
    switches: Mapping[str, SwitchValue | None],
    extensions: Sequence[Extension] = (),
    obstructions: Sequence[Obstruction] = (),
    *,
    says: Says = ASSUMED,
) -> PaymentDay | Refusal:
    """Return the last day for a claim whose papers are complete, or everything that is wrong with what was given.

    Days are Tokyo's calendar days. Whether the day of completion is the first is the switch ``rules.first_day`` (market
    practice, assumed: it is), and ``says`` who says so. An extension is granted only with its notice, before the day it
    moves. Days of obstruction are not counted (assumed). Source: ``002_ddd17cbf1aa71dae.txt:1489-1495``.
    """
    problems = _input_problems(complete_at, extensions, obstructions)
    first_counts = switches.get(rules.first_day)
    if first_counts is None:
        first_counts = True
    if not isinstance(first_counts, bool):
        problems.append(_problem(f"switches.{rules.first_day}", "switch_yes_no", typed=str(first_counts)))
    if problems:
        return Refusal(tuple(problems))
    spans = _merged(obstructions)
    try:
        first = complete_at.astimezone(TOKYO).date() + (timedelta() if first_counts else DAY)
        course = _moved(_Course(_nth(first, rules.days), 0, ()), first, spans)
        course = _extended(rules, course, first, extensions, spans, problems)
        last_day, deadline = course.last_day, end_of(course.last_day)
    except OverflowError:
        return Refusal((_problem("complete_at", "day_beyond", typed=complete_at.isoformat()),))
    if problems:
        return Refusal(tuple(problems))
    line = _line(rules, complete_at, course, obstructions, says, first_counts=bool(first_counts))
    return PaymentDay(last_day, deadline, last_day + DAY, bool(extensions), course.lost, line)


def _nth(first: date, days: int) -> date:
    return first + timedelta(days=days - 1)


def _merged(obstructions: Sequence[Obstruction]) -> list[Span]:
    """Return the days of obstruction as spans that do not touch, in order."""
    spans: list[Span] = []
    for since, until in sorted((one.since, one.until) for one in obstructions):
        if spans and since <= spans[-1][1] + DAY:
            spans[-1] = (spans[-1][0], max(until, spans[-1][1]))
        else:
            spans.append((since, until))
    return spans


def _moved(course: _Course, first: date, spans: list[Span]) -> _Course:
    """Return the course with each day of obstruction from ``first`` to its last day made up for at the end."""
    last_day, lost = course.last_day, course.lost
    for since, until in spans:
        since = max(since, first)  # noqa: PLW2901  only the part that counts
        if since <= min(until, last_day):
            days = (until - since).days + 1
            last_day += timedelta(days=days)
            lost += days
    return _Course(last_day, lost, course.lines)


def _extended(
    rules: PaperRules,
    course: _Course,
    first: date,
    extensions: Sequence[Extension],
    spans: list[Span],
    problems: list[Problem],
) -> _Course:
    """Return the course with every extension that its notice bears; what is wrong with one is told."""
    grounds = {one.id: one for one in rules.grounds}
    for place, one in enumerate(extensions):
        where, ground = f"extensions.{place}", grounds.get(one.ground)
        if ground is None:
            near = nearest(one.ground, grounds)
            problems.append(_problem(f"{where}.ground", "ground_unknown", typed=one.ground, nearest=near))
        wrong = _notice_problems(one, where, course.last_day, further=place > 0)
        if ground is not None and ground.days is not None and place == 0 and one.expected_on is not None:
            most = _moved(_Course(_nth(first, ground.days), 0, ()), first, spans).last_day
            if one.expected_on > most:
                wrong.append(_problem(f"{where}.expected_on", "extension_beyond", most=most, days=ground.days))
        problems += wrong
        if not wrong and ground is not None and one.expected_on is not None:
            told = (*course.lines, _extension_line(one, ground, further=place > 0))
            course = _moved(_Course(one.expected_on, course.lost, told), course.last_day + DAY, spans)
    return course


def _notice_problems(one: Extension, where: str, last_day: date, *, further: bool) -> list[Problem]:
    """Return what an extension lacks: its notice, given in time, and for a further one the consultation."""
    problems = []
    if not one.to_confirm.strip():
        problems.append(_problem(f"{where}.to_confirm", "extension_without_notice"))
    if one.expected_on is None:
        problems.append(_problem(f"{where}.expected_on", "extension_without_end"))
    elif one.expected_on <= last_day:
        problems.append(_problem(f"{where}.expected_on", "extension_no_later", last_day=last_day))
    if one.notified_at is None:
        problems.append(_problem(f"{where}.notified_at", "extension_not_notified", last_day=last_day))
    elif one.notified_at >= end_of(last_day):
        problems.append(_problem(f"{where}.notified_at", "extension_too_late", last_day=last_day))
    if further and not one.agreed_with.strip():
        problems.append(_problem(f"{where}.agreed_with", "extension_not_agreed"))
    return problems


def _input_problems(
    complete_at: datetime, extensions: Sequence[Extension], obstructions: Sequence[Obstruction]
) -> list[Problem]:
    """Return moments without zone, and spans of obstruction that are none."""
    moments = [("complete_at", complete_at)]
    moments += [
        (f"extensions.{at}.notified_at", one.notified_at) for at, one in enumerate(extensions) if one.notified_at
    ]
    problems = [
        _problem(where, "moment_without_zone", typed=moment.isoformat())
        for where, moment in moments
        if moment.utcoffset() is None
    ]
    for place, one in enumerate(obstructions):
        if one.until < one.since:
            problems.append(
                _problem(f"obstructions.{place}", "obstruction_backwards", since=one.since, until=one.until)
            )
        if not one.what.strip():
            problems.append(_problem(f"obstructions.{place}.what", "obstruction_what"))
    return problems


def _problem(where: str, key: str, **params: Value) -> Problem:
    return Problem(where, f"problem.{key}", tuple(params.items()))


def _line(
    rules: PaperRules,
    complete_at: datetime,
    course: _Course,
    obstructions: Sequence[Obstruction],
    says: Says,
    *,
    first_counts: bool,
) -> Line:
    first_day = Line(
        "payment_day.first_day.counts" if first_counts else "payment_day.first_day.not",
        first_counts,
        rule=rules.first_day,
        source=says.source,
        status=says.status,
    )
    hindered = tuple(
        Line(
            "payment_day.obstruction",
            params=(("since", one.since), ("until", one.until), ("what", one.what)),
            source=OBSTRUCTION_SOURCE,
            status="assumed",
        )
        for one in obstructions
    )
    interest = Line("payment_day.interest", course.last_day + DAY, source=DELAY_SOURCE, status="law")
    return Line(
        "payment_day",
        course.last_day,
        params=(("complete_at", complete_at), ("days", rules.days), ("lost", course.lost)),
        source=rules.sources[0] if rules.sources else "",
        status=rules.status,
        children=(first_day, *course.lines, *hindered, interest),
    )


def _extension_line(one: Extension, ground: Ground, *, further: bool) -> Line:
    return Line(
        "payment_day.extension.further" if further else "payment_day.extension",
        one.expected_on,
        params=(
            ("ground", one.ground),
            ("number", ground.number),
            ("to_confirm", one.to_confirm),
            ("notified_at", one.notified_at),
            ("agreed_with", one.agreed_with),
        ),
        rule=one.ground,
        source=ground.sources[0] if ground.sources else "",
        status=ground.status,
    )
