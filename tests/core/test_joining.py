from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from sonae.core.joining import COLLECTION_MONTH, LATE_RECEIPT, Cover, NoCover, begun_on, cover_for, starts_in
from sonae.core.moments import TOKYO, Term
from sonae.core.scheme import MONTH_END


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


TERM_START, TERM_END = at("2025-05-05T16:00"), at("2026-05-05T16:00")


def test_receipt_by_the_deadline_covers_the_whole_term(fukuoka):
    cover = cover_for(fukuoka, at("2025-03-14T23:59:59"))
    assert (cover.start, cover.end, cover.months) == (TERM_START, TERM_END, 12)
    assert LATE_RECEIPT not in cover.assumed


def test_the_first_collection_of_a_main_join_is_assumed_and_of_a_mid_term_join_printed(fukuoka):
    main = cover_for(fukuoka, at("2025-03-14T12:00"))
    later = cover_for(fukuoka, at("2025-06-15T12:00"))
    assert (main.first_collection.month, main.assumed) == (6, (COLLECTION_MONTH,))
    assert (later.first_collection.month, later.assumed) == (8, ())


def test_a_late_receipt_that_would_start_before_the_term_is_clamped_and_says_so(fukuoka):
    cover = cover_for(fukuoka, at("2025-03-15T00:00"))
    assert cover.start == TERM_START
    assert LATE_RECEIPT in cover.assumed


@pytest.mark.parametrize(
    ("received", "start", "months"),
    [
        ("2025-04-15T23:59:59", "2025-05-05T16:00", 12),
        ("2025-04-16T00:00", "2025-06-05T16:00", 11),
        ("2025-06-15T23:59:59", "2025-07-05T16:00", 10),
        ("2025-06-16T00:00", "2025-08-05T16:00", 9),
        ("2025-12-16T09:00", "2026-02-05T16:00", 3),
        ("2026-02-15T12:00", "2026-03-05T16:00", 2),
        ("2026-03-15T23:59:59", "2026-04-05T16:00", 1),
    ],
)
def test_the_15th_to_24_hours_decides_the_month(fukuoka, received, start, months):
    cover = cover_for(fukuoka, at(received))
    assert (cover.start, cover.months) == (at(start), months)


def test_a_window_without_a_whole_month_is_refused(fukuoka):
    answer = cover_for(fukuoka, at("2026-03-16T00:00"))
    assert isinstance(answer, NoCover)
    assert (answer.reason, answer.closed) == ("no_month_left", True)


@pytest.mark.parametrize(
    ("received", "reason"),
    [("2026-05-05T16:00", "term_over"), ("2026-11-21T12:00", "term_over"), ("2024-05-05T15:59", "too_early")],
)
def test_a_receipt_out_of_the_term_cannot_join(fukuoka, received, reason):
    answer = cover_for(fukuoka, at(received))
    assert isinstance(answer, NoCover)
    assert answer.reason == reason


def test_a_scheme_without_printed_dates_names_no_cover_and_does_not_close(catalogue):
    answer = cover_for(catalogue.schemes["mie-2025"], at("2025-06-15T12:00"))
    assert (answer.reason, answer.closed) == ("term_not_published", False)


def test_a_scheme_without_mid_term_rule_closes_after_its_deadline(catalogue):
    jhef = catalogue.schemes["jhef-2025"]
    assert cover_for(jhef, at("2025-09-16T23:59")).start == at("2025-10-01T16:00")
    assert cover_for(jhef, at("2025-09-17T00:00")).reason == "joining_closed"


def test_the_example_scheme_can_be_joined_on_every_day_of_ten_years(catalogue):
    example, day = catalogue.schemes["example"], at("2026-11-21T12:00")
    for _ in range(3653):
        cover = cover_for(example, day)
        assert isinstance(cover, Cover)
        assert day < cover.end
        day += timedelta(days=1)


def test_a_deadline_on_the_first_day_ends_when_the_term_begins(fukuoka):
    on_the_day = replace(fukuoka, joining=replace(fukuoka.joining, closes_on=TERM_START.date()))
    assert cover_for(on_the_day, at("2025-05-05T15:59:59")).whole_term
    assert cover_for(on_the_day, at("2025-05-05T16:00")).start == at("2025-06-05T16:00")


@pytest.mark.parametrize(
    ("received", "start"),
    [
        ("2025-06-28T23:59", "2025-07-05T16:00"),
        ("2025-06-29T00:00", "2025-07-05T16:00"),
        ("2025-06-30T23:59:59", "2025-07-05T16:00"),
        ("2025-07-01T00:00", "2025-08-05T16:00"),
        ("2025-07-31T23:59:59", "2025-08-05T16:00"),
        ("2025-12-31T23:59:59", "2026-01-05T16:00"),
        ("2026-01-31T00:00", "2026-02-05T16:00"),
        ("2026-02-28T23:59:59", "2026-03-05T16:00"),
        ("2026-03-01T00:00", "2026-04-05T16:00"),
        ("2028-02-28T12:00", "2028-03-05T16:00"),
        ("2028-02-29T23:59:59", "2028-03-05T16:00"),
        ("2028-03-01T00:00", "2028-04-05T16:00"),
    ],
)
def test_a_cutoff_at_the_end_of_the_month_is_every_month_s_last_day(fukuoka, catalogue, received, start):
    rule = replace(fukuoka.joining.mid_term, cutoff_day=MONTH_END)
    scheme = replace(fukuoka, repeats=True, joining=replace(fukuoka.joining, mid_term=rule))
    cover = cover_for(scheme, at(received))
    assert cover.start == at(start)
    assert "月末締め" in catalogue.words.line(cover.line, "ja")
    assert "the end of the month" in catalogue.words.line(cover.line, "en")


def test_any_other_cutoff_names_its_day(fukuoka, catalogue):
    assert "15日締め" in catalogue.words.line(cover_for(fukuoka, at("2025-06-15T12:00")).line, "ja")


@pytest.mark.parametrize(
    ("declared_at", "since"),
    [
        ("2025-07-04T23:59", None),
        ("2025-07-05T23:59", None),
        ("2025-07-06T00:00", date(2025, 7, 5)),
    ],
)
def test_cover_has_begun_only_on_the_day_after_its_first(fukuoka, declared_at, since):
    assert begun_on(fukuoka, at("2025-06-15T12:00"), at(declared_at)) == since


def test_where_nobody_can_join_cover_has_not_begun(catalogue):
    assert begun_on(catalogue.schemes["jhef-2025"], at("2025-09-17T00:00"), at("2026-01-01T00:00")) is None


def test_cover_starts_with_its_term_or_on_a_monthly_day_that_leaves_a_whole_month(fukuoka):
    whole = starts_in(fukuoka, Term(TERM_START, TERM_END))
    assert (len(whole), whole[0], whole[1], whole[-1]) == (
        12,
        TERM_START,
        at("2025-06-05T16:00"),
        at("2026-04-05T16:00"),
    )
    assert starts_in(fukuoka, Term(whole[-2], TERM_END)) == whole[-2:]


def test_without_a_mid_term_rule_cover_starts_with_its_term_alone(fukuoka):
    closed = replace(fukuoka, joining=replace(fukuoka.joining, mid_term=None))
    assert starts_in(closed, Term(TERM_START, TERM_END)) == (TERM_START,)
