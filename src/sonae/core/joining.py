"""When would cover start and end for an application received at a given moment?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sonae.core.moments import Term, add_months, end_of, shift_years, tokyo, whole_months
from sonae.core.scheme import MidTermJoin, Scheme
from sonae.core.trace import Line, Params

LATE_RECEIPT = "late_receipt"
COLLECTION_MONTH = "collection_month"


@dataclass(frozen=True, slots=True)
class Cover:
    """From when to when, for how many whole months, and when it is first collected.

    ``first_collection`` is the first day of that month, or None where no brochure says so.
    ``assumed`` names what was assumed on the way.
    """

    start: datetime
    end: datetime
    months: int
    whole_term: bool
    first_collection: date | None
    assumed: tuple[str, ...]
    line: Line


@dataclass(frozen=True, slots=True)
class NoCover:
    """Why no cover can be named. ``closed`` is true where joining itself is not possible."""

    reason: str
    closed: bool
    params: Params = ()


def cover_for(scheme: Scheme, received: datetime) -> Cover | NoCover:
    """Return the cover of an application whose complete receipt is at ``received``.

    Receipt by the main deadline (to 24:00 of that day) covers the whole term. After it the
    scheme's mid-term rule decides; a start before the term is moved to the term's start. A window
    that leaves no whole month is refused.
    """
    if scheme.term is None:
        return NoCover("term_not_published", closed=False)
    if not scheme.repeats:
        return _within(scheme, scheme.term, received, years=0)
    years = received.year - scheme.term.start.year - 1
    answer: Cover | NoCover = NoCover("term_over", closed=True)
    for later in range(years, years + 3):
        term = Term(shift_years(scheme.term.start, later), shift_years(scheme.term.end, later))
        if received < term.end:
            answer = _within(scheme, term, received, years=later)
            if isinstance(answer, Cover):
                return answer
    return answer


def _within(scheme: Scheme, term: Term, received: datetime, years: int) -> Cover | NoCover:
    joining = scheme.joining
    if received < shift_years(term.start, -1):
        return NoCover("too_early", closed=True, params=(("start", term.start),))
    if received >= term.end:
        return NoCover("term_over", closed=True, params=(("end", term.end),))
    deadline = joining.closes_on
    if deadline is not None:
        deadline = add_months(deadline, 12 * years)
    if received < (end_of(deadline) if deadline else term.start):
        return _whole_term(scheme, term, deadline)
    if joining.mid_term is None:
        return NoCover("joining_closed", closed=True, params=(("deadline", deadline),))
    return _mid_term(scheme, term, received, joining.mid_term)


def _whole_term(scheme: Scheme, term: Term, deadline: date | None) -> Cover:
    line = Line(
        key="cover.whole_term",
        value=term.start,
        params=(("end", term.end), ("deadline", deadline)),
        rule="main_deadline",
        source=scheme.joining.closes_source or scheme.term_source,
        status=scheme.joining.closes_status,
        facts=("received",),
    )
    months = whole_months(term.start, term.end)
    cover = _cover(scheme, term, term.start, months, line)
    if cover.first_collection and not scheme.payment.collection_covers_main:
        return replace(cover, assumed=(COLLECTION_MONTH,))
    return cover


def _mid_term(scheme: Scheme, term: Term, received: datetime, rule: MidTermJoin) -> Cover | NoCover:
    months_on = rule.months_by_cutoff
    if received.day > rule.cutoff_day:
        months_on = rule.months_after_cutoff
    first = add_months(received.date().replace(day=1), months_on)
    start = tokyo(first.replace(day=rule.effective_day), rule.effective_time)
    late = received < term.start
    clamped = start < term.start
    start = max(start, term.start)
    months = whole_months(start, term.end)
    if months < 1:
        return NoCover("no_month_left", closed=True, params=(("start", start), ("end", term.end)))
    line = Line(
        key="cover.mid_term",
        value=start,
        params=(
            ("end", term.end),
            ("months", months),
            ("cutoff_day", rule.cutoff_day),
            ("clamped", clamped),
        ),
        rule="mid_term_join",
        source=rule.source,
        status="assumed" if late else rule.status,
        facts=("received",),
    )
    cover = _cover(scheme, term, start, months, line)
    return replace(cover, assumed=(LATE_RECEIPT, *cover.assumed)) if late else cover


def _cover(scheme: Scheme, term: Term, start: datetime, months: int, line: Line) -> Cover:
    payment = scheme.payment
    first = None
    if payment.first_collection_months is not None:
        first = add_months(start.date().replace(day=1), payment.first_collection_months)
    return Cover(start, term.end, months, start == term.start, first, (), line)
