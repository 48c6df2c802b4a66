from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.bulk import compile_cover, cover_rows, payable
from sonae.core.asking import Ask
from sonae.core.joining import cover_for
from sonae.core.moments import TOKYO
from sonae.core.money import WAYS, Rounding, rounded
from sonae.core.quote import quote

FIRST, LAST = datetime(2024, 1, 1, tzinfo=TOKYO), datetime(2028, 12, 31, tzinfo=TOKYO)
SCHEMES = ("fukuoka-2025", "example", "jhef-2025", "mie-2025")


@pytest.fixture(scope="module")
def covers(catalogue):
    return {code: compile_cover(catalogue.schemes[code], FIRST, LAST) for code in SCHEMES}


def seconds(moments):
    return np.array([int(moment.timestamp()) for moment in moments], np.int64)


@pytest.mark.parametrize("code", SCHEMES)
@given(moments=st.lists(st.datetimes(FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None)), min_size=1, max_size=50))
def test_any_receipt_leads_to_the_cover_that_core_names(catalogue, covers, code, moments):
    moments = [moment.replace(microsecond=0, tzinfo=TOKYO) for moment in moments]
    found = cover_rows(covers[code], seconds(moments))
    assert [covers[code].answers[place] for place in found] == [
        cover_for(catalogue.schemes[code], moment) for moment in moments
    ]


@pytest.mark.parametrize("code", SCHEMES)
@pytest.mark.parametrize("second", [-1, 0, 1])
def test_receipts_at_every_edge_lead_to_the_cover_that_core_names(catalogue, covers, code, second):
    moments = [
        FIRST + timedelta(days=day, hours=hour, seconds=second)
        for day in range(1, (LAST - FIRST).days)
        for hour in (0, 9, 16)
    ]
    found = cover_rows(covers[code], seconds(moments))
    assert [covers[code].answers[place] for place in found] == [
        cover_for(catalogue.schemes[code], moment) for moment in moments
    ]


def test_a_moment_of_another_zone_is_the_same_receipt(catalogue):
    tokyo = datetime(2025, 6, 16, 8, 59, tzinfo=TOKYO)
    assert tokyo.astimezone(UTC).day == 15
    fukuoka = catalogue.schemes["fukuoka-2025"]
    assert cover_for(fukuoka, tokyo.astimezone(UTC)) == cover_for(fukuoka, tokyo)


def test_a_receipt_before_the_span_is_refused(covers):
    with pytest.raises(ValueError, match="before the first day"):
        cover_rows(covers["fukuoka-2025"], seconds([FIRST - timedelta(seconds=1)]))


@given(
    annual=st.integers(0, 10**12),
    months=st.integers(0, 24),
    unit=st.sampled_from([1, 10, 100, 1000]),
    way=st.sampled_from(WAYS),
)
def test_what_is_due_is_rounded_like_core(annual, months, unit, way):
    rounding = Rounding(unit, way)
    assert payable(np.array([annual]), np.array([months]), rounding).tolist() == [
        rounded(annual * months, 12, rounding)
    ]


@pytest.mark.parametrize("received", ["2025-02-01", "2025-06-15", "2025-06-16", "2026-02-20"])
def test_rows_are_due_what_a_quote_says(catalogue, covers, received):
    fukuoka, table = catalogue.schemes["fukuoka-2025"], covers["fukuoka-2025"]
    moment = datetime.fromisoformat(received).replace(tzinfo=TOKYO)
    quotes = [
        quote(fukuoka, catalogue.tariff_of(fukuoka), Ask("hospital", plan, family, size=size), now=moment)
        for kind, family, plan in fukuoka.plans
        if kind == "hospital"
        for size in (20, 33, 50, 100, 512)
    ]
    assert len(quotes) == 20 * 5
    annual = np.array([one.premium.annual_yen for one in quotes])
    place = cover_rows(table, seconds([moment] * len(quotes)))
    due = payable(annual, table.months[place], fukuoka.joining.mid_term_rounding, table.whole_term[place])
    assert due.tolist() == [one.payable_yen for one in quotes]
