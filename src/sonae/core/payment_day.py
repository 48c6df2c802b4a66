"""By which day must a complete claim be paid, and what may move that day?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sonae.core.calendars import ONE_DAY
from sonae.core.cover_terms import SwitchValue
from sonae.core.extensions import (
    Course,
    Notice,
    Obstruction,
    Period,
    check_given,
    course_lines,
    day_beyond,
    lengths_of,
    put_off,
)
from sonae.core.moments import TOKYO, end_of
from sonae.core.papers import PaperRules
from sonae.core.problems import Problem, Refusal, without_zone
from sonae.core.reading import RECEIPT_YEARS
from sonae.core.trace import Line

# market practice and the law on delay; neither stands in a brochure
FIRST_DAY_SOURCE = "https://soudanguide.sonpo.or.jp/basic/5_1_q2.html"
DELAY_SOURCE = "https://mikio-tsujita.hatenadiary.org/entry/20091024/1256396379"


class Says(NamedTuple):
    """Where it is said whether the day of completion is the first: status and source; both empty where it was told."""

    status: str
    source: str


ASSUMED = Says("assumed", FIRST_DAY_SOURCE)


@dataclass(frozen=True, slots=True)
class PaymentDay:
    """The last day on which payment is in time; ``deadline`` is the first moment that is too late.

    Interest for delay runs from ``interest_from``; its rate is the law's and not ours. ``course`` says which notices
    moved the day, which did not and why, and how many days of obstruction were not counted.
    """

    last_day: date
    deadline: datetime
    interest_from: date
    course: Course
    line: Line


def payment_day(
    rules: PaperRules,
    complete_at: datetime,
    switches: Mapping[str, SwitchValue | None],
    notices: Sequence[Notice] = (),
    obstructions: Sequence[Obstruction] = (),
    *,
    says: Says = ASSUMED,
    assumed: Collection[str] = (),
) -> PaymentDay | Refusal:
    """Return the last day for a claim whose papers are complete, or everything that is wrong with what was given.

    Days are Tokyo's calendar days. Whether the day of completion is the first is the switch ``rules.first_day`` (market
    practice, assumed: it is), and ``says`` who says so; ``assumed`` are switches that nobody filled in. What moves the
    day is ``extensions.put_off``'s: a notice that does not hold moves nothing and is told. Source:
    ``002_ddd17cbf1aa71dae.txt:1489-1495``.
    """
    problems = check_given(notices, obstructions)
    if complete_at.utcoffset() is None:
        problems.append(without_zone("complete_at", complete_at))
    if complete_at.year not in RECEIPT_YEARS:
        problems.append(day_beyond("complete_at", complete_at))
    first_counts = switches.get(rules.first_day)
    if first_counts is not None and not isinstance(first_counts, bool):
        about = (("typed", str(first_counts)),)
        problems.append(Problem(f"switches.{rules.first_day}", "problem.switch_yes_no", about))
    if problems:
        return Refusal(tuple(problems))
    counts = first_counts is not False
    grounds = {one.id: one for one in rules.grounds}
    first_on = complete_at.astimezone(TOKYO).date() + (timedelta() if counts else ONE_DAY)
    lengths = lengths_of(rules.grounds, switches, assumed)
    course = put_off(Period(first_on, first_on + timedelta(days=rules.days - 1), lengths), notices, obstructions)
    last_day = course.last_day
    line = Line(
        "payment_day",
        last_day,
        params=(("complete_at", complete_at), ("days", rules.days), ("lost", course.lost)),
        source=rules.sources[0] if rules.sources else "",
        status=rules.status,
        children=(
            _first_day(rules, says, counts=counts),
            *course_lines(course, grounds, "ground"),
            Line("payment_day.interest", last_day + ONE_DAY, source=DELAY_SOURCE, status="law"),
        ),
    )
    return PaymentDay(last_day, end_of(last_day), last_day + ONE_DAY, course, line)


def _first_day(rules: PaperRules, says: Says, *, counts: bool) -> Line:
    key = f"payment_day.first_day.{'counts' if counts else 'not'}"
    return Line(key, counts, rule=rules.first_day, source=says.source, status=says.status)
