"""When would cover start and end for an application received at a given moment?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from sonae.core.moments import TOKYO, Term, add_months, day_of, end_of, shift_years, tokyo, whole_months
from sonae.core.scheme import MONTH_END, Scheme
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


NOT_PUBLISHED = NoCover("term_not_published", closed=False)


def cover_for(scheme: Scheme, received: datetime) -> Cover | NoCover:
    """Return the cover of an application whose complete receipt is at ``received``.

    Receipt by the main deadline (to 24:00 of that day, or to the term's start if that is earlier)
    covers the whole term. After it the scheme's mid-term rule decides; a start before the term is
    moved to the term's start. A window that leaves no whole month is refused. Days and months are
    Tokyo's, whatever the moment's zone.
    """
    if scheme.term is None:
        return NOT_PUBLISHED
    received = received.astimezone(TOKYO)
    if not scheme.repeats:
        return _within(_window(scheme, scheme.term, 0), received)
    years = received.year - scheme.term.start.year - 1
    answer: Cover | NoCover = NoCover("term_over", closed=True)
    for later in range(years, years + 3):
        window = _window(scheme, scheme.term, later)
        if received < window.term.end:
            answer = _within(window, received)
            if isinstance(answer, Cover):
                return answer
    return answer


def begun_on(scheme: Scheme, received: datetime, declared_at: datetime) -> date | None:
    """Return the first day of cover where it lies before the day of declaring; None where it does not.

    ``received`` is the receipt that counts: that of an earlier submission, or one that waited long. Days are Tokyo's.
    """
    cover = cover_for(scheme, received)
    if isinstance(cover, NoCover) or day_of(cover.start) >= day_of(declared_at):
        return None
    return day_of(cover.start)


def starts_in(scheme: Scheme, term: Term) -> tuple[datetime, ...]:
    """Return every moment from which cover can run to the end of a term, the earliest first.

    They are the start of the term itself and those of the scheme's mid-term rule that leave a whole month.
    """
    rule, start, end = scheme.joining.mid_term, term.start.astimezone(TOKYO), term.end.astimezone(TOKYO)
    if rule is None:
        return (start,)
    first = start.date().replace(day=rule.effective_day)
    monthly = (tokyo(add_months(first, later), rule.effective_time) for later in range(whole_months(start, end) + 1))
    return (start, *(one for one in monthly if start < one and whole_months(one, end) >= 1))


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """One term of a scheme, the moments that divide its receipts, and the answers no receipt changes.

    Equal only to itself, like its scheme: what follows from a window is worked out once.
    """

    scheme: Scheme
    term: Term
    opens_at: datetime
    main_until: datetime
    cutoff_day: int
    too_early: NoCover
    term_over: NoCover
    joining_closed: NoCover
    whole_term: Cover


@lru_cache(maxsize=256)
def _window(scheme: Scheme, term: Term, years: int) -> Window:
    term = Term(shift_years(term.start, years), shift_years(term.end, years))
    deadline, rule = scheme.joining.closes_on, scheme.joining.mid_term
    if deadline is not None:
        deadline = add_months(deadline, 12 * years)
    return Window(
        scheme,
        term,
        opens_at=shift_years(term.start, -1),
        main_until=min(end_of(deadline), term.start) if deadline else term.start,
        cutoff_day=rule.cutoff_day if rule else 0,
        too_early=NoCover("too_early", closed=True, params=(("start", term.start),)),
        term_over=NoCover("term_over", closed=True, params=(("end", term.end),)),
        joining_closed=NoCover("joining_closed", closed=True, params=(("deadline", deadline),)),
        whole_term=_whole_term(scheme, term, deadline),
    )


def _within(window: Window, received: datetime) -> Cover | NoCover:
    if received < window.opens_at:
        return window.too_early
    if received >= window.term.end:
        return window.term_over
    if received < window.main_until:
        return window.whole_term
    after_cutoff, late = received.day > window.cutoff_day, received < window.term.start
    return _mid_term(window, received.year, received.month, after_cutoff=after_cutoff, late=late)


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


@lru_cache(maxsize=1024)
def _mid_term(window: Window, year: int, month: int, *, after_cutoff: bool, late: bool) -> Cover | NoCover:
    """Return the cover of all who are received in the same half of a month."""
    term, rule = window.term, window.scheme.joining.mid_term
    if rule is None:
        return window.joining_closed
    months_on = rule.months_after_cutoff if after_cutoff else rule.months_by_cutoff
    first = add_months(date(year, month, 1), months_on)
    start = tokyo(first.replace(day=rule.effective_day), rule.effective_time)
    clamped = start < term.start
    start = max(start, term.start)
    months = whole_months(start, term.end)
    if months < 1:
        return NoCover("no_month_left", closed=True, params=(("start", start), ("end", term.end)))
    at_end = rule.cutoff_day == MONTH_END
    line = Line(
        key="cover.mid_term_month_end" if at_end else "cover.mid_term",
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
    cover = _cover(window.scheme, term, start, months, line)
    return replace(cover, assumed=(LATE_RECEIPT, *cover.assumed)) if late else cover


def _cover(scheme: Scheme, term: Term, start: datetime, months: int, line: Line) -> Cover:
    payment = scheme.payment
    first = None
    if payment.first_collection_months is not None:
        first = add_months(start.date().replace(day=1), payment.first_collection_months)
    return Cover(start, term.end, months, start == term.start, first, (), line)
